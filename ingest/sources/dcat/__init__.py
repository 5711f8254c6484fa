"""DCAT catalogs as a source."""

from ingest.sources.dcat.catalog import MANIFEST, read

__all__ = ["MANIFEST", "read"]
