"""Quads that lie in a file are the quads that were written."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from ingest import quad_files
from ingest.evidence import GRAPH
from ingest.namespaces import iri
from ingest.quad_files import Joined, fill, write_quads

LABEL = iri("rdfs:label")
VALUES: list[Literal | NamedNode] = [
    Literal("plain"),
    Literal('línea\nbreak "quote" \\ tab\t \u200d 🐻', language="pt-BR"),
    Literal("2021-05", datatype=iri("xsd:gYearMonth")),
    NamedNode("https://example.org/%7Ea?b=ü"),
]
QUADS = [
    Quad(iri(f"id:x/{number}"), LABEL, value, graph)
    for graph in (GRAPH, DefaultGraph())
    for number, value in enumerate(VALUES)
]


@pytest.fixture(params=[1, 3, 1000])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    number: int = request.param
    monkeypatch.setattr(quad_files, "AT_ONCE", number)
    monkeypatch.setattr(quad_files, "LOADED_AT_ONCE", number)
    return number


@pytest.mark.usefixtures("at_once")
def test_quads_come_back_in_their_order_as_often_as_asked(tmp_path: Path) -> None:
    file = write_quads(tmp_path / "q.nq.gz", iter(QUADS))
    assert [list(file), list(file)] == [QUADS, QUADS]
    assert len(file) == len(QUADS)
    assert QUADS[0] in file
    assert Quad(LABEL, LABEL, LABEL, GRAPH) not in file


def test_the_same_quads_are_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_quads(tmp_path / name, QUADS) for name in ("one.nq.gz", "two.nq.gz"))
    assert one.sha256() == two.sha256()


def test_no_quads_are_a_file_too(tmp_path: Path) -> None:
    assert list(write_quads(tmp_path / "q.nq.gz", [])) == []


def test_collections_are_gone_through_one_after_the_other(tmp_path: Path) -> None:
    joined = Joined((QUADS[:2], write_quads(tmp_path / "q.nq.gz", QUADS[2:])))
    assert [list(joined), list(joined)] == [QUADS, QUADS]
    assert len(joined) == len(QUADS)
    assert QUADS[-1] in joined


@pytest.mark.usefixtures("at_once")
def test_a_store_is_filled_with_all_of_them() -> None:
    store = Store()
    fill(store, iter(QUADS))
    assert set(store) == set(QUADS)
