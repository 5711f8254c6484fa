"""The European Open Source AI Index as a source."""

from ingest.sources.osai.catalog import MANIFEST, read

__all__ = ["MANIFEST", "read"]
