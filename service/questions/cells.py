"""Cells of answers as values of JSON, and their types, by the type of their column."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from ingest.questions.expectation import ColumnType
from service.errors import Json
from service.result_rows import Cell, text_of

LONGEST_NUMBER: Final = 400
INTEGER: Final = re.compile(r"[+-]?[0-9]+")
NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}

Labels = Mapping[NamedNode, Literal]


def thing_json(node: NamedNode, labels: Labels) -> dict[str, Json]:
    return {"id": node.value, "label": labels[node].value if node in labels else None}


def whole_number(text: str) -> int | None:
    return int(text) if len(text) <= LONGEST_NUMBER and INTEGER.fullmatch(text) else None


def number(text: str) -> int | float | None:
    """The number, whole if it is written so; None for what JSON has no number for."""
    exact = whole_number(text)
    if exact is not None or not NUMBER.fullmatch(text):
        return exact
    found = float(text)
    return found if isfinite(found) else None


@dataclass(frozen=True)
class CellType:
    """How the cells of a type of column are written in JSON.

    Attributes:
        read: the value that a text stands for, None if it stands for none.
        schema: of such a value, in JSON Schema.
    """

    read: Callable[[str], Json]
    schema: Mapping[str, Any]


TEXT: Final = CellType(str, {"type": "string"})
THING: Final = CellType(
    str,
    {
        "type": "object",
        "required": ["id", "label"],
        "properties": {"id": {"type": "string"}, "label": {"type": ["string", "null"]}},
    },
)
CELL_TYPES: Final[Mapping[ColumnType, CellType]] = {
    "string": TEXT,
    "iri": THING,
    "integer": CellType(whole_number, {"type": "integer"}),
    "number": CellType(number, {"type": "number"}),
    "boolean": CellType(BOOLEANS.get, {"type": "boolean"}),
    "date": TEXT,
    "partial-date": TEXT,
    "any": THING,
}


def cell_json(cell: Cell, column: ColumnType, labels: Labels) -> Json:
    """A cell as a value of JSON; what does not fit the type of its column stays a text."""
    text = text_of(cell)
    if text is None:
        return None
    if isinstance(cell, NamedNode) and CELL_TYPES[column] == THING:
        return thing_json(cell, labels)
    value = CELL_TYPES[column].read(text)
    return text if value is None else value


def schema_of(column: ColumnType) -> dict[str, Any]:
    """JSON Schema of the cells of a column: unbound is null, and a text what does not fit the type."""
    schemas = [dict(CELL_TYPES[column].schema), {"type": "null"}]
    return {"anyOf": schemas if schemas[0] == TEXT.schema else [*schemas, dict(TEXT.schema)]}
