"""Which shapes pyrudof can be trusted with, decided by the kinds of constraint that a shape uses.

Trusted means: a node in which pyrudof finds nothing has nothing for pySHACL to find either. The tests hold the
two engines together on every kind named here; a kind that is not named goes to pySHACL for every node.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from rdflib import Graph, Namespace
from rdflib.namespace import RDF
from rdflib.term import BNode, Node

from ingest.shapes import Shapes

SH: Final = Namespace("http://www.w3.org/ns/shacl#")

WORDING: Final = frozenset({RDF.type, RDF.first, RDF.rest, SH.name, SH.description, SH.message, SH.severity})
"""What says nothing about the data by itself."""

EXACT: Final = frozenset({SH.path, SH.nodeKind, SH.pattern, SH.minCount, SH.maxCount, SH.hasValue})
"""Kinds on which the engines agree either way, so that they may stand inside sh:not."""

STRICT: Final = frozenset(
    {
        SH.targetClass,
        SH.targetSubjectsOf,
        SH.alternativePath,
        SH.datatype,  # xsd:decimal "1e3" is a number to pySHACL only
        SH.minLength,  # pyrudof counts bytes, pySHACL characters
        SH.maxLength,
        SH.minInclusive,
        SH.minExclusive,
        SH.closed,
        SH.ignoredProperties,
        SH.languageIn,
        SH.uniqueLang,
        SH.qualifiedValueShape,
        SH.qualifiedMinCount,
        SH["or"],
        SH["not"],
    }
)
"""Kinds on which pyrudof finds all that pySHACL finds, and perhaps more."""

COMMON_REGEX: Final = re.compile(r"(?:[^\\(]|\((?!\?)|\\[sStrn.\-/+*?^$()\[\]{}|\\]|\\u[0-9A-F]{4})*")
"""Regular expressions that mean the same to Python and to Rust: no look-around, no classes such as \\d and \\w."""

LIMITS: Final[Mapping[Node, Callable[[str], bool]]] = {
    SH.pattern: lambda pattern: COMMON_REGEX.fullmatch(pattern) is not None,
    SH.minLength: lambda length: length in ("0", "1"),  # a text of one character or more has a byte or more
}
"""Kinds that are trusted with some values only."""


@dataclass(frozen=True)
class BulkShapes:
    """Shapes for validation in bulk.

    Attributes:
        trusted: the shapes that pyrudof checks.
        beyond: the others, for pySHACL.
    """

    trusted: Graph
    beyond: Shapes


def split(shapes: Shapes) -> BulkShapes:
    """Divide shapes into those that pyrudof is trusted with and the rest."""
    trusted, beyond = Graph(), Graph()
    for shape in shapes.graph.subjects(SH.severity):
        part = shapes.graph.cbd(shape)
        into = trusted if _is_trusted(part) else beyond
        into += part
    return BulkShapes(trusted, replace(shapes, graph=beyond))


def _is_trusted(shape: Graph) -> bool:
    negated = {node for inner in shape.objects(None, SH["not"]) for node in _within(shape, inner)}
    return all(
        predicate in WORDING
        or (
            (predicate in EXACT or (predicate in STRICT and subject not in negated))
            and _within_limits(predicate, value)
        )
        for subject, predicate, value in shape
    )


def _within_limits(predicate: Node, value: Node) -> bool:
    return predicate not in LIMITS or LIMITS[predicate](str(value))


def _within(shape: Graph, node: Node) -> Iterator[Node]:
    """A blank node and all that hang from it."""
    yield node
    for value in shape.objects(node):
        if isinstance(value, BNode):
            yield from _within(shape, value)
