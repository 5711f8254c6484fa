"""The Hugging Face Hub as a source."""

from ingest.sources.huggingface.catalog import MANIFEST, read

__all__ = ["MANIFEST", "read"]
