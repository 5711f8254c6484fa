from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from ingest.bulk_validation import validate_bulk
from ingest.data_folders import folder
from ingest.namespaces import BASE, iri
from ingest.rdflib_terms import TripleTermError
from ingest.shapes import load_shapes
from ingest.validation import validate_records
from tests.shapes.faults import ANY_VALUES, GOOD_NODES, faulty_nodes

SHAPES = load_shapes(folder("shapes"))
MODEL = ox.NamedNode(f"{BASE}id/model/m")
CLASS = ox.Triple(MODEL, iri("rdf:type"), iri("cairn:Model"))
LABEL = ox.Triple(MODEL, iri("rdfs:label"), ox.Literal("M", language="en"))


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(faulty_nodes(ANY_VALUES, at_least=20))
@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
def test_results_are_those_of_pyshacl_for_all_nodes(nodes: list[list[ox.Triple]]) -> None:
    records = [(str(number // 2), triples) for number, triples in enumerate(nodes)]
    joined = [(name, [t for each, triples in records if each == name for t in triples]) for name, _ in records[::2]]
    assert validate_bulk(joined, SHAPES, batch=7) == validate_records(joined, SHAPES)


def test_a_node_that_two_records_describe_is_judged_as_a_whole_and_told_to_both() -> None:
    wrong = ox.Triple(MODEL, iri("cairn:parameterCount"), ox.Literal("many"))
    assert validate_bulk([("one", [CLASS]), ("two", [LABEL])], SHAPES) == {}
    found = validate_bulk([("one", [CLASS]), ("two", [LABEL, wrong])], SHAPES)
    assert {name: [result.code for result in results] for name, results in found.items()} == {
        "one": ["MODEL-07"],
        "two": ["MODEL-07"],
    }


@pytest.mark.parametrize(
    "odd",
    [
        ox.Triple(ox.BlankNode(), iri("rdfs:label"), ox.Literal("x", language="en")),
        ox.Triple(MODEL, iri("dct:identifier"), ox.Literal("\x1ca")),
    ],
)
def test_what_pyrudof_would_miss_or_cannot_name_is_found(odd: ox.Triple) -> None:
    records = [("one", [CLASS, LABEL, odd])]
    found = validate_bulk(records, SHAPES)
    assert found
    assert found == validate_records(records, SHAPES)


def test_a_triple_as_a_value_is_refused() -> None:
    with pytest.raises(TripleTermError):
        validate_bulk([("one", [ox.Triple(MODEL, iri("rdfs:label"), LABEL)])], SHAPES)


def test_shapes_that_pyrudof_is_not_trusted_with_are_checked_for_every_node(tmp_path: Path) -> None:
    (tmp_path / "whole-graph.ttl").write_text("")
    (tmp_path / "a.ttl").write_text(r"""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix shape: <https://w3id.org/opencairn/shapes#> .
        shape:A-01 sh:targetSubjectsOf rdfs:label ; sh:path rdfs:label ; sh:pattern "^\\D*$" ;
          sh:severity sh:Warning ; sh:message "A-01: a digit; remove it."@en .
        shape:A-02 sh:targetSubjectsOf rdfs:label ; sh:path rdfs:label ; sh:maxLength 2 ;
          sh:severity sh:Warning ; sh:message "A-02: too long; shorten it."@en .
        """)
    shapes = load_shapes(tmp_path)
    records = [
        (label, [ox.Triple(ox.NamedNode(f"{MODEL.value}{label}"), iri("rdfs:label"), ox.Literal(label))])
        for label in ("a", "1", "abc", "123")
    ]
    found = validate_bulk(records, shapes)
    assert {name: [result.code for result in results] for name, results in found.items()} == {
        "1": ["A-01"],
        "123": ["A-01", "A-02"],
        "abc": ["A-02"],
    }
    assert found == validate_records(records, shapes)


def test_progress_tells_nodes_done_and_nodes_in_all() -> None:
    told: list[tuple[int, int]] = []
    records = [(node.value, [ox.Triple(node, *pair) for pair in said]) for node, said in GOOD_NODES[:5]]
    count = len(Counter(name for name, _ in records))
    validate_bulk(records, SHAPES, batch=2, progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == [*range(2, count, 2), count]
    assert {total for _, total in told} == {count}
