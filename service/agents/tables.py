"""What a query gave, as rows that an agent can read: few, short, with numbers as numbers."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    parse_query_results,
)

from ingest.namespaces import PREFIXES
from service.agents.answers import Cell, Source
from service.live.graph_reader import GraphReader
from service.pages.linking import kind_of
from service.terms import Term

LONGEST_CELL: Final = 2000
MOST_CHARACTERS: Final = 40_000
"""Of all cells of an answer: more than that crowds out what an agent knows else."""
MOST_SOURCES: Final = 20
MOST_LOOKED_FOR: Final = 200
NAMING: Final = frozenset({"source", "document"})
"""Columns of our questions that give labels of documents."""
MOST_EXACT: Final = 2**53
XSD: Final = PREFIXES["xsd"]
WHOLE: Final = frozenset(XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger"))
BROKEN: Final = frozenset(XSD + name for name in ("decimal", "double", "float"))
BOOLEAN: Final = XSD + "boolean"


@dataclass(frozen=True)
class Table:
    """The first rows of an answer.

    Attributes:
        documents: what cells name documents by: their IRIs, or in columns for sources their labels.
        seen: rows that there are, shown or not.
    """

    columns: list[str]
    rows: list[list[Cell]]
    documents: list[Term]
    seen: int
    boolean: bool | None = None


def read_table(results: bytes, limit: int) -> Table:
    """At most `limit` rows of results in TSV, and no more than `MOST_CHARACTERS`."""
    found = parse_query_results(results, format=QueryResultsFormat.TSV)
    if isinstance(found, QueryBoolean):
        return Table([], [], [], 0, bool(found))
    assert isinstance(found, QuerySolutions)
    columns = [variable.value for variable in found.variables]
    return table_of(columns, islice(found, limit), results.count(b"\n") - 1)


def table_of(columns: Sequence[str], terms: Iterable[Iterable[Term | None]], seen: int) -> Table:
    """These rows out of `seen`, but no more than `MOST_CHARACTERS`."""
    rows: list[list[Cell]] = []
    documents: dict[Term, None] = {}
    room = MOST_CHARACTERS
    for solution in map(tuple, terms):
        row = [cell(term) for term in solution]
        room -= sum(len(str(each)) for each in row)
        if room < 0 and rows:
            break
        rows.append(row)
        documents |= dict.fromkeys(documents_in(columns, solution))
    return Table(list(columns), rows, list(documents), seen)


def documents_in(columns: Sequence[str], row: Sequence[Term | None]) -> list[Term]:
    found = [(name, term) for name, term in zip(columns, row, strict=True) if term is not None]
    return [term for name, term in found if is_document(term) or (name in NAMING and isinstance(term, Literal))]


def is_document(term: Term) -> bool:
    return isinstance(term, NamedNode) and kind_of(term) == "document"


def cell(term: Term | None) -> Cell:
    """A number or truth value as such, an IRI or text as text."""
    if term is None:
        return None
    if not isinstance(term, Literal):
        return cut(term.value if isinstance(term, NamedNode) else str(term))
    return number(term) if term.datatype.value in WHOLE | BROKEN | {BOOLEAN} else cut(term.value)


def number(literal: Literal) -> Cell:
    """The value of a literal; its text where JSON or whoever reads it could not hold that."""
    kind, text = literal.datatype.value, literal.value
    if kind == BOOLEAN:
        return text in ("true", "1")
    try:
        value = int(text) if kind in WHOLE else float(text)
    except ValueError:
        return cut(text)
    return value if math.isfinite(value) and abs(value) <= MOST_EXACT else cut(text)


def cut(text: str, longest: int = LONGEST_CELL) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def cited(read: GraphReader, named: list[Term]) -> list[Source]:
    """The documents as sources, with where they are and under which license."""
    found = [document for term in named[:MOST_LOOKED_FOR] for document in documents_named(read, term)]
    return [cited_document(read, document) for document in list(dict.fromkeys(found))[:MOST_SOURCES]]


def documents_named(read: GraphReader, term: Term) -> list[NamedNode]:
    """The document that an IRI stands for, or those that a text is the label of."""
    if isinstance(term, NamedNode):
        return [term]
    return [thing for thing in read.things_with("rdfs:label", term) if is_document(thing)]


def cited_document(read: GraphReader, node: NamedNode, locator: str | None = None) -> Source:
    address, license_ = read.thing(node, "schema:url"), read.thing(node, "dct:license")
    return Source(
        label=read.label(node) or node.value,
        id=node.value,
        url=address.value if address else None,
        license=(read.label(license_) or license_.value) if license_ else None,
        locator=locator,
    )


def release_as_source(release: str, see: str) -> Source:
    """What an answer rests on whose rows name no document."""
    return Source(label=f"OpenCairn, release {release}", url=see)
