"""The European Open Source AI Index as a source."""

from ingest.sources.osai.catalog import MANIFEST, read
from ingest.sources.osai.upstream import UPSTREAM

__all__ = ["MANIFEST", "UPSTREAM", "read"]
