"""pySHACL and pyrudof find the same, save for the disagreements that are listed here by name."""

import unicodedata
from itertools import chain

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from ingest.bulk_shapes import split
from ingest.bulk_validation import READ_DIFFERENTLY
from ingest.namespaces import BASE, iri
from tests.shapes.engines import SHAPES, by_pyrudof, by_pyshacl
from tests.shapes.faults import COMPARED_VALUES, faulty_nodes


def test_pyrudof_is_trusted_with_every_constraint_of_a_record() -> None:
    assert len(split(SHAPES).beyond.graph) == 0


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(faulty_nodes(COMPARED_VALUES, at_least=40))
def test_the_engines_agree_on_injected_faults(nodes: list[list[ox.Triple]]) -> None:
    triples = list(chain.from_iterable(nodes))
    assert by_pyrudof(triples) == by_pyshacl(triples)


PROJECT = ox.NamedNode(f"{BASE}id/project/p")
DISAGREEMENTS = {
    "U+001C to U+001F are white space to Python": ("dct:identifier", ox.Literal("\x1ca"), "NODE-03", "pySHACL"),
    "$ matches before a line break at the end in Python": ("dct:identifier", ox.Literal("a\n"), "NODE-03", "pyrudof"),
    "pyrudof counts the bytes of a text": (
        "rdfs:label",
        ox.Literal("\u00e9" * 200, language="fr"),
        "TEXT-02",
        "pyrudof",
    ),
    "a decimal may have an exponent in rdflib": (
        "cairn:allocatedAmount",
        ox.Literal("1e3", datatype=iri("xsd:decimal")),
        "ALLOC-07",
        "pyrudof",
    ),
    "a decimal may have digits of any script in rdflib": (
        "cairn:allocatedAmount",
        ox.Literal("\u0663", datatype=iri("xsd:decimal")),
        "ALLOC-07",
        "pyrudof",
    ),
    "rdflib strips the white space of a token": (
        "rdfs:label",
        ox.Literal(" a", datatype=iri("xsd:token")),
        "TEXT-03",
        "pyrudof",
    ),
}


@pytest.mark.parametrize(("term", "value", "code", "finder"), DISAGREEMENTS.values(), ids=list(DISAGREEMENTS))
def test_the_engines_disagree(term: str, value: ox.Literal, code: str, finder: str) -> None:
    triples = [ox.Triple(PROJECT, iri(term), value)]
    reference, other = by_pyshacl(triples), by_pyrudof(triples)
    found_by_one = {("pySHACL", found) for found, *_ in reference - other}
    found_by_one |= {("pyrudof", found) for found, *_ in other - reference}
    assert found_by_one == {(finder, code)}


def test_no_other_character_that_cannot_be_seen_is_read_differently() -> None:
    unseen = [
        chr(point)
        for point in range(1, 0x110000)
        if unicodedata.category(chr(point)) in ("Cc", "Cf", "Zs", "Zl", "Zp") and not 0x1C <= point <= 0x1F
    ]
    triples = [
        ox.Triple(ox.NamedNode(f"{PROJECT.value}{ord(sign)}-{place}"), iri(term), ox.Literal(text, language="en"))
        for sign in unseen
        for place, text in enumerate([f"{sign}a", f"a{sign}b", f"a{sign}", sign])
        for term in ("rdfs:label", "skos:note", "cairn:locator")
        if READ_DIFFERENTLY.search(text) is None
    ]
    assert len(unseen) > 200
    assert by_pyrudof(triples) == by_pyshacl(triples)
