import json

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from ingest.namespaces import BASE, PREFIXES, iri
from ingest.validation_report import Result, in_order, report_json, report_turtle

LABEL = iri("rdfs:label").value
BROKEN = Result("TEXT-01", "violation", "TEXT-01: no label; add one.", f"{BASE}id/project/a", LABEL)
WEAK = Result("LINK-07", "warning", "LINK-07: odd; mend it.", f"{BASE}id/project/a", LABEL, "<http://x.org/>")
GAP = Result("ALLOC-08", "info", "ALLOC-08: no amount; add it.", f"{BASE}id/allocation/a")


def triples(report: str) -> list[ox.Quad]:
    return list(ox.parse(report, format=ox.RdfFormat.TURTLE))


def test_the_gravest_comes_first_and_each_once() -> None:
    assert in_order([GAP, WEAK, BROKEN, WEAK]) == [BROKEN, WEAK, GAP]


def test_the_turtle_report_parses_back_to_its_results() -> None:
    quads = triples(report_turtle([BROKEN, WEAK, GAP]))
    focus = {quad.subject: quad.object for quad in quads if quad.predicate == iri("sh:focusNode")}
    shape = {quad.subject: quad.object for quad in quads if quad.predicate == iri("sh:sourceShape")}
    assert {(shape[node], focus[node]) for node in shape} == {
        (ox.NamedNode(PREFIXES["shape"] + result.code), ox.NamedNode(result.focus)) for result in (BROKEN, WEAK, GAP)
    }
    values = {quad.object for quad in quads if quad.predicate == iri("sh:value")}
    assert values == {ox.NamedNode("http://x.org/")}


def test_the_turtle_report_has_no_blank_node_and_does_not_depend_on_order() -> None:
    report = report_turtle([BROKEN, WEAK, GAP])
    assert report == report_turtle([GAP, BROKEN, WEAK])
    terms = {term for quad in triples(report) for term in (quad.subject, quad.object)}
    assert not any(isinstance(term, ox.BlankNode) for term in terms)


def test_only_a_violation_breaks_conformance() -> None:
    assert "sh:conforms true" in report_turtle([])
    assert "sh:conforms true" in report_turtle([WEAK, GAP])
    assert "sh:conforms false" in report_turtle([WEAK, BROKEN])
    assert json.loads(report_json([WEAK, GAP]))["conforms"] is True
    assert json.loads(report_json([BROKEN]))["conforms"] is False


def test_the_json_report_counts_by_severity_and_names_every_part() -> None:
    report = json.loads(report_json([GAP, WEAK, BROKEN]))
    assert report["counts"] == {"violation": 1, "warning": 1, "info": 1}
    assert report["results"][0] == {
        "code": "TEXT-01",
        "severity": "violation",
        "message": BROKEN.message,
        "focus": BROKEN.focus,
        "path": LABEL,
        "value": None,
    }


def test_a_blank_node_is_told_as_text() -> None:
    report = report_turtle([Result("NODE-01", "violation", "NODE-01: no IRI; give one.", "_:b0")])
    assert ox.Literal("_:b0") in {quad.object for quad in triples(report)}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_value_survives_in_the_report(text: str) -> None:
    value = ox.Literal(text, language="fr")
    result = Result("TEXT-03", "violation", "TEXT-03: a; b.", f"{BASE}id/project/a", LABEL, str(value))
    assert value in {quad.object for quad in triples(report_turtle([result]))}
