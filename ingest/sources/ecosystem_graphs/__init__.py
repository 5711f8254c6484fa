"""Ecosystem Graphs as a source."""

from ingest.sources.ecosystem_graphs.catalog import MANIFEST, read
from ingest.sources.ecosystem_graphs.upstream import UPSTREAM

__all__ = ["MANIFEST", "UPSTREAM", "read"]
