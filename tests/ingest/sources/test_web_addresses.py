import pytest

from ingest.sources.web_addresses import addresses, arxiv, hub_repository


@pytest.mark.parametrize(
    ("address", "kind", "repository"),
    [
        ("https://huggingface.co/oak/alder", "model", "oak/alder"),
        ("https://huggingface.co/oak/alder/blob/main/README.md", "model", "oak/alder"),
        ("https://huggingface.co/datasets/oak/leaves", "dataset", "oak/leaves"),
        ("https://huggingface.co/datasets/oak/leaves", "model", None),
        ("https://huggingface.co/oak/alder", "dataset", None),
        ("https://huggingface.co/oak", "model", None),
        ("https://huggingface.co/blog/alder", "model", None),
        ("https://huggingface.co/collections/oak/alder", "model", None),
        ("https://huggingface.co.example.org/oak/alder", "model", None),
    ],
)
def test_a_repository_is_one_of_the_kind(address: str, kind: str, repository: str | None) -> None:
    assert hub_repository(address, kind) == repository


@pytest.mark.parametrize(
    ("address", "identifier"),
    [
        ("https://arxiv.org/abs/2211.05100", "arXiv:2211.05100"),
        ("http://www.arxiv.org/pdf/2211.05100v4.pdf", "arXiv:2211.05100"),
        ("https://arxiv.org/list/cs.CL", None),
        ("https://example.org/arxiv.org/abs/2211.05100", None),
    ],
)
def test_a_paper_is_identified_without_its_version(address: str, identifier: str | None) -> None:
    assert arxiv(address) == identifier


def test_several_addresses_stand_in_one_text() -> None:
    assert addresses("https://a.org\n\nhttps://b.org/x") == ["https://a.org", "https://b.org/x"]


@pytest.mark.parametrize("text", ["", "see https://a.org", "https://a.org/{x}", "https://a.org/\u202ex", "ftp://a.org"])
def test_other_text_holds_no_addresses(text: str) -> None:
    assert addresses(text) == []
