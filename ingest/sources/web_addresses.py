"""Addresses in catalogs: which of them can be kept as links, and what they identify."""

import re
from typing import Final

from ingest.values import ValueProblem, web

ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]+)?([/?#][^\s<>\"{}|\\^`]*)?")
ARXIV: Final = re.compile(
    r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?/?(?:[?#].*)?"
)
HUB: Final = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?P<datasets>datasets/)?"
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9._-]{1,96})(?:/(?:tree|blob|resolve)/.*)?/?(?:[?#].*)?"
)
NO_ACCOUNTS: Final = frozenset(
    {"blog", "collections", "datasets", "docs", "organizations", "papers", "posts", "spaces"}
)
"""First parts of paths on the Hub that are no names of accounts."""


def addresses(text: str) -> list[str]:
    """The web addresses of a text that holds nothing else, [] if there is anything else in it."""
    words = text.split()
    return words if words and all(map(is_address, words)) else []


def is_address(word: str) -> bool:
    if not ADDRESS.fullmatch(word):
        return False
    try:
        web(word)
    except ValueProblem:
        return False
    return True


def arxiv(address: str) -> str | None:
    """The identifier of a paper on arXiv, without its version."""
    found = ARXIV.fullmatch(address)
    return f"arXiv:{found[1]}" if found else None


def hub_repository(address: str, kind: str) -> str | None:
    """The repository on the Hub that an address leads to, if it is one for things of the kind."""
    found = HUB.fullmatch(address)
    if not found or found["name"].partition("/")[0] in NO_ACCOUNTS:
        return None
    return found["name"] if bool(found["datasets"]) == (kind == "dataset") else None
