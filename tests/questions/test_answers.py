import pytest
from pyoxigraph import Store

from ingest.data_folders import QUERIES
from ingest.questions.catalog import Question, Questions
from ingest.questions.files import load

from .answer_forms import faults
from .expected_answers import FOLDER, Expected, answer, read

EXPECTED = [pytest.param(read(path), id=path.stem) for path in sorted(FOLDER.glob("*.csv"))]


def optional(question: Question) -> bool:
    """Whether it can be asked without a value, and takes one."""
    return bool(question.parameters) and all(each.default is not None for each in question.parameters.values())


@pytest.mark.parametrize("expected", EXPECTED)
def test_the_founding_documents_give_the_expected_answer(
    expected: Expected, questions: Questions, founding: Store
) -> None:
    found = answer(founding, questions[expected.question], expected)
    assert expected.curated or expected.rows <= found
    assert expected.curated or expected.subset or found == expected.rows


@pytest.mark.parametrize("expected", EXPECTED)
def test_the_full_graph_gives_the_expected_answer_and_more(
    expected: Expected, questions: Questions, full: Store
) -> None:
    found = answer(full, questions[expected.question], expected)
    assert expected.founding_only or expected.rows <= found


@pytest.mark.parametrize("name", load(QUERIES))
def test_the_full_graph_answers_every_question(name: str, questions: Questions, full: Store) -> None:
    question = questions[name]
    assert faults(full, question, question.expect.min_rows) == []


@pytest.mark.parametrize("name", [name for name, question in load(QUERIES).items() if optional(question)])
def test_a_question_that_needs_no_value_has_its_form_without_one(name: str, questions: Questions, full: Store) -> None:
    question = questions[name]
    assert faults(full, question, 0, {}) == []


def test_what_came_first_is_asked_with_proof(questions: Questions, full: Store) -> None:
    expected = Expected("led-then-contributed", {"order": "proven"}, False, False, False, ("relation",), frozenset())
    relations = answer(full, questions["led-then-contributed"], expected)
    assert relations
    assert ("order not known",) not in relations


def test_a_project_that_has_ended_is_none_to_join(questions: Questions, full: Store) -> None:
    expected = Expected("projects-to-join", {}, False, False, False, ("project_iri",), frozenset())
    projects = answer(full, questions["projects-to-join"], expected)
    assert ("id/project/masakhane",) in projects
    assert ("id/project/bigscience",) not in projects
