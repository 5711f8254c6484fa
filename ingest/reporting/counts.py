"""What is counted on the finished store: values by the way they were read, links, conflicts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from ingest.namespaces import PREFIXES, iri
from ingest.reconciliation.reconciler import UPWARD
from ingest.reconciliation.variants import VARIANT_OF
from ingest.sparql import rows
from ingest.values import visible

TYPE: Final = iri("rdf:type")
MOST_SHOWN: Final = 20
"""How many of the values that could not be read are listed for each property."""
LONGEST_SHOWN: Final = 200

SIZES: Final = "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
READINGS: Final = """
SELECT ?graph ?property ?status (COUNT(*) AS ?n)
WHERE { GRAPH ?graph { ?value cairn:aboutProperty ?property ; cairn:mappingStatus ?status } }
GROUP BY ?graph ?property ?status"""
UNMAPPED: Final = f"""
SELECT ?graph ?property ?raw (COUNT(*) AS ?n)
WHERE {{ GRAPH ?graph {{ ?value cairn:aboutProperty ?property ; cairn:rawValue ?raw ;
  cairn:mappingStatus <{PREFIXES["concept"]}mapping-status/unmapped> }} }}
GROUP BY ?graph ?property ?raw"""
DECISIONS: Final = """
SELECT ?reason ?replaced ?kept WHERE { GRAPH graph:links {
  ?decision cairn:identityReason ?reason ; cairn:replaces ?replaced ; cairn:keeps ?kept } }"""
TIES: Final = f"""
SELECT ?property ?subject ?object WHERE {{
  GRAPH graph:links {{ ?subject ?property ?object }}
  VALUES ?property {{ {" ".join(sorted(map(str, {*UPWARD.values(), VARIANT_OF})))} }} }}"""
CONFLICTS: Final = """
SELECT DISTINCT ?conflict ?type ?difference ?graph WHERE { GRAPH graph:canonical {
  ?conflict cairn:conflictType ?type ; cairn:differenceKind ?difference ;
    cairn:hasPosition/cairn:statedIn ?graph } }"""

Pair = tuple[NamedNode, NamedNode]


@dataclass
class Counts:
    """What was counted for the graph of one source.

    Attributes:
        values: by property and mapping status.
        unmapped: by property, the values that could not be read, with how often they are written.
        links: by reason of the decision, or by property for ties between levels.
        conflicts: by type and kind of difference.
    """

    triples: int = 0
    values: dict[Pair, int] = field(default_factory=dict)
    unmapped: dict[NamedNode, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    links: Counter[NamedNode] = field(default_factory=Counter)
    conflicts: Counter[Pair] = field(default_factory=Counter)


@dataclass
class AllCounts:
    """The counts by graph, and those of the release as a whole, in which nothing is counted twice."""

    of: dict[NamedNode, Counts]
    whole: Counts


def count(store: Store) -> AllCounts:
    """Everything that is counted, by graph."""
    of: dict[NamedNode, Counts] = defaultdict(Counts)
    whole = Counts()
    for (graph,), number in _counted(store, SIZES):
        of[graph].triples = number
    for (graph, prop, status), number in _counted(store, READINGS):
        of[graph].values[prop, status] = number
    for in_graph, of_property, raw, n in rows(store, UNMAPPED):
        if isinstance(in_graph, NamedNode) and isinstance(of_property, NamedNode) and isinstance(raw, Literal):
            of[in_graph].unmapped[of_property][visible(raw.value, LONGEST_SHOWN)] += _number(n)
    for query in (DECISIONS, TIES):
        for reason, *ends in _nodes(store, query):
            whole.links[reason] += 1
            for graph in {graph for end in ends for graph in _described_in(store, end)}:
                of[graph].links[reason] += 1
    seen = set()
    for conflict, kind, difference, graph in _nodes(store, CONFLICTS):
        of[graph].conflicts[kind, difference] += 1
        whole.conflicts[kind, difference] += conflict not in seen
        seen.add(conflict)
    return AllCounts(dict(of), whole)


def _described_in(store: Store, thing: NamedNode) -> set[NamedNode]:
    found = store.quads_for_pattern(thing, TYPE, None, None)
    return {quad.graph_name for quad in found if isinstance(quad.graph_name, NamedNode)}


def _nodes(store: Store, query: str) -> Iterator[list[NamedNode]]:
    for row in rows(store, query):
        yield [value for value in row if isinstance(value, NamedNode)]


def _counted(store: Store, query: str) -> Iterator[tuple[list[NamedNode], int]]:
    for *nodes, n in rows(store, query):
        yield [node for node in nodes if isinstance(node, NamedNode)], _number(n)


def _number(value: object) -> int:
    return int(value.value) if isinstance(value, Literal) else 0
