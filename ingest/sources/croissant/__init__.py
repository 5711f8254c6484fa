"""Croissant files as a source."""

from ingest.sources.croissant.catalog import MANIFEST, read

__all__ = ["MANIFEST", "read"]
