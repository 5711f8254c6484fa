from pathlib import Path

import pytest

from service.search.finding import Search
from tests.service.search.named_things import publish_things


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Search:
    return Search.of(publish_things(tmp_path_factory.mktemp("named")))


@pytest.mark.parametrize(
    ("text", "first", "matched", "exact"),
    [
        ("huging face", "organization/huggingface", "name", False),
        ("hugging-face", "organization/huggingface", "name", False),
        ("HUGGINGFACE", "organization/huggingface", "alias", True),
        ("hf", "organization/huggingface", "name", False),
        ("bigscence", "project/bigscience", "alias", False),
        ("big science", "project/bigscience", "alias", False),
        ("BigScience Workshop", "project/bigscience", "name", True),
        ("https://ror.org/02feahw73", "organization/cnrs", "identifier", True),
        ("02feahw73", "organization/cnrs", "identifier", True),
        ("bigscience/bloom", "model/bloom", "identifier", True),
        ("https://huggingface.co/bigscience/bloom", "model/bloom", "identifier", True),
        ("bigscience", "project/bigscience", "alias", True),
        ("project/bloom", "project/bloom", "identifier", True),
        ("bigscience bloom", "model/bloom-3b", "name", False),
        ("bigscience data grup", "working-group/bigscience-data", "name", False),
        ("horiz", "organization/horizons", "name", False),
        ("hugg", "organization/huggingface", "name", False),
        ("gecni", "organization/genci", "name", False),
        ("mixtrall", "model/mixtral", "name", False),
        ("hugo open license", "license/hugo", "alias", False),
        ("mix-tral", "model/mixtral", "name", False),
        ("cnrs organization", "organization/cnrs", "name", False),
        ("facehuggers organization", "organization/face-huggers", "name", False),
    ],
)
def test_what_was_meant_comes_first(search: Search, text: str, first: str, matched: str, *, exact: bool) -> None:
    hit = search.find(text).hits[0]
    assert (hit.key, hit.matched, hit.exact) == (first, matched, exact)


def test_the_address_of_a_page_is_no_identifier(search: Search) -> None:
    found = {hit.key: (hit.matched, hit.exact) for hit in search.find("bigscience/bloom").hits}
    assert found["model/bloom"] == ("identifier", True)
    assert found["project/bloom"] == ("address", False)


def test_numbers_must_be_right(search: Search) -> None:
    assert [hit.key for hit in search.find("llama 3").hits] == ["model/llama-3"]


def test_one_word_may_be_unknown_among_three(search: Search) -> None:
    assert [hit.key for hit in search.find("llama 3 instruct").hits] == ["model/llama-3"]


def test_a_word_of_two_may_be_unknown_if_the_other_is_right(search: Search) -> None:
    assert [hit.key for hit in search.find("genci laboratory").hits] == ["organization/genci"]
    assert search.find("gecni laboratory").total == search.find("organization laboratory").total == 0


def test_what_sources_call_a_license_is_one_of_its_names_if_they_mean_no_other(search: Search) -> None:
    entry = search.get("license/hugo")
    assert entry
    assert entry.others == ("hugo-open-license", "mix-tral")
    assert "license/hugo" in {hit.key for hit in search.find("mix-tral").hits}


@pytest.mark.parametrize("text", ["a:b AND (", "***", "", " ", '"', "label:[a TO b}", "\x00", "^~5", "/.*/", "ÿ" * 200])
def test_no_text_is_a_fault(search: Search, text: str) -> None:
    found = search.find(text)
    assert found.total == len(found.hits) == sum(found.kinds.values())


def test_kinds_are_counted_whatever_is_filtered(search: Search) -> None:
    found = search.find("bloom", {"model"})
    assert {hit.kind for hit in found.hits} == {"model"}
    assert found.total == 2
    assert found.kinds == {"model": 2, "project": 1}


def test_the_total_counts_what_the_limit_leaves_out(search: Search) -> None:
    found = search.find("model", limit=3)
    assert (found.total, len(found.hits)) == (40, 3)


def test_the_same_is_found_every_time(search: Search, tmp_path: Path) -> None:
    again = Search.of(publish_things(tmp_path))
    for text in ("model", "bloom", "face"):
        assert [hit.key for hit in search.find(text).hits] == [hit.key for hit in again.find(text).hits]


def test_an_entry_is_read_by_its_key(search: Search) -> None:
    entry = search.get("model/m7")
    assert entry
    assert entry.facets["developer"] == ("huggingface",)
    assert entry.iri == "https://w3id.org/opencairn/id/model/m7"
    assert search.get("model/none") is None


def test_artifacts_of_one_name_are_told_apart_by_their_level(search: Search) -> None:
    assert [hit.level for hit in search.find("llama 3").hits] == ["family"]
    assert {hit.level for hit in search.find("face").hits} == {None}


def test_kinds_say_how_many_there_are(search: Search) -> None:
    assert search.kinds["organization"] == 7
    assert search.kinds.total() == 57
