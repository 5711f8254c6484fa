"""Ecosystem Graphs as a source."""

from ingest.sources.ecosystem_graphs.catalog import MANIFEST, read

__all__ = ["MANIFEST", "read"]
