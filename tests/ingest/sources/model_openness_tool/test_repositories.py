"""Repositories on the Hub that entries of the Model Openness Tool give."""

from pathlib import Path

import pytest

from ingest.sources import model_openness_tool as source
from tests.ingest.sources.model_openness_tool.test_catalog import HUB, Tool
from tests.ingest.sources.reading import records, said, values


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    return Tool(tmp_path)


@pytest.mark.parametrize(
    ("name", "version", "repository"),
    [
        pytest.param("Heron-7B", "7B", "pond/heron-7b", id="case"),
        pytest.param("Heron", "7B", "pond/heron-7b", id="size given as version"),
        pytest.param("Heron-1_1B", "", "pond/heron-1.1b", id="size with underscore"),
        pytest.param("HeronT5+-2B", "2B", "pond/heront5p-2b", id="plus sign"),
        pytest.param("Heron", "2.8B", "pond/heron-2.8b-hf", id="format"),
        pytest.param("Heron-Base", "", "pond-ai/pond-heron-base", id="owner in the name"),
    ],
)
def test_a_repository_whose_name_fits_is_that_of_the_model(
    tool: Tool, name: str, version: str, repository: str
) -> None:
    tool.add("entry", name=name, version=version, huggingface=f"{HUB}{repository}")
    assert tool.said("entry")["hubRepository"] == [repository]
    assert tool.said("entry")["url"] == [f"{HUB}{repository}"]


@pytest.mark.parametrize(
    ("name", "version", "repository"),
    [
        pytest.param("Heron-instruct", "", "deep/stork-16b-base", id="other model"),
        pytest.param("Heron-2B", "2B", "pond/heron-7b", id="other size"),
        pytest.param("Heron-v4-World", "7B", "pond/heron-raven-7b", id="other version"),
        pytest.param("Heron", "20B", "pond/heron2_5-20b-chat", id="other version and tuning"),
        pytest.param("Heron", "65B", "pond/Heron-65B-Chat-GGUF", id="conversion"),
        pytest.param("Heron", "", "pond/heron-7b", id="one size of several"),
        pytest.param("GLM-4", "", "pond/chatglm-4", id="longer word"),
    ],
)
def test_a_repository_whose_name_does_not_fit_is_kept_as_address_only(
    tool: Tool, name: str, version: str, repository: str
) -> None:
    tool.add("entry", name=name, version=version, huggingface=f"{HUB}{repository}")
    assert "hubRepository" not in tool.said("entry")
    assert tool.said("entry")["url"] == [f"{HUB}{repository}"]
    assert values(tool.record("entry"), "hubRepository") == [(f"{HUB}{repository}", "ambiguous", "")]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("pond/Heron-7B", id="name alone"),
        pytest.param(f"{HUB}pond/Heron-7B/blob/main/README.md", id="file in it"),
        pytest.param(f"{HUB}pond/Heron-7B · Hugging Face", id="title of the page"),
    ],
)
def test_a_repository_is_read_out_of_what_surrounds_it(tool: Tool, raw: str) -> None:
    tool.add("Heron-7B", huggingface=raw)
    assert tool.said("Heron-7B")["hubRepository"] == ["pond/Heron-7B"]
    assert values(tool.record("Heron-7B"), "hubRepository") == [(raw, "normalized", "")]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Heron 2: Open Large-scale Birds", id="title of a paper"),
        pytest.param(f"{HUB}collections/pond/heron-7b", id="collection"),
        pytest.param(f"{HUB}papers/2309.16609", id="paper"),
        pytest.param(f"{HUB}pond", id="account"),
    ],
)
def test_what_is_no_repository_is_only_kept(tool: Tool, raw: str) -> None:
    tool.add("Heron-7B", huggingface=raw)
    assert "hubRepository" not in tool.said("Heron-7B")
    assert values(tool.record("Heron-7B"), "hubRepository") == [(raw, "unmapped", "")]


def test_swapped_repositories_are_nobodys(tool: Tool) -> None:
    tool.add("Heron-2B", version="2B", huggingface=f"{HUB}pond/heron-7b")
    tool.add("Heron-7B", version="7B", huggingface=f"{HUB}pond/heron-2b")
    assert all("hubRepository" not in said(each) for each in records(source.read(tool.folder)).values())


def test_a_repository_that_two_entries_claim_is_that_of_the_closer_name(tool: Tool) -> None:
    tool.add("Heron", version="16B", huggingface=f"{HUB}pond/heron-16b")
    tool.add("Heron-16B", version="16B", huggingface=f"{HUB}pond/heron-16b")
    assert "hubRepository" not in tool.said("Heron")
    assert tool.said("Heron-16B")["hubRepository"] == ["pond/heron-16b"]


def test_a_repository_that_two_entries_claim_with_equal_right_under_other_names_is_nobodys(tool: Tool) -> None:
    tool.add("Heron", version="16B", huggingface=f"{HUB}pond/heron-16b-hf")
    tool.add("Heron-16B", version="16B", huggingface=f"{HUB}pond/heron-16b-hf")
    assert all("hubRepository" not in tool.said(key) for key in ("Heron", "Heron-16B"))


def test_two_entries_of_one_name_share_their_repository(tool: Tool) -> None:
    tool.add("a", name="Heron-7B", huggingface=f"{HUB}pond/Heron-7B")
    tool.add("b", name="Heron-7B", huggingface=f"{HUB}pond/Heron-7B")
    assert tool.said("a")["hubRepository"] == tool.said("b")["hubRepository"] == ["pond/Heron-7B"]


def test_a_broken_address_of_code_is_kept_as_written(tool: Tool) -> None:
    raw = "https://github.com/pond/heron at main · pond (github.com)"
    tool.add("Heron-7B", repository=raw)
    assert "url" not in tool.said("Heron-7B")
    assert values(tool.record("Heron-7B"), "url") == [(raw, "unmapped", "")]
