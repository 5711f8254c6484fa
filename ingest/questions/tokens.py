"""Cuts SPARQL text into the few kinds of token that binding must tell apart.

What looks like a variable inside a string, an IRI or a comment is part of that token, never one of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["comment", "iri", "string", "variable", "prefixed", "other"]

# Longest forms first; the order decides. An IRI token needs its closing bracket, so `?a < ?b` is no IRI.
_PATTERNS: Final[dict[Kind, str]] = {
    "comment": r"#[^\n\r]*",
    "iri": r"<[^<>\"{}|^`\\\x00-\x20]*>",
    "string": r"\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'",
    "variable": r"[$?]\w+",
    "prefixed": r"(?:\w[\w.-]*)?:(?:[\w.:%-]|\\.)*",
    "other": r"\w+|\s+|\\.|.",
}
_TOKEN: Final = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()), re.DOTALL)
_KINDS: Final[dict[str, Kind]] = {kind: kind for kind in _PATTERNS}


@dataclass(frozen=True)
class Token:
    kind: Kind
    text: str


def tokens(query: str) -> Iterator[Token]:
    """The tokens of the query, in order; their texts joined give the query back."""
    for match in _TOKEN.finditer(query):
        yield Token(_KINDS[match.lastgroup or "other"], match.group())


def lined(query: str) -> Iterator[tuple[Token, int]]:
    """The tokens of the query, each with the line that it begins in."""
    line = 1
    for token in tokens(query):
        yield token, line
        line += token.text.count("\n")
