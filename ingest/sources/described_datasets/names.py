"""Names that a description gives in several languages."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal

from ingest.sources.hostile import one_line
from ingest.strict_yaml import Node, Text
from ingest.values import LANGUAGE

ENGLISH: Final = "en"
MOST: Final = 200


def ordered(given: Iterable[Literal]) -> list[tuple[str, str]]:
    """Names that can be shown, each with its language: English ones first, then those whose language is not told."""
    found: dict[tuple[str, str], None] = {}
    for literal in given:
        text = one_line(literal.value)
        if text:
            found[text, _language(literal)] = None
    rank = {ENGLISH: 0, "": 1}
    return sorted(found, key=lambda name: rank.get(name[1].partition("-")[0], 2))[:MOST]


def in_language(text: str, language: str) -> Node:
    """A text as records hold it; one whose language is not told counts as English, as everywhere."""
    return {Text("text"): Text(text), Text("lang"): Text(language or ENGLISH)}


def _language(literal: Literal) -> str:
    tag = literal.language or ""
    return tag if LANGUAGE.fullmatch(tag) else ""
