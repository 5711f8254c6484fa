"""Counts that pages and the manifest show, taken once when a release is built."""

from typing import Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from ingest.namespaces import PREFIXES
from ingest.sparql import rows

CLASSES: Final = "SELECT ?class (COUNT(*) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"
PROPERTIES: Final = "SELECT ?property (COUNT(*) AS ?n) WHERE { ?s ?property ?o } GROUP BY ?property"
GRAPHS: Final = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
KINDS: Final = """
SELECT ?kind (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s cairn:evidencedBy/cairn:claimKind ?kind } GROUP BY ?kind"""
SOURCES: Final = """
SELECT ?document (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s cairn:evidencedBy/dct:source ?document } GROUP BY ?document"""
CONCEPTS: Final = f"""
SELECT ?concept (COUNT(*) AS ?n) WHERE {{ {{ SELECT DISTINCT ?concept WHERE {{ ?concept skos:inScheme ?scheme }} }}
  ?s ?p ?concept FILTER(STRSTARTS(STR(?s), "{PREFIXES["id"]}")) }} GROUP BY ?concept"""
EXAMPLE: Final = f"""
SELECT ?partnership ?provider ?recipient ?machine ?document ?locator WHERE {{
  {{ SELECT ?partnership ?evidence ?provider ?recipient ?machine WHERE {{
    ?partnership a cairn:ComputePartnership ; cairn:provider ?provider ; cairn:recipient ?recipient ;
      cairn:providesAccessTo ?machine ; cairn:evidencedBy ?evidence }} }}
  ?evidence dct:source ?document ; cairn:locator ?locator ; cairn:claimKind <{PREFIXES["concept"]}claim-kind/fact> .
  FILTER(EXISTS {{ ?provider rdfs:label ?p }} && EXISTS {{ ?recipient rdfs:label ?r }}
    && EXISTS {{ ?machine rdfs:label ?m }} && EXISTS {{ ?document rdfs:label ?d }})
}} ORDER BY DESC(CONTAINS(STR(?partnership), "bigscience")) ?partnership ?provider ?recipient ?machine ?document
  ?locator LIMIT 1"""
"""A compute partnership of which provider, recipient, machine and place in a source are known."""
SHOWN: Final = ("partnership", "provider", "recipient", "machine", "document", "locator")

TABLES: Final = {
    "classes": CLASSES,
    "properties": PROPERTIES,
    "graphs": GRAPHS,
    "claim_kinds": KINDS,
    "sources": SOURCES,
    "concepts": CONCEPTS,
}


def statistics(store: Store) -> dict[str, Any]:
    """For each name in TABLES a mapping from IRI to count, the size of the default graph, and an example for pages."""
    counted: dict[str, Any] = {name: _counts(store, query) for name, query in TABLES.items()}
    counted["default_graph"] = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
    examples = (
        [str(each.value) for each in row if isinstance(each, NamedNode | Literal)] for row in rows(store, EXAMPLE)
    )
    counted["example"] = next((dict(zip(SHOWN, row, strict=True)) for row in examples), None)
    return counted


def _counts(store: Store, query: str) -> dict[str, int]:
    return {
        counted.value: int(number.value)
        for counted, number in sorted(rows(store, query), key=str)
        if isinstance(counted, NamedNode) and isinstance(number, Literal)
    }
