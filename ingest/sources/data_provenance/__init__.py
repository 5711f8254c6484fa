"""The Data Provenance Initiative as a source."""

from ingest.sources.data_provenance.catalog import MANIFEST, read

__all__ = ["MANIFEST", "read"]
