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


def test_all_words_count_before_some(questions: Questions) -> None:
    assert names(questions, "compute provider") == [
        name for name in names(questions, "compute") if name in names(questions, "provider")
    ]


def test_where_none_has_all_words_those_with_most_come_first(questions: Questions) -> None:
    found = names(questions, "grassroots compute zebra")
    assert found[0] in set(names(questions, "grassroots compute"))
    assert len(found) > len(names(questions, "grassroots compute"))


@pytest.mark.parametrize("text", ["zebra", "qqqq zzzz"])
def test_other_words_find_nothing(questions: Questions, text: str) -> None:
    assert names(questions, text) == []
