"""How terms are written for agents: short, and as every tool takes them."""

import math
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import PREFIXES
from service.pages.linking import shortened
from service.terms import Term, key_of_iri

Cell = str | int | float | bool | None

LONGEST_CELL: Final = 1000
MOST_EXACT: Final = 2**53
XSD: Final = PREFIXES["xsd"]
WHOLE: Final = frozenset(XSD + name for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger"))
BROKEN: Final = frozenset(XSD + name for name in ("decimal", "double", "float"))
BOOLEAN: Final = XSD + "boolean"


def key_of(node: NamedNode) -> str:
    """`kind/slug` of a thing of ours, `concept/scheme/slug` of a concept; a prefixed name or the IRI of others."""
    return key_of_iri(node) or shortened(node)


def cell(term: Term | None) -> Cell:
    """A number or truth value as such, a thing by its key, all else as text."""
    if term is None:
        return None
    if not isinstance(term, Literal):
        return cut(key_of(term) if isinstance(term, NamedNode) else str(term))
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
