"""The Hugging Face Hub as a source."""

from ingest.sources.huggingface.catalog import MANIFEST, read
from ingest.sources.huggingface.upstream import UPSTREAM

__all__ = ["MANIFEST", "UPSTREAM", "read"]
