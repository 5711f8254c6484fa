"""Epoch AI's table of models as a source."""

from ingest.sources.epoch.catalog import MANIFEST, read
from ingest.sources.epoch.upstream import UPSTREAM

__all__ = ["MANIFEST", "UPSTREAM", "read"]
