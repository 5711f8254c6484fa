from itertools import permutations

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from ingest import canonical
from ingest.canonical import canonical_view
from ingest.evidence import GRAPH, concept
from ingest.namespaces import iri

PROJECT = iri("id:project/p")
START = iri("cairn:activeFrom")


def year(value: str) -> Literal:
    return Literal(value, datatype=iri("xsd:gYear" if len(value) == 4 else "xsd:gYearMonth"))


def stated(number: int, value: Literal, confidence: str, read: str) -> list[Quad]:
    statement, evidence = iri(f"id:statement/{number}"), iri(f"id:evidence/{number}")
    return [
        Quad(PROJECT, START, value, GRAPH),
        Quad(statement, iri("rdf:subject"), PROJECT, GRAPH),
        Quad(statement, iri("rdf:predicate"), START, GRAPH),
        Quad(statement, iri("rdf:object"), value, GRAPH),
        Quad(statement, iri("cairn:evidencedBy"), evidence, GRAPH),
        Quad(evidence, iri("cairn:confidence"), concept("confidence", confidence), GRAPH),
        Quad(evidence, iri("cairn:readHow"), concept("read-how", read), GRAPH),
    ]


def starts(view: list[Quad]) -> list[str]:
    return [
        quad.object.value
        for quad in view
        if quad.predicate == START and isinstance(quad.object, Literal) and quad.graph_name == DefaultGraph()
    ]


def disagreements(view: list[Quad]) -> set[NamedNode]:
    return {
        quad.subject
        for quad in view
        if quad.object == iri("cairn:Disagreement") and isinstance(quad.subject, NamedNode)
    }


def test_of_two_values_the_surer_one_is_shown_and_both_stay_in_a_disagreement() -> None:
    quads = [*stated(1, year("2019"), "medium", "fetched"), *stated(2, year("2018"), "high", "excerpt")]
    view = canonical_view(quads, {})
    assert starts(view) == ["2018"]
    [found] = disagreements(view)
    positions = {quad.object for quad in view if quad.subject == found and quad.predicate == iri("cairn:hasPosition")}
    assert positions == {iri("id:statement/1"), iri("id:statement/2")}
    assert Quad(found, iri("cairn:concerns"), PROJECT, canonical.GRAPH) in view


def said(number: int, term: str, value: Literal | NamedNode, evidence: int) -> list[Quad]:
    statement, predicate = iri(f"id:statement/{number}"), iri(term)
    parts = {"rdf:subject": PROJECT, "rdf:predicate": predicate, "rdf:object": value}
    quads = [Quad(statement, iri(name), part, GRAPH) for name, part in parts.items()]
    based = Quad(statement, iri("cairn:evidencedBy"), iri(f"id:evidence/{evidence}"), GRAPH)
    return [Quad(PROJECT, predicate, value, GRAPH), *quads, based]


def test_two_numbers_are_in_conflict_although_one_begins_like_the_other() -> None:
    counts = [Literal(digits, datatype=iri("xsd:integer")) for digits in ("7000000000", "70000000000")]
    quads = [quad for i, count in enumerate(counts) for quad in said(i, "cairn:parameterCount", count, i)]
    assert len(disagreements(canonical_view(quads, {}))) == 1


@pytest.mark.parametrize(("evidence", "shown"), [((1, 1), 2), ((1, 2), 1)], ids=["one source", "two sources"])
def test_places_that_one_source_names_together_are_no_disagreement(evidence: tuple[int, int], shown: int) -> None:
    places = [iri("concept:country/fra"), iri("concept:country/deu")]
    quads = [quad for i, place in enumerate(places) for quad in said(i, "cairn:locatedIn", place, evidence[i])]
    view = canonical_view(quads, {})
    assert sum(quad.predicate == iri("cairn:locatedIn") for quad in view) == shown
    assert len(disagreements(view)) == 2 - shown


def test_load_order_never_decides() -> None:
    parts = [
        stated(1, year("2019"), "high", "fetched"),
        stated(2, year("2018"), "high", "fetched"),
        stated(3, year("2017"), "high", "fetched"),
    ]
    views = {
        tuple(starts(canonical_view([quad for part in order for quad in part], {}))) for order in permutations(parts)
    }
    assert len(views) == 1


