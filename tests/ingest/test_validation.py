import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.data_folders import folder
from ingest.errors import RecordError
from ingest.namespaces import BASE, iri
from ingest.validation import (
    Shapes,
    has_violation,
    load_shapes,
    validate,
    validate_rdf_file,
    validate_records,
    validate_whole_graph,
)

CURATED = ox.NamedNode(f"{BASE}graph/curated")
SHAPES = load_shapes(folder("shapes"))


@pytest.fixture
def shapes() -> Shapes:
    return SHAPES


def thing(kind: str, slug: str) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}id/{kind}/{slug}")


def english(text: str) -> ox.Literal:
    return ox.Literal(text, language="en")


def quad(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(subject, iri(predicate), value, CURATED)


def channel(slug: str, label: str = "A channel") -> list[ox.Quad]:
    node = thing("channel", slug)
    web_page = ox.NamedNode(f"{BASE}concept/channel-type/web-page")
    return [
        quad(node, "rdf:type", iri("cairn:CommunityChannel")),
        quad(node, "rdfs:label", english(label)),
        quad(node, "cairn:channelType", web_page),
    ]


def without_label(slug: str) -> list[ox.Quad]:
    return [found for found in channel(slug) if found.predicate != iri("rdfs:label")]


def test_a_violating_record_is_named_and_the_others_are_not(shapes: Shapes) -> None:
    records = [("a.yaml", channel("a")), ("b.yaml", without_label("b")), ("c.yaml", channel("c"))]
    found = validate_records(records, shapes)
    assert list(found) == ["b.yaml"]
    assert [result.code for result in found["b.yaml"]] == ["TEXT-01"]


def test_a_result_says_what_is_wrong_where(shapes: Shapes) -> None:
    node = thing("model", "bloom")
    quads = [
        quad(node, "rdf:type", iri("cairn:Model")),
        quad(node, "rdfs:label", english("BLOOM")),
        quad(node, "cairn:parameterCount", ox.Literal("many")),
    ]
    (result,) = validate(quads, shapes)
    assert (result.code, result.severity) == ("MODEL-07", "violation")
    assert result.message.startswith("MODEL-07: parameterCount is not a whole number above zero; write ")
    assert (result.focus, result.path) == (node.value, iri("cairn:parameterCount").value)
    assert result.value == '"many"'


def test_a_shape_over_several_properties_names_the_one_at_fault(shapes: Shapes) -> None:
    quads = [*channel("a"), quad(thing("channel", "a"), "skos:note", english("turn \u202e around"))]
    (result,) = validate(quads, shapes)
    assert (result.code, result.path) == ("TEXT-04", iri("skos:note").value)


def test_results_are_in_the_same_order_whatever_the_order_of_the_quads(shapes: Shapes) -> None:
    quads = [*without_label("b"), *without_label("a"), *channel("c", "two\nlines"), *channel("C")]
    expected = validate(quads, shapes)
    assert len(expected) == 4
    for seed in range(3):
        random.Random(seed).shuffle(quads)
        assert validate(quads, shapes) == expected


def test_info_is_not_a_violation(shapes: Shapes) -> None:
    node = thing("organization", "cnrs")
    quads = [quad(node, "rdf:type", iri("org:FormalOrganization")), quad(node, "rdfs:label", english("CNRS"))]
    results = validate(quads, shapes)
    assert [(result.code, result.severity) for result in results] == [("ORG-03", "info")]
    assert not has_violation(results)


def test_a_node_that_two_records_describe_is_judged_as_a_whole_and_told_to_both(shapes: Shapes) -> None:
    first, second = channel("a")[:1], channel("a")[1:]
    assert validate_records([("one", first), ("two", second)], shapes) == {}
    wrong = quad(thing("channel", "a"), "schema:url", ox.NamedNode("ftp://example.org/"))
    found = validate_records([("one", first), ("two", [*second, wrong])], shapes)
    assert {name: [result.code for result in results] for name, results in found.items()} == {
        "one": ["LINK-01"],
        "two": ["LINK-01"],
    }


def test_one_node_in_two_graphs_is_one_node(shapes: Shapes) -> None:
    claimed = ox.NamedNode(f"{BASE}graph/claimed")
    again = [ox.Quad(each.subject, each.predicate, each.object, claimed) for each in channel("a")]
    assert validate([*channel("a"), *again], shapes) == []


@settings(deadline=None, max_examples=6)
@given(
    broken=st.sets(st.integers(0, 11)),
    batch=st.integers(1, 40),
)
def test_where_a_batch_ends_changes_nothing(broken: set[int], batch: int) -> None:
    records = [
        (f"{number}.yaml", without_label(f"c{number}") if number in broken else channel(f"c{number}"))
        for number in range(12)
    ]
    found = validate_records(records, SHAPES, batch=batch)
    assert found == validate_records(records, SHAPES)
    assert set(found) == {f"{number}.yaml" for number in broken}


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_a_value_with_any_characters_is_told_unharmed(text: str) -> None:
    homepage = ox.Literal(text, language="en")
    (result,) = validate([*channel("a"), quad(thing("channel", "a"), "foaf:homepage", homepage)], SHAPES)
    assert (result.code, result.value) == ("LINK-02", str(homepage))


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2021-13", "gYearMonth"),
        ("2021-02-31", "date"),
        ("2021Z", "gYear"),
        ("2021", "date"),
        ("2021", "string"),
    ],
)
def test_a_date_that_is_none_is_found(value: str, datatype: str, shapes: Shapes) -> None:
    node = thing("project", "p")
    quads = [
        quad(node, "rdf:type", iri("cairn:Project")),
        quad(node, "rdfs:label", english("P")),
        quad(node, "cairn:activeFrom", ox.Literal(value, datatype=iri(f"xsd:{datatype}"))),
    ]
    assert [result.path for result in validate(quads, shapes)] == [iri("cairn:activeFrom").value]


