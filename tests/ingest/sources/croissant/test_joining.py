"""A Croissant file of a dataset on the Hub is about the dataset that the Hub itself lists."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.catalogs import map_catalog, read_catalog
from ingest.data_folders import ONTOLOGY, SHAPES
from ingest.mapping import definitions
from ingest.namespaces import iri
from ingest.reconciliation import reconcile
from ingest.shapes import load_shapes
from ingest.sources import croissant, dcat, huggingface
from ingest.sources.registry import Catalog
from ingest.vocabulary import load_vocabulary
from tests.ingest.sources.croissant.files import write
from tests.ingest.sources.dcat.files import write as write_catalog

HUB: dict[str, Any] = {"_id": "621ffdd236468d709f181d58", "id": "heron-lab/calls", "author": "heron-lab"}


def joined(folder: Path) -> set[tuple[str, str]]:
    """Pairs of the IRI that is replaced and the one that stays, without digests."""
    loads = [
        read_catalog(Catalog(source.MANIFEST, source.read), folder / source.MANIFEST.name)
        for source in (huggingface, croissant, dcat)
    ]
    defined = frozenset().union(*(definitions(record) for load in loads for record in load.records))
    for load in loads:
        map_catalog(load, load_vocabulary(ONTOLOGY), defined, load_shapes(SHAPES))
        assert not load.rejected
    found = reconcile(quad for load in loads for quad in load.quads).decisions
    base = iri("id:").value
    return {(each.replaced.value.removeprefix(base), each.canonical.value.removeprefix(base)) for each in found}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("huggingface/api_recorded", "croissant", "dcat"):
        (tmp_path / name).mkdir(parents=True)
    answer = tmp_path / "huggingface" / "api_recorded" / "datasets_heron.json"
    answer.write_text(json.dumps(HUB), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["Heron calls", "calls", "Wetland recordings, season 3"])
def test_by_the_repository_whatever_the_name(folder: Path, name: str) -> None:
    creator = {"@type": "Organization", "name": "heron-lab", "url": "https://huggingface.co/heron-lab"}
    write(folder / "croissant", name=name, creator=creator)
    pairs = joined(folder)
    assert {(one.rpartition("-")[0], other.rpartition("-")[0]) for one, other in pairs if "dataset" in one} == {
        ("dataset/croissant.huggingface.co-datasets-heron-lab-calls", "dataset/huggingface.heron-lab-calls")
    }
    assert len(pairs) == 2


def test_another_repository_of_the_same_name_stays_apart(folder: Path) -> None:
    write(folder / "croissant", name="calls", url="https://huggingface.co/datasets/stork-lab/calls")
    assert not joined(folder)


def test_two_descriptions_with_one_doi_are_of_one_dataset(folder: Path) -> None:
    write(folder / "croissant", name="Nests", url="https://doi.org/10.5281/zenodo.9")
    nests = '<nests> a dcat:Dataset ; dct:title "Nester" ; dct:identifier "doi:10.5281/ZENODO.9" .'
    write_catalog(folder / "dcat", nests)
    [(one, other)] = joined(folder)
    assert (one.partition(".")[0], other.partition(".")[0]) == ("dataset/dcat", "dataset/croissant")