def test_a_value_that_more_places_give_wins_among_equals() -> None:
    quads = [
        *stated(1, year("2019"), "high", "fetched"),
        *stated(2, year("2018"), "high", "fetched"),
        *stated(3, year("2018"), "high", "fetched"),
    ]
    assert starts(canonical_view(quads, {})) == ["2018"]


def test_of_one_date_in_two_precisions_the_more_precise_is_shown() -> None:
    quads = [*stated(1, year("2021"), "high", "fetched"), *stated(2, year("2021-05"), "high", "fetched")]
    view = canonical_view(quads, {})
    assert starts(view) == ["2021-05"]
    [found] = disagreements(view)
    assert Quad(found, iri("cairn:differenceKind"), concept("difference-kind", "precision"), canonical.GRAPH) in view


def test_a_replaced_thing_is_known_by_the_iri_that_stays() -> None:
    other = iri("id:project/q")
    view = canonical_view(
        [
            Quad(other, iri("dct:description"), Literal("x"), GRAPH),
            Quad(iri("id:x/y"), iri("dct:source"), other, GRAPH),
        ],
        {other: PROJECT},
    )
    assert Quad(PROJECT, iri("dct:description"), Literal("x"), DefaultGraph()) in view
    assert Quad(iri("id:x/y"), iri("dct:source"), PROJECT, DefaultGraph()) in view


def test_a_second_label_becomes_an_alternative_name() -> None:
    label = iri("rdfs:label")
    view = canonical_view(
        [Quad(PROJECT, label, Literal(name, language="en"), GRAPH) for name in ("https://a.example/", "B", "A")], {}
    )
    names = {(quad.predicate, quad.object.value) for quad in view if isinstance(quad.object, Literal)}
    assert names == {
        (label, "A"),
        (iri("skos:altLabel"), "B"),
        (iri("skos:altLabel"), "https://a.example/"),
    }


def test_a_document_that_we_describe_ranks_above_a_page_that_we_only_link() -> None:
    described = Quad(iri("id:evidence/2"), iri("dct:source"), iri("id:document/study"), GRAPH)
    linked = Quad(iri("id:evidence/1"), iri("dct:source"), iri("id:document/web-0123456789ab"), GRAPH)
    quads = [*stated(1, year("2019"), "high", "fetched"), *stated(2, year("2018"), "medium", "excerpt")]
    assert starts(canonical_view([*quads, described, linked], {})) == ["2018"]


def named(name: str, source: str, entry: NamedNode, language: str = "en") -> Quad:
    return Quad(entry, iri("rdfs:label"), Literal(name, language=language), iri(f"graph:{source}"))


def test_the_name_of_the_source_that_ranks_first_is_shown_and_the_others_stand_beside_it() -> None:
    other = iri("id:project/q")
    quads = [named("Meta", "curated", PROJECT), named("Facebook", "ror", other), named("AI at Meta", "epoch", other)]
    for order in permutations(quads):
        view = canonical_view(list(order), {other: PROJECT})
        shown = {(quad.predicate, quad.object.value) for quad in view if isinstance(quad.object, Literal)}
        assert shown == {
            (iri("rdfs:label"), "Meta"),
            (iri("skos:altLabel"), "Facebook"),
            (iri("skos:altLabel"), "AI at Meta"),
        }


def test_a_disagreement_calls_a_thing_by_the_name_that_is_shown() -> None:
    other = iri("id:project/q")
    names = [
        named("Facebook", "ror", other),
        named("Meta", "curated", PROJECT),
        named("Méta", "curated", PROJECT, "fr"),
    ]
    years = [*stated(1, year("2019"), "medium", "fetched"), *stated(2, year("2018"), "high", "excerpt")]
    view = canonical_view([*names, *years], {other: PROJECT})
    [found] = disagreements(view)
    [label] = {quad.object.value for quad in view if quad.subject == found and isinstance(quad.object, Literal)}
    assert label.startswith("Meta, ")
