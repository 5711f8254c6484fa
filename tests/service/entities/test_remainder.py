from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

from ingest.namespaces import PREFIXES, iri
from service.entities.remainder import rest_of

TURTLE = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
SAID = """
<x:project> cairn:produces <x:b>, <x:a> . <x:a> rdfs:label "A" .
<x:person> cairn:ledToProject <x:project> .
<x:old> dct:isReplacedBy <x:project> .
graph:one { <x:old> cairn:produces <x:b> }
<x:disagreement> a cairn:Disagreement ; cairn:concerns <x:project> .
<x:gap> cairn:concerns <x:project> ; cairn:aboutProperty cairn:activeUntil ; cairn:gapStatus <x:unknown> .
"""
PATHS = {"produces": str(iri("cairn:produces")), "@reverse ledToProject": f"^{iri('cairn:ledToProject')}"}


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("produces", [("x:b", None), ("x:a", "A")]),
        ("@reverse ledToProject", [("x:person", None)]),
        ("sources", [(iri("cairn:produces").value, "x:b", iri("graph:one").value)]),
        ("conflicts", [("x:disagreement", None)]),
        ("gaps", [("x:gap", iri("cairn:activeUntil").value, "x:unknown")]),
    ],
)
def test_all_of_what_is_cut_off_can_be_asked_for(key: str, found: list[tuple[str | None, ...]]) -> None:
    store = Store()
    store.load(TURTLE + SAID, format=RdfFormat.TRIG)
    links = rest_of(NamedNode("x:project"), [key], PATHS, "https://example.org/")
    assert list(links) == [key]
    (query,) = parse_qs(urlsplit(str(links[key])).query)["query"]
    answer = store.query(query)
    assert isinstance(answer, QuerySolutions)
    assert [tuple(None if cell is None else getattr(cell, "value", "") for cell in row) for row in answer] == found
