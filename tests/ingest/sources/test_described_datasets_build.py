"""From two Croissant files and a catalog in DCAT to a release, and to answers."""

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest

from ingest.build import Built, Inputs, build
from ingest.namespaces import PREFIXES
from ingest.questions.binding import bind
from ingest.questions.catalog import Questions
from tests.ingest.conftest import write_curated
from tests.ingest.sources.croissant.files import write as write_croissant
from tests.ingest.sources.dcat.files import write as write_catalog

CATALOG = """
<catalog> a dcat:Catalog ; dct:title "Ponds" ; dct:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcat:dataset <eggs> .
<eggs> a dcat:Dataset ; dct:title "Eggs" ; dct:publisher [ a foaf:Organization ; foaf:name "Pond Office" ] ;
  dcat:distribution [ dcat:downloadURL <eggs.csv> ; dcat:mediaType "text/csv" ] .
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("described")
    for name in ("snapshots/croissant", "snapshots/dcat"):
        (root / name).mkdir(parents=True)
    curated = write_curated(root / "curated")
    write_croissant(root / "snapshots" / "croissant", "calls.json", license="mit", keywords=["birds"])
    write_croissant(
        root / "snapshots" / "croissant", "nests.json", name="Nests", url="https://doi.org/10.5281/zenodo.9"
    )
    write_croissant(root / "snapshots" / "croissant", "bad.json", url=None)
    write_catalog(root / "snapshots" / "dcat", CATALOG)
    return build(root / "data", Inputs(curated), snapshots=root / "snapshots")


@pytest.fixture(scope="module")
def store(built: Built) -> Iterator[ox.Store]:
    yield ox.Store.read_only(str(built.release.store_path))


def rows(store: ox.Store, query: str) -> list[list[Any]]:
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return [[getattr(value, "value", None) for value in row] for row in found]


def test_only_what_cannot_be_identified_is_quarantined(built: Built) -> None:
    assert [each.file for each in built.quarantined] == ["croissant/bad.json"]
    told = {each["name"]: each for each in built.report["sources"]}
    assert told["croissant"]["read"]["dataset"] == 2
    assert told["dcat"]["read"] == {"dataset": 1, "document": 1, "organization": 1}
    assert all(not each["unexpected"] for each in told.values())


def test_a_question_finds_them_all(store: ox.Store, questions: Questions) -> None:
    found = rows(store, bind(questions["datasets-as-described"], {}))
    assert {row[0] for row in found} == {"Heron calls", "Nests", "Eggs"}
    assert {row[3] for row in found if row[2] == "published by"} == {"Pond Office"}


def test_every_dataset_leads_to_the_file_that_describes_it(store: ox.Store) -> None:
    query = """SELECT ?label ?place WHERE { ?dataset a cairn:Dataset ; rdfs:label ?label ;
      cairn:evidencedBy/cairn:locator ?place } ORDER BY ?label"""
    assert rows(store, query) == [
        ["Eggs", "ponds.ttl, https://ponds.example/eggs"],
        ["Heron calls", "calls.json, https://huggingface.co/datasets/heron-lab/calls"],
        ["Nests", "nests.json, https://doi.org/10.5281/zenodo.9"],
    ]


def test_each_source_has_a_graph_of_its_own_without_blank_nodes(store: ox.Store) -> None:
    for name, datasets in (("croissant", 2), ("dcat", 1)):
        graph = ox.NamedNode(f"{PREFIXES['graph']}{name}")
        quads = list(store.quads_for_pattern(None, None, None, graph))
        assert sum(str(quad.object) == f"<{PREFIXES['cairn']}Dataset>" for quad in quads) == datasets
        assert not [quad for quad in quads if ox.BlankNode in (type(quad.subject), type(quad.object))]


def test_the_catalogs_are_told_with_their_terms(store: ox.Store, questions: Questions) -> None:
    found = {row[0]: row[3] for row in rows(store, questions["catalogs"].text)}
    assert found["Ponds"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {"Croissant files", "DCAT catalogs"} <= set(found)
