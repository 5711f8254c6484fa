"""Turn what a curated file says into RDF terms, by the form that the vocabulary gives to the property."""

import datetime
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import iri

XSD_OF_DATE_LENGTH: Final = {4: iri("xsd:gYear"), 7: iri("xsd:gYearMonth"), 10: iri("xsd:date")}
DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MAX_TEXT: Final = 10_000
CUT: Final = " [...]"
"""Stands for what is cut off."""
MAX_DIGITS: Final = 18
"""Before and after the point: what the store compares and adds up without loss."""
UNKNOWN_END: Final = "unknown"
OPEN_END: Final = "open"

HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories that a reader cannot see; joiners inside words are let through below."""
JOINERS: Final = frozenset({"\u200c", "\u200d"})


class ValueProblem(ValueError):
    """A value that cannot be used; the message says what to write instead."""


def date(text: str) -> Literal:
    """A year, month or day, typed by its precision: xsd:gYear, xsd:gYearMonth or xsd:date."""
    if not DATE.fullmatch(text):
        raise ValueProblem(f"{text!r} is no date: write 2021, 2021-05 or 2021-05-03")
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    try:
        datetime.date(year, month, day)
    except ValueError as error:
        raise ValueProblem(f"{text!r} is no date: {error}") from error
    return Literal(text, datatype=XSD_OF_DATE_LENGTH[len(text)])


def decimal(text: str) -> Literal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueProblem(f"{text!r} is no number: write digits with a point, no separators or units") from error
    if not number.is_finite() or number.adjusted() >= MAX_DIGITS or _decimals(number) > MAX_DIGITS:
        raise ValueProblem(
            f"{text!r} is out of range: at most {MAX_DIGITS} digits before and after the point; use a larger unit"
        )
    return Literal(f"{number:f}", datatype=iri("xsd:decimal"))


def _decimals(number: Decimal) -> int:
    """How many digits stand after the point."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def integer(text: str) -> Literal:
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        raise ValueProblem(f"{text!r} is no whole number: write digits only, no separators or units")
    if len(text.lstrip("+-0")) > MAX_DIGITS:
        raise ValueProblem(f"{text!r} is out of range: at most {MAX_DIGITS} digits")
    return Literal(str(int(text)), datatype=iri("xsd:integer"))


def boolean(text: str) -> Literal:
    if text not in ("true", "false"):
        raise ValueProblem(f"{text!r} is neither true nor false: write one of these words")
    return Literal(text, datatype=iri("xsd:boolean"))


def plain(text: str) -> str:
    """Text as it is, in Unicode form NFC; raises ValueProblem for invisible characters or none at all."""
    normal = unicodedata.normalize("NFC", text).strip()
    if not normal:
        raise ValueProblem("the text is empty: leave the key out if nothing is known")
    if len(normal) > MAX_TEXT:
        raise ValueProblem(f"{len(normal):,} characters: a text may have {MAX_TEXT:,}")
    for character in normal:
        if unicodedata.category(character) in HIDDEN and character not in "\n\t" and character not in JOINERS:
            raise ValueProblem(f"U+{ord(character):04X} cannot be seen by a reader: remove it")
    return normal


def visible(raw: str, longest: int = MAX_TEXT) -> str:
    """The text itself, if a reader can see all of it; else with what is hidden written out, and cut to size."""
    shown = "".join(
        f"\\u{ord(character):04x}"
        if unicodedata.category(character) in HIDDEN and character not in "\n\t" and character not in JOINERS
        else character
        for character in unicodedata.normalize("NFC", raw).strip()
    )
    return shown if len(shown) <= longest else shown[: longest - len(CUT)] + CUT


def string(text: str) -> Literal:
    return Literal(plain(text))


def text(value: str, language: str = "en") -> Literal:
    if not LANGUAGE.fullmatch(language):
        raise ValueProblem(f"{language!r} is no language tag: write one such as `en` or `pt-BR`")
    return Literal(plain(value), language=language)


def web(address: str) -> NamedNode:
    """An absolute http or https IRI."""
    if not re.match(r"https?://[^/]", address):
        raise ValueProblem(f"{address!r} is no web address: it has to start with https:// or http://")
    try:
        plain(address)
        return NamedNode(address)
    except ValueError as error:
        raise ValueProblem(f"{address!r} is no valid IRI: {error}; write such characters percent-encoded") from error


def period(value: str) -> tuple[str, list[tuple[NamedNode, Literal]]]:
    """Slug and properties of a period written `2021-05/2022-07`, `2021/`, `2021/..` or `2021`.

    An end left out is not known; `..` is an end that has not come (ISO 8601-2).
    """
    start, slash, end = value.partition("/")
    if not start and (not end or end == ".."):
        raise ValueProblem(f"{value!r} is no period: write start/end, start/ or start/..")
    ends = {"": UNKNOWN_END, "..": OPEN_END}
    closing = start if not slash else end
    properties = [(iri("dcat:startDate"), date(start))] if start else []
    if closing not in ends:
        properties.append((iri("dcat:endDate"), date(closing)))
        if start and closing[: len(start)] < start[: len(closing)]:
            raise ValueProblem(f"{value!r} ends before it starts")
    return f"{start or UNKNOWN_END}--{ends.get(closing, closing)}", properties
