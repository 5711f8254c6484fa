"""The Research Organization Registry as a source."""

from ingest.sources.ror.catalog import MANIFEST, read
from ingest.sources.ror.upstream import UPSTREAM

__all__ = ["MANIFEST", "UPSTREAM", "read"]
