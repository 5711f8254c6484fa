"""Names and identifiers in the forms in which they are compared."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 300
SCHEME: Final = re.compile(r"^(?:https?://)?(?:www\.)?")
LABELED: Final = re.compile(r"^(doi|arxiv|ror|wikidata|spdx|hub|orcid|isni|grid)[:\s]\s*")
SAME_PLACE: Final = (
    ("wikidata.org/wiki/", "wikidata.org/entity/"),
    ("dx.doi.org/", "doi.org/"),
    ("hf.co/", "huggingface.co/"),
    ("arxiv.org/pdf/", "arxiv.org/abs/"),
)
"""Beginnings of addresses that lead to the same, as people write them and as we do."""
HOSTS: Final = (
    "ror.org/",
    "wikidata.org/entity/",
    "doi.org/",
    "arxiv.org/abs/",
    "spdx.org/licenses/",
    "huggingface.co/datasets/",
    "huggingface.co/",
    "github.com/",
    "orcid.org/",
    "w3id.org/opencairn/id/",
    "w3id.org/opencairn/concept/",
)
"""What stands before identifiers that are also written alone."""
ARTICLE: Final = re.compile(r"^\s*the\s+", re.IGNORECASE)
WORDS: Final = re.compile(r"[^\W_]+")
MOST_INITIALS: Final = 8
MARKS: Final = re.compile(r"\d+|[+#]")
NOUGHT: Final = re.compile(r"\.0(?![\d.])")
"""The end of `2.0`, which people leave out."""


def folded(text: str) -> str:
    """A name without capitals, accents and spare blanks."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).casefold()
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).split())


def squeezed(text: str) -> str:
    """Only the letters and digits of a name: `Hugging Face` and `hugging-face` are the same."""
    return "".join(WORDS.findall(folded(text)))


def marks(text: str) -> list[str]:
    """What tells versions of one name apart: numbers, in the order of their digits, and the signs of `C++` and `C#`."""
    return sorted(MARKS.findall(NOUGHT.sub("", folded(text))))


def joined(text: str) -> set[str]:
    """A name squeezed, with and without the article that it begins with."""
    return {squeezed(text), squeezed(ARTICLE.sub("", text))} - {""}


def initials(text: str) -> str:
    """The first letters of the words of a name; empty for one word, or for very many."""
    words = WORDS.findall(folded(text))
    return "".join(word[0] for word in words) if 2 <= len(words) <= MOST_INITIALS else ""


def identifier(text: str) -> str:
    """An identifier or address as it is compared: in small letters, without `https://` and the like."""
    short = SCHEME.sub("", text.strip()[:LONGEST].lower()).rstrip("/")
    short = LABELED.sub("", short)
    for written, ours in SAME_PLACE:
        if short.startswith(written):
            return ours + short.removeprefix(written)
    return short


def forms(text: str) -> set[str]:
    """The forms in which people may write an identifier: with and without what stands before it."""
    whole = identifier(text)
    host = next((host for host in HOSTS if whole.startswith(host)), "")
    return {whole, whole.removeprefix(host), folded(text)} - {""}
