"""The Model Openness Tool as a source."""

from ingest.sources.model_openness_tool.catalog import MANIFEST, read

__all__ = ["MANIFEST", "read"]
