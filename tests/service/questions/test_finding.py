import pytest

from ingest.questions.catalog import Questions
from service.questions.finding import matching


def names(questions: Questions, text: str) -> list[str]:
    return [question.name for question in matching(questions.values(), text)]


def test_other_spellings_and_plurals_find_the_same(questions: Questions) -> None:
    assert names(questions, "licence") == names(questions, "license") == names(questions, "Licenses") != []
    assert names(questions, "organisation") == names(questions, "organization") != []


@pytest.mark.parametrize(
    "text", ["newcomers", "gpus", "supercomputer", "duplicates", "commercial use", "legal", "funder"]
)
def test_words_of_those_who_ask_find_what_they_mean(questions: Questions, text: str) -> None:
    assert names(questions, text) != []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("collaboration between organizations", ["organizations-that-collaborate", "partnerships-of-an-organization"]),
        (
            "Which organizations work with Mozilla?",
            ["organizations-that-collaborate", "partnerships-of-an-organization"],
        ),
        ("join", ["how-to-join", "projects-to-join"]),
        ("How can I join a project?", ["projects-to-join", "how-to-join"]),
        ("compute given to a project", ["compute-by-project"]),
        ("who leads projects by governance models", ["projects-by-governance-model"]),
        ("who led one project and later contributed to another", ["led-then-contributed"]),
        ("which models are derived from Llama 2", ["models-derived-from-a-model"]),
        ("where do sources disagree", ["where-sources-disagree"]),
        ("funders", ["funders-and-what-they-fund"]),
    ],
)
def test_a_question_as_people_ask_it_finds_ours(questions: Questions, text: str, first: list[str]) -> None:
    assert names(questions, text)[: len(first)] == first


def test_what_has_few_and_common_words_of_a_text_is_left_out(questions: Questions) -> None:
    common = set(names(questions, "organizations"))
    assert common - set(names(questions, "collaboration between organizations"))


def test_words_that_no_question_has_are_passed_over(questions: Questions) -> None:
    assert names(questions, "grassroots compute zebra") == names(questions, "grassroots compute") != []


@pytest.mark.parametrize("text", ["zebra", "qqqq zzzz", "which of them", "", "?!"])
def test_other_words_find_nothing(questions: Questions, text: str) -> None:
    assert names(questions, text) == []
