"""How many matches a pattern has in a release, from its description in VoID and short looks into the store."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from ingest.namespaces import BASE, iri
from service.explain.reading import is_variable

VOID: Final = iri("graph:void")
DEFAULT: Final = NamedNode(f"{VOID.value}#default")
TYPE: Final = str(iri("rdf:type"))
COUNTED: Final = 1000
"""Matches up to which a look into the store counts them."""


@dataclass
class Counts:
    """Of triples: how many, with how many subjects and objects; more than one graph is summed up."""

    triples: int = 0
    subjects: int = 0
    objects: int = 0

    def add(self, other: "Counts") -> None:
        self.triples += other.triples
        self.subjects += other.subjects
        self.objects += other.objects


@dataclass
class GraphCounts:
    """Of a graph or several: all of it, each property, and the things of each class, by IRIs in angle brackets."""

    whole: Counts = field(default_factory=Counts)
    properties: dict[str, Counts] = field(default_factory=dict)
    classes: dict[str, int] = field(default_factory=dict)

    def add(self, other: "GraphCounts") -> None:
        self.whole.add(other.whole)
        for name, counts in other.properties.items():
            self.properties.setdefault(name, Counts()).add(counts)
        for name, things in other.classes.items():
            self.classes[name] = self.classes.get(name, 0) + things

    def of(self, predicate: str) -> Counts:
        return self.whole if is_variable(predicate) else self.properties.get(predicate, Counts())


class ReleaseCounts:
    """The counts of each graph of a release; they are read when they are first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._graphs: dict[str, GraphCounts] = {}
        self._last: tuple[tuple[str, ...], GraphCounts] | None = None

    @cached_property
    def described(self) -> bool:
        """Whether the release describes itself; older ones do not."""
        return next(self._about(DEFAULT, "void:triples"), None) is not None

    @cached_property
    def named_graphs(self) -> list[str]:
        return [graph.value for graph in self._store.named_graphs() if isinstance(graph, NamedNode)]

    def of(self, graphs: Sequence[str]) -> GraphCounts:
        """Of graphs taken together, "" for the default graph."""
        key, last = tuple(graphs), self._last
        if last is None or last[0] != key:
            together = GraphCounts()
            for graph in dict.fromkeys(graphs):
                if graph not in self._graphs and (not graph or graph in self.named_graphs):
                    self._graphs[graph] = self._read(graph)
                together.add(self._graphs.get(graph, GraphCounts()))
            self._last = last = key, together
        return last[1]

    def look(self, pattern: Sequence[str], graphs: Iterable[str]) -> int:
        """The matches of a pattern with IRIs and variables, of which no more than COUNTED + 1 are counted."""
        subject, predicate, value = (None if is_variable(term) else NamedNode(term[1:-1]) for term in pattern)
        found = (
            quad
            for graph in graphs
            for quad in self._store.quads_for_pattern(
                subject, predicate, value, NamedNode(graph) if graph else DefaultGraph()
            )
        )
        return sum(1 for _ in islice(found, COUNTED + 1))

    def _read(self, graph: str) -> GraphCounts:
        node = NamedNode(f"{VOID.value}#graph/{graph.removeprefix(f'{BASE}graph/')}") if graph else DEFAULT
        read = GraphCounts(self._counts(node))
        for part in self._ends(node, "void:propertyPartition"):
            for name in self._ends(part, "void:property"):
                read.properties[str(name)] = self._counts(part)
        for part in self._ends(node, "void:classPartition"):
            for name in self._ends(part, "void:class"):
                read.classes[str(name)] = self._number(part, "void:entities")
        return read

    def _counts(self, node: NamedNode) -> Counts:
        names = ("triples", "distinctSubjects", "distinctObjects")
        return Counts(*(self._number(node, f"void:{name}") for name in names))

    def _number(self, node: NamedNode, name: str) -> int:
        value = next(self._about(node, name), None)
        return int(value.value) if isinstance(value, Literal) else 0

    def _ends(self, node: NamedNode, name: str) -> Iterator[NamedNode]:
        return (each for each in self._about(node, name) if isinstance(each, NamedNode))

    def _about(self, node: NamedNode, name: str) -> Iterator[object]:
        return (quad.object for quad in self._store.quads_for_pattern(node, iri(name), None, VOID))
