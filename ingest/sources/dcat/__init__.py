"""DCAT catalogs as a source."""

from ingest.sources.dcat.catalog import MANIFEST, UPSTREAM, read

__all__ = ["MANIFEST", "UPSTREAM", "read"]
