"""The Data Provenance Initiative as a source."""

from ingest.sources.data_provenance.catalog import MANIFEST, read
from ingest.sources.data_provenance.upstream import UPSTREAM

__all__ = ["MANIFEST", "UPSTREAM", "read"]
