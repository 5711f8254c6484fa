"""Read a release's default graph: single things by key lookup, everything else in a handful of queries per page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolution,
    QuerySolutions,
    Store,
    Triple,
)

from ingest.namespaces import PREFIXES, iri

Term = NamedNode | BlankNode | Literal | Triple
Fact = tuple[NamedNode, Term]

RDF_TYPE: Final = iri("rdf:type")
LABELS: Final = (iri("rdfs:label"), iri("skos:prefLabel"))
NAMED: Final = (PREFIXES["id"], PREFIXES["concept"], PREFIXES["graph"])
RECORDS: Final = tuple(PREFIXES["id"] + kind for kind in ("evidence/", "statement/", "gap/"))
DEFAULT_GRAPH: Final = DefaultGraph()
PROLOG: Final = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


class Reader:
    """Queries on one store. Terms enter a query as N-Triples text of the term, never as text of a visitor."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def rows(self, query: str) -> list[QuerySolution]:
        """The solutions of a SELECT query of ours; our prefixes are declared for it."""
        results = self.store.query(PROLOG + query)
        if not isinstance(results, QuerySolutions):
            raise TypeError(f"not a SELECT query: {query[:60]}")
        return list(results)

    def exists(self, node: NamedNode) -> bool:
        """Whether anything at all is said of the node."""
        return next(self.store.quads_for_pattern(node, None, None), None) is not None

    def outgoing(self, nodes: Iterable[NamedNode]) -> dict[NamedNode, list[Fact]]:
        """Property and value of every triple whose subject is one of the nodes."""
        return {node: [(quad.predicate, quad.object) for quad in self._quads(node)] for node in dict.fromkeys(nodes)}

    def links_to(self, node: NamedNode, limit: int) -> dict[NamedNode, list[NamedNode]]:
        """The subjects that point at the node, by property, at most `limit` in all."""
        found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
        query = f"SELECT ?s ?p WHERE {{ ?s ?p {node} FILTER(isIRI(?s)) }} LIMIT {limit}"
        for row in self.rows(query):
            found[row["p"]].append(row["s"])
        return found

    def count_links_to(self, node: NamedNode) -> dict[NamedNode, int]:
        """How many subjects point at the node, by property."""
        query = f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ ?s ?p {node} }} GROUP BY ?p"
        return {row["p"]: int(row["n"].value) for row in self.rows(query)}

    def labels(self, nodes: Iterable[NamedNode]) -> dict[NamedNode, Literal]:
        """The label of each thing or concept of ours that has one: by property as in LABELS, English first."""
        found: dict[NamedNode, Literal] = {}
        wanted = [node for node in dict.fromkeys(nodes) if node.value.startswith(NAMED) and not is_record(node)]
        for prop in LABELS:
            missing = [node for node in wanted if node not in found]
            for node, label in self.valued(missing, prop):
                if isinstance(label, Literal) and (node not in found or label.language == "en"):
                    found[node] = label
        return found

    def subjects(self, prop: NamedNode, value: NamedNode) -> list[NamedNode]:
        """What has this value of the property."""
        return named(quad.subject for quad in self.store.quads_for_pattern(None, prop, value, DEFAULT_GRAPH))

    def name_in_sources(self, node: NamedNode) -> str:
        """What any source calls a thing that was joined into another; empty if none names it."""
        labels = (quad.object for prop in LABELS for quad in self.store.quads_for_pattern(node, prop, None))
        return min((label.value for label in labels if isinstance(label, Literal)), default="")

    def valued(self, nodes: Iterable[NamedNode], prop: NamedNode) -> list[tuple[NamedNode, Term]]:
        """Each node with each of its values of one property."""
        return [(node, quad.object) for node in dict.fromkeys(nodes) for quad in self._quads(node, prop)]

    def _quads(self, node: NamedNode, prop: NamedNode | None = None) -> Iterator[Quad]:
        return self.store.quads_for_pattern(node, prop, None, DEFAULT_GRAPH)


def is_record(node: NamedNode) -> bool:
    """Whether the node is one that the pipeline mints and nobody names."""
    return node.value.startswith(RECORDS)


def values(name: str, nodes: Sequence[NamedNode]) -> str:
    """A VALUES block that binds the variable to each node in turn."""
    return f"VALUES ?{name} {{ {' '.join(map(str, nodes))} }}"


def named(terms: Iterable[Term]) -> list[NamedNode]:
    """Only the IRIs among the terms."""
    return [term for term in terms if isinstance(term, NamedNode)]


def first(facts: Iterable[Fact], *properties: NamedNode) -> Term | None:
    """The value of the first of the properties that has one."""
    found = {p: o for p, o in facts if p in properties}
    return next((found[wanted] for wanted in properties if wanted in found), None)


def objects(facts: Iterable[Fact], prop: NamedNode) -> list[Term]:
    """All values of one property."""
    return [value for p, value in facts if p == prop]
