"""Pages of rows as Apache Parquet, typed by the question: data frames get numbers and dates, not text.

pyarrow takes 50 MB of memory; it is imported by the first who asks for this format.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ingest.questions.catalog import Question
from ingest.questions.expectation import ColumnType
from service.errors import Json
from service.questions.answer import Page
from service.questions.cells import BOOLEANS, number, whole_number
from service.result_rows import text_of

if TYPE_CHECKING:
    import pyarrow as pa

WIDEST_INTEGER: Final = 2**63


def as_parquet(question: Question, page: Page, about: Mapping[str, str]) -> bytes:
    """The rows as a file.

    Args:
        question: tells the types of the columns.
        page: the rows.
        about: what the file says of itself, by keys such as `release`.
    """
    import pyarrow as pa
    from pyarrow import parquet

    notes = {f"opencairn.{key}": value for key, value in about.items()}
    arrays = []
    for position, column in enumerate(page.answer.columns):
        texts = [text_of(row[position]) for row in page.rows]
        array, remark = _array(pa, texts, question.expect.type_of(column))
        arrays.append(array)
        if remark:
            notes[f"opencairn.column.{column}"] = remark
    table = pa.table(dict(zip(page.answer.columns, arrays, strict=True))).replace_schema_metadata(notes)
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def _array(pa: Any, texts: Sequence[str | None], column: ColumnType) -> "tuple[pa.Array, str]":
    """The cells of a column, and a remark if they are not of the type that the question says."""
    if column in READERS:
        type_name, read = READERS[column]
        values = [None if text is None else read(text) for text in texts]
        if all((value is None) == (text is None) for value, text in zip(values, texts, strict=True)):
            return pa.array(values, type=getattr(pa, type_name)()), ""
        return pa.array(texts, type=pa.string()), f"text, because not every value is of the type {column}"
    return pa.array(texts, type=pa.string()), ""


def _integer(text: str) -> int | None:
    found = whole_number(text)
    return found if found is not None and -WIDEST_INTEGER <= found < WIDEST_INTEGER else None


def _number(text: str) -> float | None:
    found = number(text)
    try:
        return None if found is None else float(found)
    except OverflowError:
        return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


READERS: Final[Mapping[ColumnType, tuple[str, Callable[[str], Json | date]]]] = {
    "integer": ("int64", _integer),
    "number": ("float64", _number),
    "boolean": ("bool_", BOOLEANS.get),
    "date": ("date32", _date),
}
"""The type of Arrow, and what reads a value of it; all other columns are text."""
