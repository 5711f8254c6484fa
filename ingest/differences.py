"""In what way two values differ: in spelling, precision or rounding, or for good."""

from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import iri
from ingest.values import XSD_OF_DATE_LENGTH

Value = NamedNode | Literal

CONTRADICTION: Final = "contradiction"
PRECISION: Final = "precision"
ROUNDING: Final = "rounding"
SPELLING: Final = "spelling"
UNREAD: Final = "unread"
ACROSS_LEVELS: Final = "across-levels"
"""Concepts of the scheme `difference-kind`."""

DATES: Final = frozenset(XSD_OF_DATE_LENGTH.values())
ROUGHEST: Final = Decimal("0.1")
NUMBERS: Final = frozenset({iri("xsd:integer"), iri("xsd:decimal")})


def kind_of_difference(values: set[Value]) -> str:
    """How values that are not the same differ; the worst of all pairs counts."""
    kinds = {_of_two(one, other) for one, other in combinations(sorted(values, key=str), 2)}
    return next((kind for kind in (CONTRADICTION, ROUNDING, PRECISION, SPELLING) if kind in kinds), UNREAD)


def is_coarser_date(coarse: Value, fine: Value) -> bool:
    """Whether `coarse` is the year or month of the date `fine`."""
    return (
        isinstance(coarse, Literal)
        and isinstance(fine, Literal)
        and {coarse.datatype, fine.datatype} <= DATES
        and fine.value.startswith(f"{coarse.value}-")
    )


def is_rounded(rough: Value, exact: Value) -> bool:
    """Whether `rough` is the number `exact` rounded, or cut, to the digits that `rough` has.

    Zeros at the end may be meant: what is further off than ROUGHEST is another number.

    >>> billions = iri("xsd:integer")
    >>> is_rounded(Literal("7000000000", datatype=billions), Literal("6740000000", datatype=billions))
    True
    >>> is_rounded(Literal("366000000000", datatype=billions), Literal("176247271424", datatype=billions))
    False
    """
    numbers = _number(rough), _number(exact)
    if numbers[0] is None or numbers[1] is None or not numbers[0]:
        return False
    step, off = Decimal(1).scaleb(_trailing(numbers[0])), numbers[1] - numbers[0]
    return (abs(off) <= step / 2 or 0 <= off < step) and abs(off) <= ROUGHEST * abs(numbers[0])


def folded(value: Value) -> str:
    """An address or the name of a repository as one text, however it is capitalized and with or without `/` last.

    >>> folded(Literal("PleIAs/Baguettotron/"))
    'pleias/baguettotron'
    """
    return value.value.casefold().rstrip("/")


def _of_two(one: Value, other: Value) -> str:
    if folded(one) == folded(other):
        return SPELLING
    if is_coarser_date(one, other) or is_coarser_date(other, one):
        return PRECISION
    return ROUNDING if is_rounded(one, other) or is_rounded(other, one) else CONTRADICTION


def _number(value: Value) -> Decimal | None:
    if not isinstance(value, Literal) or value.datatype not in NUMBERS:
        return None
    try:
        return Decimal(value.value)
    except InvalidOperation:
        return None


def _trailing(number: Decimal) -> int:
    """The exponent of the last digit that is not zero: 9 for seven billion."""
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
