"""Each of the sixty competency questions has a question file or a test of the service that answers it."""

from pathlib import Path
from typing import Final

import pytest

from ingest.questions.catalog import Questions
from tests.questions.expected_answers import FOLDER, read

TESTS: Final = Path(__file__).parents[1]
SIXTY: Final = range(1, 61)
BY_SERVICE: Final[dict[int, tuple[str, str]]] = {
    16: ("service/linked_data/test_every_iri.py", "test_every_iri_of_ours_dereferences"),
    27: ("service/linked_data/test_routes.py", "test_the_ontology_names_its_version"),
    31: ("service/linked_data/test_void.py", "test_it_names_this_endpoint_and_this_release"),
    45: ("service/sources/test_sources.py", "test_the_report_is_had_as_rdf"),
}
"""What no query answers: how the service behaves, by the file and the name of the test."""
BY_QUESTION: Final = sorted(set(SIXTY) - set(BY_SERVICE))
GAPS: Final[dict[int, str]] = {
    7: "few sources give an amount; those without one are counted and never zero",
    10: "curated for one dataset; catalogs do not tell post-training apart",
    32: "fields that catalogs do not give are named as missing",
    33: "catalogs seldom name the base model or the data",
    37: "two restrictions of one family of licenses are curated",
    39: "no source gives themes: datasets-as-described shows the keywords that there are",
    40: "platforms are curated for a few artifacts; catalogs give the repository only",
    41: "regions of languages are not always listed one by one",
    42: "a developer is known more often than a project, and contacts are not kept",
    44: "member countries are examples that a source names",
    58: "the pairing is our inference",
}
"""Questions that are answered in part, and what is missing."""
FROM_DOCUMENTS: Final = sorted({*range(1, 61)} - {7, 16, 17, 18, 26, 27, 31, 35, 36, 39, 43, 45})
"""Those that the founding documents answer, in full or in part."""


@pytest.mark.parametrize("number", BY_QUESTION)
def test_it_has_a_question(number: int, questions: Questions) -> None:
    assert [name for name, question in questions.items() if number in question.answers]


@pytest.mark.parametrize("number", BY_SERVICE)
def test_it_has_a_test_of_the_service(number: int, questions: Questions) -> None:
    file, name = BY_SERVICE[number]
    assert f"def {name}(" in (TESTS / file).read_text(encoding="utf-8")
    assert not [question for question in questions.values() if number in question.answers]


@pytest.mark.parametrize("number", FROM_DOCUMENTS)
def test_what_the_founding_documents_tell_has_an_expected_answer(number: int, questions: Questions) -> None:
    tested = {read(path).question for path in FOLDER.glob("*.csv")}
    assert any(number in questions[name].answers for name in tested)


def test_no_question_names_a_number_that_there_is_not(questions: Questions) -> None:
    assert {number for question in questions.values() for number in question.answers} <= set(SIXTY)


def test_what_is_answered_in_part_is_answered_by_a_question() -> None:
    assert set(GAPS) <= set(BY_QUESTION)


def test_forty_eight_rest_on_the_founding_documents() -> None:
    assert len(FROM_DOCUMENTS) == 48
