import pytest
from pyoxigraph import Store

from ingest.data_folders import QUERIES
from ingest.questions.binding import bind
from ingest.questions.catalog import Questions
from ingest.questions.files import load

from .expected_answers import FOLDER, Expected, answer, read, solutions

EXPECTED = [pytest.param(read(path), id=path.stem) for path in sorted(FOLDER.glob("*.csv"))]
ANSWERABLE = {*range(1, 7), *range(8, 16), *range(19, 26), *range(28, 31), 34, 38, *range(46, 58), 59, 60}
PARTIAL = {32, 33, 37, 40, 41, 42, 44, 58}


@pytest.mark.parametrize("expected", EXPECTED)
def test_the_founding_documents_give_the_expected_answer(
    expected: Expected, questions: Questions, founding: Store
) -> None:
    found = answer(founding, questions[expected.question], expected)
    assert expected.rows <= found
    assert expected.subset or found == expected.rows


@pytest.mark.parametrize("expected", EXPECTED)
def test_the_full_graph_gives_the_expected_answer_and_more(
    expected: Expected, questions: Questions, full: Store
) -> None:
    found = answer(full, questions[expected.question], expected)
    assert expected.founding_only or expected.rows <= found


@pytest.mark.parametrize("name", load(QUERIES))
def test_the_full_graph_answers_every_question(name: str, questions: Questions, full: Store) -> None:
    question = questions[name]
    found = solutions(full, bind(question, {key: each.example for key, each in question.parameters.items()}))
    assert tuple(variable.value for variable in found.variables) == question.expect.columns
    assert sum(1 for _ in found) >= question.expect.min_rows


@pytest.mark.parametrize("number", sorted(ANSWERABLE | PARTIAL))
def test_every_competency_question_has_a_question_with_an_expected_answer(number: int, questions: Questions) -> None:
    tested = {read(path).question for path in FOLDER.glob("*.csv")}
    assert any(number in questions[name].answers for name in tested)


def test_forty_competency_questions_are_answerable_and_eight_in_part() -> None:
    assert (len(ANSWERABLE), len(PARTIAL)) == (40, 8)
