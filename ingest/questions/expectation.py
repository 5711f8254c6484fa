"""What the answer to a question looks like: columns and their types, a floor, a picture of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from ingest.questions.front_matter import Field

ColumnType = Literal["string", "iri", "integer", "number", "boolean", "date", "partial-date", "any"]
COLUMN_TYPES: Final[dict[str, ColumnType]] = {
    each: each for each in ("string", "iri", "integer", "number", "boolean", "date", "partial-date", "any")
}
"""A partial date is a year, a month or a day; `any` is a thing, or text whose datatype differs from row to row."""
IRI_SUFFIX: Final = "_iri"
NUMBERS: Final = frozenset({"integer", "number"})
CHARTS: Final = frozenset({"bar", "years"})
"""Bars by name or by year."""


@dataclass(frozen=True)
class Chart:
    """How the answer may be drawn: `x` and `y` are columns.

    Attributes:
        by: the column that divides bars into parts; empty if they are whole.
        order: of the parts.
    """

    kind: str
    x: str
    y: str
    by: str = ""
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Network:
    """The columns that make a network of the answer; each row is a tie.

    Attributes:
        weight: the column that says how much a tie counts; without it, ties are counted.
        directed: whether a tie leads from its source to its target.
    """

    source: str
    target: str
    weight: str | None = None
    directed: bool = False


@dataclass(frozen=True)
class Expectation:
    """What an answer holds.

    Attributes:
        columns: none for a question that constructs triples.
        min_rows: rows, or triples, on the curated release when it is asked with its examples.
        min_rows_full: the same on a release with all catalogs.
        types: of columns that are not text.
    """

    columns: tuple[str, ...]
    min_rows: int
    min_rows_full: int = 0
    types: Mapping[str, ColumnType] = field(default_factory=dict)

    def type_of(self, column: str) -> ColumnType:
        return self.types.get(column, "iri" if column.endswith(IRI_SUFFIX) else "string")


def read_expectation(given: Field) -> Expectation:
    """Raises QuestionError for what is not in the form of the format."""
    if "min_triples" in given.mapping():
        found = given.keys({"min_triples"}, {"min_triples_full"})
        least = found["min_triples"].whole_number()
        return Expectation((), least, _least_full(found.get("min_triples_full"), least))
    found = given.keys({"columns", "min_rows"}, {"min_rows_full", "types"})
    columns = tuple(column.text() for column in found["columns"].items())
    least = found["min_rows"].whole_number()
    types = {name: _column_type(name, value, columns) for name, value in _mapping(found.get("types"))}
    return Expectation(columns, least, _least_full(found.get("min_rows_full"), least), types)


def read_chart(given: Field, expect: Expectation) -> Chart:
    """Raises QuestionError for a kind or a column that there is not, or that cannot be drawn."""
    found = given.keys({"kind", "x", "y"}, {"by", "order"})
    if found["kind"].text() not in CHARTS:
        raise found["kind"].error(f"unknown chart; known are {', '.join(sorted(CHARTS))}")
    if "by" in found and found["kind"].text() != "bar":
        raise found["by"].error("only bars by name have parts")
    if "order" in found and "by" not in found:
        raise found["order"].error("an order needs `by`, whose values it orders")
    by = _column(found["by"], expect) if "by" in found else ""
    order = tuple(item.text() for item in found["order"].items()) if "order" in found else ()
    return Chart(found["kind"].text(), _column(found["x"], expect), _column(found["y"], expect, NUMBERS), by, order)


def read_network(given: Field, expect: Expectation) -> Network:
    """Raises QuestionError for a column that there is not, or that ties nothing."""
    found = given.keys({"source", "target"}, {"weight", "directed"})
    weight = _column(found["weight"], expect, {"integer"}) if "weight" in found else None
    directed = "directed" in found and found["directed"].yes_or_no()
    source, target = (_column(found[end], expect, {"iri"}) for end in ("source", "target"))
    return Network(source, target, weight, directed)


def _mapping(given: Field | None) -> list[tuple[str, Field]]:
    return list(given.mapping().items()) if given else []


def _least_full(given: Field | None, least: int) -> int:
    return given.whole_number() if given else least


def _column(given: Field, expect: Expectation, types: Collection[str] = COLUMN_TYPES) -> str:
    """The name of a column of one of these types."""
    name = given.text()
    if name not in expect.columns:
        raise given.error(f"{name!r} is not among the expected columns")
    if expect.type_of(name) not in types:
        wanted = " or ".join(sorted(types))
        raise given.error(f"the column {name!r} is {expect.type_of(name)}, and has to be {wanted} here: see `types`")
    return name


def _column_type(name: str, given: Field, columns: tuple[str, ...]) -> ColumnType:
    if name not in columns:
        raise given.error(f"{name!r} is not among the expected columns")
    if given.text() not in COLUMN_TYPES:
        raise given.error(f"unknown type {given.text()!r}; known are {', '.join(COLUMN_TYPES)}")
    return COLUMN_TYPES[given.text()]
