"""Croissant files as a source."""

from ingest.sources.croissant.catalog import MANIFEST, UPSTREAM, read

__all__ = ["MANIFEST", "UPSTREAM", "read"]
