import io
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from pyarrow import parquet
from pyoxigraph import Literal, NamedNode

from ingest.questions.catalog import Question
from ingest.questions.files import read_question
from service.questions.answer import Answer, Page
from service.questions.parquet import as_parquet
from service.result_rows import Row

COLUMNS = ("name", "thing_iri", "count", "amount", "open", "day", "since")
HEAD = f"""\
#+ summary: All
#+ description: All
#+ tags: [terms]
#+ expect: {{columns: [{", ".join(COLUMNS)}], min_rows: 0,
#+   types: {{count: integer, amount: number, open: boolean, day: date, since: partial-date}}}}
SELECT {" ".join(f"?{name}" for name in COLUMNS)} {{ }} ORDER BY ?name
"""
ROW: Row = (
    Literal("Ä", language="de"),
    NamedNode("urn:a"),
    Literal("7"),
    Literal("1.25"),
    Literal("true"),
    Literal("2021-05-03"),
    Literal("2021-05"),
)
NOTHING: Row = (None,) * len(COLUMNS)


@pytest.fixture
def question(tmp_path: Path) -> Question:
    path = tmp_path / "all.rq"
    path.write_text(HEAD, encoding="utf-8")
    return read_question(path)


def written(question: Question, *rows: Row) -> bytes:
    return as_parquet(question, Page(Answer(COLUMNS, rows, 0), 0, rows, None), {"release": "r1"})


def test_columns_have_the_types_that_the_question_says(question: Question) -> None:
    table = parquet.read_table(io.BytesIO(written(question, ROW, NOTHING)))
    types = ["string", "string", "int64", "double", "bool", "date32[day]", "string"]
    assert [str(field.type) for field in table.schema] == types
    day = date(2021, 5, 3)
    assert list(table.to_pylist()[0].values()) == ["Ä", "urn:a", 7, 1.25, True, day, "2021-05"]
    assert set(table.to_pylist()[1].values()) == {None}
    assert table.schema.metadata[b"opencairn.release"] == b"r1"


def test_an_empty_answer_has_its_types(question: Question) -> None:
    table = parquet.read_table(io.BytesIO(written(question)))
    assert (table.num_rows, str(table.schema.field("count").type)) == (0, "int64")


def test_data_frames_get_numbers_and_dates(question: Question) -> None:
    data = written(question, ROW, NOTHING)
    frame = pd.read_parquet(io.BytesIO(data), dtype_backend="pyarrow")
    assert (frame["count"].sum(), frame["amount"].sum()) == (7, 1.25)
    polars = pl.read_parquet(io.BytesIO(data))
    assert [polars.schema[name] for name in ("count", "open", "day")] == [pl.Int64, pl.Boolean, pl.Date]


@pytest.mark.parametrize(("position", "text"), [(2, "many"), (2, str(2**63)), (3, "1e400"), (5, "2021-13-01")])
def test_a_column_with_a_value_of_another_type_is_text_and_says_so(
    question: Question, position: int, text: str
) -> None:
    row = (*ROW[:position], Literal(text), *ROW[position + 1 :])
    table = parquet.read_table(io.BytesIO(written(question, ROW, row)))
    assert table.column(position).to_pylist()[1] == text
    assert b"text, because" in table.schema.metadata[f"opencairn.column.{COLUMNS[position]}".encode()]


def test_the_same_rows_are_the_same_bytes(question: Question) -> None:
    assert written(question, ROW) == written(question, ROW)