def test_a_literal_that_does_not_fit_its_datatype_is_told_by_a_result_and_not_by_the_log(
    shapes: Shapes, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = ox.Literal("abc", datatype=iri("xsd:integer"))
    results = validate([quad(thing("model", "m"), "cairn:parameterCount", wrong)], shapes)
    assert [(result.code, result.value) for result in results] == [("MODEL-07", str(wrong))]
    assert caplog.messages == []


def test_progress_tells_nodes_done_and_nodes_in_all(shapes: Shapes) -> None:
    told: list[tuple[int, int]] = []
    records = [(str(number), channel(f"c{number}")) for number in range(5)]
    validate_records(records, shapes, batch=2, progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 5), (4, 5), (5, 5)]


def test_no_records_give_no_results(shapes: Shapes) -> None:
    assert validate_records([], shapes) == {}
    assert validate([], shapes) == []


def test_a_blank_node_is_a_violation(tmp_path: Path, shapes: Shapes) -> None:
    path = tmp_path / "a.nt"
    path.write_text('_:b <http://www.w3.org/2000/01/rdf-schema#label> "x"@en .\n')
    assert [result.code for result in validate_rdf_file(path, shapes)] == ["NODE-01", "NODE-02"]


def test_a_triple_as_a_value_is_refused(tmp_path: Path, shapes: Shapes) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("<http://a> <http://b> <<( <http://a> <http://b> <http://c> )>> .")
    with pytest.raises(RecordError, match="a triple cannot be the value"):
        validate_rdf_file(path, shapes)


def test_the_whole_graph_is_read_with_the_shapes_at_hand_or_our_own(shapes: Shapes) -> None:
    store = ox.Store()
    store.add(ox.Quad(thing("person", "p"), iri("rdf:type"), iri("foaf:Person")))
    found = validate_whole_graph(store)
    assert [(result.code, result.focus) for result in found] == [("WHOLE-13", thing("person", "p").value)]
    assert validate_whole_graph(store, shapes) == found
