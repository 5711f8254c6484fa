import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from service.api.cursors import read_cursor
from service.errors import BadParameter, CursorExpired
from service.questions.answer import Answer, page_of, read_answer
from service.result_rows import Row

CELLS = st.one_of(st.none(), st.integers(0, 2).map(lambda n: Literal(str(n))), st.just(NamedNode("urn:a")))
TABLES = st.lists(st.tuples(CELLS, CELLS), max_size=25)


def table(rows: list[Row]) -> Answer:
    return Answer(("a", "b"), rows, 0)


@given(TABLES, st.integers(1, 6))
def test_pages_join_to_the_whole_even_when_rows_are_equal(rows: list[Row], limit: int) -> None:
    seen: list[Row] = []
    page = page_of(table(rows), "r", limit, None)
    seen += page.rows
    while page.after is not None:
        page = page_of(table(rows), "r", limit, read_cursor(page.after))
        assert page.rows
        seen += page.rows
    assert seen == rows


def test_a_page_goes_on_behind_its_last_row_in_another_release() -> None:
    old: list[Row] = [(Literal(str(n)), None) for n in range(6)]
    first = page_of(table(old), "old", 2, None)
    assert first.after is not None
    cursor = read_cursor(first.after)
    newer = [(Literal("new"), None), *old]
    assert page_of(table(newer), "newer", 9, cursor).rows == old[2:]
    with pytest.raises(CursorExpired):
        page_of(table(old[2:]), "newer", 9, cursor)
    with pytest.raises(BadParameter):
        page_of(table(old[2:]), "old", 9, cursor)


def test_rows_are_read_as_terms() -> None:
    bindings = [
        {"a": {"type": "uri", "value": "urn:a"}, "b": {"type": "literal", "value": "x", "xml:lang": "fr"}},
        {"b": {"type": "bnode", "value": "n"}},
    ]
    answer = read_answer(json.dumps({"head": {"vars": ["a", "b"]}, "results": {"bindings": bindings}}).encode())
    assert answer.columns == ("a", "b")
    assert answer.rows == [(NamedNode("urn:a"), Literal("x", language="fr")), (None, BlankNode("n"))]
