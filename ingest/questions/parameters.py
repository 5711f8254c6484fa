"""The typed parameters of a question, and the terms that their values become."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import iri
from ingest.questions.errors import ParameterError
from ingest.questions.parameter_iris import home_of, resolve

LONGEST: Final = 2000
SMALLEST, LARGEST = -(2**63), 2**63 - 1


@dataclass(frozen=True)
class Parameter:
    """What a question asks for.

    Attributes:
        type: a key of TYPES.
        class_: for an iri, the class of thing meant, as a prefixed name.
        scheme: for an iri, the scheme of the concept meant.
        default: the value to use when none is given; without one the parameter is required.
        choices: the only values it takes; empty for any.
    """

    name: str
    type: str
    description: str
    example: str
    class_: str | None = None
    scheme: str | None = None
    default: str | None = None
    choices: tuple[str, ...] = ()

    @property
    def home(self) -> str:
        """The path under which bare slugs live, with its slash; empty if there is none."""
        return home_of(self.class_, self.scheme) or ""

    @property
    def expected(self) -> str:
        """What a value has to look like, for messages."""
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        slug = f", or a slug under {self.home}" if self.home else ""
        return f"{TYPES[self.type].expected}{slug}, such as {self.example}"

    def term(self, text: str) -> NamedNode | Literal:
        """The RDF term for a value.

        Raises:
            ParameterError: the value does not fit.
        """
        if len(text) > LONGEST:
            raise ParameterError(self.name, f"{text[:40]}...", f"at most {LONGEST} characters")
        if self.choices and text not in self.choices:
            raise ParameterError(self.name, text, self.expected)
        try:
            return TYPES[self.type].term(self, text)
        except ValueError as error:
            raise ParameterError(self.name, text, f"{self.expected} ({error})") from error


@dataclass(frozen=True)
class ParameterType:
    expected: str
    term: Callable[[Parameter, str], NamedNode | Literal]


def _iri(parameter: Parameter, text: str) -> NamedNode:
    return resolve(text, home_of(parameter.class_, parameter.scheme))


def _string(_: Parameter, text: str) -> Literal:
    return Literal(_encodable(text))


def _language_text(_: Parameter, text: str) -> Literal:
    content, _at, language = text.rpartition("@")
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language):
        raise ValueError("no language tag at the end")
    return Literal(_encodable(content), language=language)


def _encodable(text: str) -> str:
    text.encode()  # a lone surrogate raises UnicodeEncodeError, a ValueError
    return text


def _shaped(pattern: str, datatype: str) -> Callable[[Parameter, str], Literal]:
    shape = re.compile(pattern)

    def term(_: Parameter, text: str) -> Literal:
        if not shape.fullmatch(text):
            raise ValueError("wrong form")
        return Literal(text, datatype=iri(f"xsd:{datatype}"))

    return term


def _integer(parameter: Parameter, text: str) -> Literal:
    """Engines hold whole numbers in 64 bits, and compare larger ones with nothing."""
    literal = _shaped(r"[+-]?[0-9]+", "integer")(parameter, text)
    if not SMALLEST <= int(text) <= LARGEST:
        raise ValueError("too large")
    return literal


def _date(_: Parameter, text: str) -> Literal:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("wrong form")
    return Literal(date.fromisoformat(text).isoformat(), datatype=iri("xsd:date"))


TYPES: Final[dict[str, ParameterType]] = {
    "iri": ParameterType("an IRI, a prefixed name or kind/slug", _iri),
    "string": ParameterType("a text", _string),
    "language-text": ParameterType("a text with @ and its language at the end", _language_text),
    "integer": ParameterType("a whole number of 64 bits", _integer),
    "decimal": ParameterType("a decimal number", _shaped(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)", "decimal")),
    "boolean": ParameterType("true or false", _shaped(r"true|false", "boolean")),
    "date": ParameterType("a date, year-month-day", _date),
    "gYear": ParameterType("a year of four digits", _shaped(r"[0-9]{4}", "gYear")),
    "gYearMonth": ParameterType("year-month", _shaped(r"[0-9]{4}-(?:0[1-9]|1[0-2])", "gYearMonth")),
}
