"""Read and map a catalog of the snapshots as a build does, with the licenses that it refers to."""

import os
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from ingest.catalogs import Load, map_catalog, read_catalog
from ingest.data_folders import CURATED, ONTOLOGY, SHAPES
from ingest.mapping import definitions
from ingest.records import Record
from ingest.shapes import load_shapes
from ingest.sources import curated, scancode_licensedb, spdx
from ingest.sources.registry import Catalog
from ingest.vocabulary import load_vocabulary

CHECKOUT: Final = Path(__file__).parents[2]
DATA: Final = Path(os.environ.get("OPENCAIRN_SHARED", CHECKOUT.parent / "shared")) / "data"
OF_MODELS: Final = ("ecosystem_graphs", "epoch", "huggingface", "model_openness_tool", "models_dev", "osai")
"""Catalogs that tell of models."""
_vocabulary = cache(load_vocabulary)
_shapes = cache(load_shapes)


ALL_CATALOGS: Final = (
    "data_provenance",
    "ecosystem_graphs",
    "epoch",
    "huggingface",
    "model_openness_tool",
    "models_dev",
    "osai",
    "ror",
    "scancode_licensedb",
    "spdx",
)


def needs(*folders: str) -> pytest.MarkDecorator:
    """Skip the tests of a module without these folders of snapshots."""
    missing = [folder for folder in folders if not (DATA / folder).is_dir()]
    return pytest.mark.skipif(bool(missing), reason=f"no {' and no '.join(missing)} in {DATA}")


def load(catalog: Catalog) -> Load:
    """The catalog with its quads."""
    found = read_catalog(catalog, DATA / catalog.manifest.name)
    defined = frozenset().union(_licenses(), *map(definitions, found.records))
    map_catalog(found, _vocabulary(ONTOLOGY), defined, _shapes(SHAPES))
    return found


@cache
def _licenses() -> frozenset[str]:
    records = [
        *spdx.read(DATA / "spdx"),
        *scancode_licensedb.read(DATA / "scancode_licensedb"),
        *curated.read(CURATED),
    ]
    return frozenset(record.subject for record in records if isinstance(record, Record) and record.type == "License")
