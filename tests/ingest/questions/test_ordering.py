from pathlib import Path

import pytest
from pyoxigraph import Store

from ingest.questions.catalog import Question, Questions
from ingest.questions.errors import QuestionError
from ingest.questions.files import read_question
from ingest.questions.ordering import ordered

HEAD = "#+ summary: All\n#+ description: All\n#+ tags: [terms]\n#+ expect: {columns: [a, b], min_rows: 0}\n"


def question(folder: Path, query: str) -> Question:
    path = folder / "all.rq"
    path.write_text(HEAD + query, encoding="utf-8")
    return read_question(path)


@pytest.mark.parametrize(
    ("order", "added"),
    [
        ("ORDER BY ?a", "?b"),
        ("order by ?b # the end", "?a"),
        ("ORDER BY DESC(?a) ?b", ""),
        ("ORDER BY DESC ( ?a )", "?b"),
        ("ORDER BY STRLEN(?a)", "?a ?b"),
        ("ORDER BY DESC(STR(?a)) ?b", "?a"),
        ("ORDER BY (?a)", "?a ?b"),
        ("ORDER BY ?a\n# LIMIT 3 was here\n", "?b"),
    ],
)
def test_columns_that_the_order_lacks_are_put_behind_it(order: str, added: str, tmp_path: Path) -> None:
    query = f"SELECT ?a ?b {{ {{ SELECT ?a ?b {{ ?a ?p ?b }} ORDER BY ?b LIMIT 3 }} }} {order}"
    text = ordered(question(tmp_path, query))
    assert text.removeprefix(HEAD + query.rstrip()).strip() == added
    Store().query(text)


@pytest.mark.parametrize(
    ("query", "line", "reason"),
    [
        ("SELECT ?a ?b\n{ ?a ?p ?b }\n", 6, "has to end with ORDER BY"),
        ("SELECT ?a ?b { { SELECT ?a ?b { ?a ?p ?b }\nORDER BY ?a } }", 6, "has to end with ORDER BY"),
        ("SELECT ?a ?b { ?a ?p ?b } # ORDER BY ?a", 5, "has to end with ORDER BY"),
        ("SELECT ?a ?b { ?a ?p ?b } ORDER BY ?a\nLIMIT 3", 6, "no LIMIT after ORDER BY"),
        ("SELECT ?a ?b { ?a ?p ?b } ORDER BY ?a\n\noffset 3", 7, "no OFFSET after ORDER BY"),
        ("SELECT ?a ?b { ?a ?p ?b } ORDER BY ?a VALUES ?a { 1 }", 5, "no VALUES after ORDER BY"),
    ],
)
def test_a_query_that_cannot_be_cut_into_pages_is_refused(query: str, line: int, reason: str, tmp_path: Path) -> None:
    with pytest.raises(QuestionError) as raised:
        ordered(question(tmp_path, query))
    assert (raised.value.line, reason in raised.value.reason) == (line, True)


def test_every_shipped_question_has_a_total_order(questions: Questions) -> None:
    for each in questions.values():
        if each.form == "select":
            words = ordered(each).rpartition("ORDER BY")[2]
            assert all(f"?{column}" in words for column in each.expect.columns), each.name
