"""Counts that pages and the manifest show, taken once when a release is built."""

from typing import Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from ingest.sparql import rows

CLASSES: Final = "SELECT ?class (COUNT(*) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"
PROPERTIES: Final = "SELECT ?property (COUNT(*) AS ?n) WHERE { ?s ?property ?o } GROUP BY ?property"
GRAPHS: Final = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
KINDS: Final = """
SELECT ?kind (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s cairn:evidencedBy/cairn:claimKind ?kind } GROUP BY ?kind"""
SOURCES: Final = """
SELECT ?document (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s cairn:evidencedBy/dct:source ?document } GROUP BY ?document"""

TABLES: Final = {
    "classes": CLASSES,
    "properties": PROPERTIES,
    "graphs": GRAPHS,
    "claim_kinds": KINDS,
    "sources": SOURCES,
}


def statistics(store: Store) -> dict[str, Any]:
    """For each name in TABLES a mapping from IRI to count, and the size of the default graph."""
    counted: dict[str, Any] = {name: _counts(store, query) for name, query in TABLES.items()}
    counted["default_graph"] = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
    return counted


def _counts(store: Store, query: str) -> dict[str, int]:
    return {
        counted.value: int(number.value)
        for counted, number in sorted(rows(store, query), key=str)
        if isinstance(counted, NamedNode) and isinstance(number, Literal)
    }
