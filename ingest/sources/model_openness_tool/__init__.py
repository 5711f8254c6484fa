"""The Model Openness Tool as a source."""

from ingest.sources.model_openness_tool.catalog import MANIFEST, read
from ingest.sources.model_openness_tool.upstream import UPSTREAM

__all__ = ["MANIFEST", "UPSTREAM", "read"]
