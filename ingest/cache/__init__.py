"""What came of a source stays beside the releases, so that an unchanged source is not mapped and validated again."""

from ingest.cache.entries import CACHE, Cache
from ingest.cache.fingerprint import folder_digest, pipeline_digest
from ingest.cache.known_names import KnownNames
from ingest.cache.remembered import Outline, Remembered

__all__ = ["CACHE", "Cache", "KnownNames", "Outline", "Remembered", "folder_digest", "pipeline_digest"]
