"""The shapes: what a record must look like, read from the files of the folder `shapes`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import Graph, Namespace, URIRef
from rdflib.term import Node

from ingest.namespaces import SHAPES
from ingest.validation_report import SEVERITIES, Result, Severity

WHOLE_GRAPH: Final = "whole-graph.ttl"
SH: Final = Namespace("http://www.w3.org/ns/shacl#")


@dataclass(frozen=True)
class Constraint:
    """One constraint of ours: a shape whose IRI ends in its code."""

    code: str
    severity: Severity
    message: str

    def result(self, focus: str, path: str | None, value: str | None) -> Result:
        """Say that `focus` does not meet this constraint."""
        return Result(self.code, self.severity, self.message, focus, path, value)


@dataclass(frozen=True)
class WholeGraphConstraint(Constraint):
    """A constraint over the finished store, with the query that finds `?this`, `?path` and `?value`."""

    query: str


@dataclass(frozen=True, eq=False)
class Shapes:
    """All shapes, parsed once.

    Attributes:
        graph: the shapes that are about one node, for pySHACL.
        constraints: these by code.
        whole_graph: the constraints over the finished store.
    """

    graph: Graph
    constraints: Mapping[str, Constraint]
    whole_graph: tuple[WholeGraphConstraint, ...]


def load_shapes(folder: Path) -> Shapes:
    """Read every Turtle file of `folder`."""
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        if path.name != WHOLE_GRAPH:
            graph.parse(path, format="turtle")
    whole = Graph().parse(folder / WHOLE_GRAPH, format="turtle")
    return Shapes(
        graph=graph,
        constraints={code: _constraint(graph, shape) for code, shape in _coded(graph)},
        whole_graph=tuple(_whole_graph_constraint(whole, shape) for _, shape in _coded(whole)),
    )


def code_of(shape: Node | None) -> str:
    """The code of a constraint: the local name of its IRI."""
    return str(shape).removeprefix(f"{SHAPES}#")


def _coded(graph: Graph) -> Iterator[tuple[str, URIRef]]:
    shapes = {shape for shape in graph.subjects(SH.severity) if isinstance(shape, URIRef)}
    return ((code_of(shape), shape) for shape in sorted(shapes))


def _constraint(graph: Graph, shape: URIRef) -> Constraint:
    severity = str(graph.value(shape, SH.severity)).removeprefix(str(SH)).lower()
    return Constraint(
        code=code_of(shape),
        severity=next(known for known in SEVERITIES if known == severity),
        message=str(graph.value(shape, SH.message)),
    )


def _whole_graph_constraint(graph: Graph, shape: URIRef) -> WholeGraphConstraint:
    constraint = _constraint(graph, shape)
    sparql = graph.value(shape, SH.sparql)
    prefixes = (
        f"PREFIX {graph.value(declaration, SH.prefix)}: <{graph.value(declaration, SH.namespace)}>"
        for declaration in graph.objects(graph.value(sparql, SH.prefixes), SH.declare)
    )
    query = "\n".join((*sorted(prefixes), str(graph.value(sparql, SH.select))))
    return WholeGraphConstraint(constraint.code, constraint.severity, constraint.message, query)
