"""The Research Organization Registry as a source."""

from ingest.sources.ror.catalog import MANIFEST, read

__all__ = ["MANIFEST", "read"]
