"""Licenses: what the strings in the license fields of catalogs mean."""

from ingest.licenses.assertions import license_says
from ingest.licenses.resolution import Resolution
from ingest.licenses.resolver import resolve

__all__ = ["Resolution", "license_says", "resolve"]
