"""Values of the data as people write them: dates, numbers, comparators, periods."""

from collections.abc import Callable
from decimal import Context, Decimal, InvalidOperation
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import iri

MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
COMPARATORS: Final = {"exact": "", "at-least": "at least", "about": "about", "at-most": "at most"}
ABSENT: Final = {
    "unknown": "not known",
    "not-disclosed": "not disclosed",
    "none": "none",
    "not-applicable": "not applicable",
}
FREE_AMOUNTS: Final = 10_000_000
HUGE: Final = Decimal("1E15")
TINY: Final = Decimal("1E-6")
FEW_DIGITS: Final = 6
MOST_DIGITS: Final = 9
"""Fractions of more digits were computed, not written by anybody."""
PRECISE: Final = Context(50)
RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def date(text: str) -> str:
    """Write an XSD date of any precision.

    >>> date("2021-05-03"), date("2021-05"), date("2021")
    ('3 May 2021', 'May 2021', '2021')
    """
    year, *rest = text.split("T")[0].split("-")
    parts = [int(part) for part in rest if part.isdigit()]
    if len(parts) != len(rest) or len(parts) > 2 or (parts and not 1 <= parts[0] <= 12):
        return text
    month = [MONTHS[parts[0] - 1]] if parts else []
    return " ".join([*map(str, parts[1:]), *month, year])


def number(text: str) -> str:
    """Write a number with thousands separated, large ones in words or as powers of ten, without noise of floats.

    >>> number("1000.0"), number("176000000000"), number("2.50"), number("many")
    ('1,000', '176 billion', '2.5', 'many')
    >>> number("1.2E25"), number("0.30000000000000004")
    ('1.2 × 10²⁵', '0.3')
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite():
        return text
    if value and not TINY <= value.copy_abs() < HUGE:
        power = value.adjusted()
        digits = Decimal((value.is_signed(), value.as_tuple().digits, 0)).normalize(PRECISE)
        return f"{plain(without_noise(digits.scaleb(-digits.adjusted())))} × 10{str(power).translate(RAISED)}"
    value = without_noise(value)
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if abs(value) >= max(size, FREE_AMOUNTS) and value * 1000 % size == 0:
            return f"{plain(value / size)} {word}"
    return plain(value)


def without_noise(value: Decimal) -> Decimal:
    """The value with few digits behind the point, if it has more than anybody writes."""
    digits, whole = len(value.as_tuple().digits), max(value.adjusted() + 1, 0)
    return value if digits <= MOST_DIGITS else Context(max(FEW_DIGITS, whole + 2)).plus(value)


def plain(value: Decimal) -> str:
    """Digits with thousands separated and no trailing zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


FORMATS: Final[dict[NamedNode, Callable[[str], str]]] = {
    **{iri(f"xsd:{name}"): date for name in ("date", "gYear", "gYearMonth", "dateTime")},
    **{iri(f"xsd:{name}"): number for name in ("integer", "decimal", "double", "float", "nonNegativeInteger")},
    iri("xsd:boolean"): {"true": "yes", "1": "yes", "false": "no", "0": "no"}.__getitem__,
}


def readable(literal: Literal) -> str:
    """The literal as text for people; an ill-formed one as it stands."""
    write = FORMATS.get(literal.datatype)
    try:
        return write(literal.value) if write else literal.value
    except KeyError:
        return literal.value


def period(slug: str) -> str:
    """A period of ours from the last segment of its IRI.

    >>> period("2021-05--2022-07"), period("2021--2021"), period("2021--open"), period("2021--unknown")
    ('May 2021 to July 2022', '2021', 'since 2021', 'from 2021, end not known')
    """
    start, _, end = slug.partition("--")
    if start == "unknown":
        return f"until {date(end)}, start not known"
    if end == "open":
        return f"since {date(start)}"
    if end == "unknown":
        return f"from {date(start)}, end not known"
    return date(start) if end in ("", start) else f"{date(start)} to {date(end)}"


def measured(value: Literal | None, comparator: str, unit: str) -> str:
    """A number with its comparator and what is counted: `at least 1,000 volunteers`."""
    words = [COMPARATORS.get(comparator, comparator), readable(value) if value else "", unit]
    return " ".join(word for word in words if word)
