"""Validation: SHACL shapes over records, over one file of RDF, and over the finished store.

Every shape of a record looks at one node and its own triples only (a test holds them to that). So nodes
are what is batched, each with all triples that any record gives it, and where a batch ends cannot change
a result.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox
import pyshacl
from rdflib import Graph, Namespace
from rdflib.namespace import RDF
from rdflib.term import BNode, Node, URIRef

from ingest.errors import RecordError
from ingest.rdf_files import MAX_BYTES, read_rdf_file
from ingest.rdflib_terms import TripleTermError, to_n_triples, to_rdflib
from ingest.shapes import Shapes, code_of, load_shapes
from ingest.validation_report import (
    Result,
    Severity,
    has_violation,
    in_order,
    report_json,
    report_turtle,
)
from ingest.whole_graph import validate_whole_graph

__all__ = [
    "Check",
    "Result",
    "Severity",
    "Shapes",
    "has_violation",
    "load_shapes",
    "report_json",
    "report_turtle",
    "validate",
    "validate_rdf_file",
    "validate_records",
    "validate_whole_graph",
]

SH: Final = Namespace("http://www.w3.org/ns/shacl#")
BATCH: Final = 4000

Statements = Iterable[ox.Quad | ox.Triple]
Descriptions = dict[str, set[tuple[Node, Node, Node]]]
Progress = Callable[[int, int], None]


class Check(Protocol):
    """A way to validate many records; all ways give the same results."""

    def __call__(
        self, records: Iterable[tuple[str, Statements]], shapes: Shapes, *, progress: Progress | None = None
    ) -> dict[str, list[Result]]: ...


def validate(quads: Statements, shapes: Shapes) -> list[Result]:
    """What the nodes described by `quads` do not meet, gravest first."""
    found = validate_records([("", quads)], shapes)
    return found.get("", [])


def validate_records(
    records: Iterable[tuple[str, Statements]],
    shapes: Shapes,
    *,
    batch: int = BATCH,
    progress: Progress | None = None,
) -> dict[str, list[Result]]:
    """Validate many records together.

    Args:
        records: name and quads of each; the quads of a record include its evidence and statements. A node
            that several records describe is validated once, with all its triples.
        shapes: what `load_shapes` gave.
        batch: how many nodes one run of pySHACL sees.
        progress: called after each run with the number of nodes done and of all nodes.

    Returns:
        The results of each record that describes the node at fault; records without results are absent.
    """
    descriptions: Descriptions = defaultdict(set)
    owners: dict[str, dict[str, None]] = defaultdict(dict)
    term = cache(to_rdflib)  # one object for one term: rdflib compares the rest character by character
    for name, quads in records:
        for quad in quads:
            triple = (term(quad.subject), term(quad.predicate), term(quad.object))
            subject = _focus(triple[0])
            descriptions[subject].add(triple)
            owners[subject][name] = None
    by_record: dict[str, list[Result]] = defaultdict(list)
    for result in _run_in_batches(descriptions, shapes, batch, progress):
        for name in owners[result.focus]:
            by_record[name].append(result)
    return {name: in_order(by_record[name]) for name in sorted(by_record)}


def validate_rdf_file(path: Path, shapes: Shapes, *, max_bytes: int = MAX_BYTES) -> list[Result]:
    """Validate a file of RDF; raises RecordError if it cannot be read."""
    try:
        return validate(read_rdf_file(path, max_bytes=max_bytes), shapes)
    except TripleTermError as error:
        raise RecordError(path, "", f"{error}; write it as an rdf:Statement") from error


def _run_in_batches(
    descriptions: Descriptions, shapes: Shapes, batch: int, progress: Progress | None
) -> Iterator[Result]:
    nodes = iter(sorted(descriptions))
    done = 0
    while chosen := list(islice(nodes, batch)):
        yield from _run(chosen, descriptions, shapes)
        done += len(chosen)
        if progress is not None:
            progress(done, len(descriptions))


def _run(nodes: list[str], descriptions: Descriptions, shapes: Shapes) -> Iterator[Result]:
    data = Graph(bind_namespaces="none")
    for node in nodes:
        for triple in descriptions[node]:
            data.add(triple)
    _, report, _ = pyshacl.validate(
        data,
        shacl_graph=shapes.graph,
        inference="none",
        inplace=True,
        advanced=False,
        meta_shacl=False,
        do_owl_imports=False,
        abort_on_first=False,
    )
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL gave no report: {report}")
    for found in report.objects(None, SH.result):
        yield _read_result(report, found, data, shapes)


def _read_result(report: Graph, found: Node, data: Graph, shapes: Shapes) -> Result:
    constraint = shapes.constraints[code_of(report.value(found, SH.sourceShape))]
    focus = report.value(found, SH.focusNode, any=False)
    value = report.value(found, SH.value)
    path = report.value(found, SH.resultPath)
    if focus is None:
        raise TypeError(f"pySHACL gave a result of {constraint.code} without a node")
    if not isinstance(path, URIRef):
        path = _property_with(data, focus, value)
    shown = None if value is None or value == focus else to_n_triples(value)
    return constraint.result(_focus(focus), None if path is None else str(path), shown)


def _property_with(data: Graph, focus: Node, value: Node | None) -> Node | None:
    """The property that has this value, where a shape looks at several."""
    if value is None or value == focus:
        return None
    return min((p for p in data.predicates(focus, value) if p != RDF.type), key=str, default=None)


def _focus(node: Node) -> str:
    return f"_:{node}" if isinstance(node, BNode) else str(node)
