"""Epoch AI's table of models as a source."""

from ingest.sources.epoch.catalog import MANIFEST, read

__all__ = ["MANIFEST", "read"]
