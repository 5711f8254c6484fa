import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from ingest.namespaces import iri
from ingest.questions.expectation import COLUMN_TYPES
from service.questions.answer import Answer, Page
from service.questions.cells import CELL_TYPES, cell_json
from service.questions.results import as_csv, as_sparql_json, as_tsv
from service.result_rows import Cell, Row, text_of

TERMS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(Literal),
    st.text("a\t\n\r\"\\'é,", max_size=5).map(lambda text: Literal(text, language="fr")),
    st.integers().map(lambda number: Literal(str(number), datatype=iri("xsd:integer"))),
    st.sampled_from([NamedNode("https://w3id.org/opencairn/id/project/bloom"), NamedNode("urn:é")]),
)
ROWS = st.lists(st.tuples(TERMS, TERMS), max_size=8)


def page(rows: list[Row]) -> Page:
    return Page(Answer(("a", "b"), rows, 0), 0, rows, None)


@pytest.mark.parametrize(
    ("cell", "column", "written"),
    [
        (None, "integer", None),
        (Literal("12"), "integer", 12),
        (Literal("9007199254740993"), "integer", 9007199254740993),
        (Literal("twelve"), "integer", "twelve"),
        (Literal("1" * 5000), "integer", "1" * 5000),
        (Literal("1.50"), "number", 1.5),
        (Literal("1078272.0"), "number", 1078272.0),
        (Literal("1078272"), "number", 1078272),
        (Literal("1e3"), "number", 1000.0),
        (Literal("NaN"), "number", "NaN"),
        (Literal("true"), "boolean", True),
        (Literal("2021-05"), "partial-date", "2021-05"),
        (NamedNode("urn:a"), "string", "urn:a"),
        (NamedNode("urn:a"), "iri", {"id": "urn:a", "label": "A"}),
        (NamedNode("urn:b"), "iri", {"id": "urn:b", "label": None}),
        (Literal("a text"), "iri", "a text"),
        (NamedNode("urn:a"), "any", {"id": "urn:a", "label": "A"}),
        (Literal("a text"), "any", "a text"),
    ],
)
def test_a_cell_is_a_value_of_the_type_of_its_column(cell: Cell, column: str, written: object) -> None:
    assert cell_json(cell, COLUMN_TYPES[column], {NamedNode("urn:a"): Literal("A", language="en")}) == written


def test_every_type_of_column_is_written() -> None:
    assert set(CELL_TYPES) == set(COLUMN_TYPES)


@given(ROWS)
def test_sparql_json_and_tsv_read_back_as_the_same_terms(rows: list[Row]) -> None:
    for text, form in (
        (as_sparql_json(page(rows)), QueryResultsFormat.JSON),
        (as_tsv(page(rows)), QueryResultsFormat.TSV),
    ):
        results = parse_query_results(text.encode(), format=form)
        assert isinstance(results, QuerySolutions)
        assert [tuple(solution) for solution in results] == rows
    assert json.loads(as_sparql_json(page([])))["head"]["vars"] == ["a", "b"]


@given(ROWS)
def test_csv_reads_back_as_the_same_texts(rows: list[Row]) -> None:
    read = list(csv.reader(io.StringIO(as_csv(page(rows)), newline="")))
    assert read == [["a", "b"], *([text_of(cell) or "" for cell in row] for row in rows)]
