"""The cells of Epoch's table: lists, numbers and dates."""

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from ingest.values import ValueProblem, date

FILE: Final = "all_ml_systems_full_view.csv"
MAX_BYTES: Final = 50_000_000
MAX_CELL: Final = 100_000
MONEY: Final = re.compile(r"\$?([\d,]+(?:\.\d+)?)")

Row = dict[str, str]


class UnreadableTable(ValueError):
    """A table that is not read; the message says why."""


def rows(path: Path) -> Iterator[Row | str]:
    """The rows of the table by the names of its columns, or what is wrong with a row.

    Raises:
        UnreadableTable: if there is no such table.
    """
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise UnreadableTable(f"there is no table, or one of more than {MAX_BYTES:,} bytes")
    limit = csv.field_size_limit(MAX_BYTES)  # where that of a cell is exceeded, the reader would lose its place
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _rows(csv.reader(file, strict=True))
    except UnicodeDecodeError as error:
        raise UnreadableTable(str(error)) from error
    finally:
        csv.field_size_limit(limit)


def _rows(reader: Iterator[list[str]]) -> Iterator[Row | str]:
    try:
        header = next(reader, [])
    except csv.Error as error:
        raise UnreadableTable(f"no table: {error}") from error
    if "Model" not in header:
        raise UnreadableTable("the table has no column Model")
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"no row of a table: {error}"
            continue
        yield _row(header, cells)


def _row(header: list[str], cells: list[str]) -> Row | str:
    if len(cells) != len(header):
        return f"{len(cells)} cells in a table of {len(header)} columns"
    for column, cell in zip(header, cells, strict=True):
        if len(cell) > MAX_CELL:
            return f"a cell of {len(cell):,} characters in the column {column}: at most {MAX_CELL:,} are read"
    return dict(zip(header, cells, strict=True))


def listed(cell: str) -> list[str]:
    """The values of a cell that is a list: commas within quotes and line breaks within names belong to the names.

    >>> listed('EleutherAI,"Booz Allen Hamilton, McLean",Stability AI')
    ['EleutherAI', 'Booz Allen Hamilton, McLean', 'Stability AI']
    """
    parts = [part for line in csv.reader(io.StringIO(cell), skipinitialspace=True) for part in line]
    return [name for part in parts if (name := " ".join(part.split()))]


def number(cell: str) -> Decimal | None:
    """A number above zero, written with a point or an exponent, with or without a dollar sign."""
    found = MONEY.fullmatch(cell.strip())
    try:
        value = Decimal(found[1].replace(",", "") if found else cell.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and value > 0 and abs(value.adjusted()) < 30 else None


def whole(cell: str) -> int | None:
    value = number(cell)
    return int(value) if value is not None and value == value.to_integral_value() else None


def day(cell: str) -> str | None:
    """A date, without the time that follows it."""
    try:
        return date(cell.strip().partition(" ")[0]).value
    except ValueProblem:
        return None
