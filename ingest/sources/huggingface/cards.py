"""Fields of a card: YAML that anyone may write, with keys misspelt and values of any shape."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.sources import hostile
from ingest.sources.language_codes import language
from ingest.sources.source_values import EXACT, UNMAPPED, source_value

UNDERSTOOD: Final = frozenset(
    {"license", "license_name", "language", "base_model", "base_model_relation", "datasets", "pretty_name"}
)
MISSPELT: Final = {
    "licence": "license",
    "licence_name": "license_name",
    "languages": "language",
    "base_models": "base_model",
    "dataset": "datasets",
}
USUAL_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
MOST_VALUES: Final = 1000
NAMED_ELSEWHERE: Final = "other"
REFUSED: Final = "(refused)"


@dataclass
class Card:
    """What a card says that we understand.

    Attributes:
        values: texts by key; a single text is a list of one.
        unread: keys that we do not understand, keys that we read under another name, and keys of whose values some
            were refused.
    """

    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unread: list[str] = field(default_factory=list)

    def of(self, key: str) -> list[str]:
        return self.values.get(key, [])

    def licenses(self) -> list[str]:
        """The licenses; the name in place of `other`, which says that the license is not in the Hub's list."""
        stated, names = self.of("license"), self.of("license_name")
        if names and (not stated or NAMED_ELSEWHERE in stated):
            stated = [*(each for each in stated if each != NAMED_ELSEWHERE), *names]
        return list(dict.fromkeys(stated))


def read_card(raw: Any) -> Card:
    """The card under `cardData`, which need not even be an object."""
    card = Card()
    if not isinstance(raw, dict):
        if raw is not None:
            card.unread.append(f"cardData {REFUSED}")
        return card
    for key, value in raw.items():
        if value in (None, "", [], {}):
            continue
        usual = key if USUAL_KEY.fullmatch(key) else "(unusual key)"
        even = key.lower().replace("-", "_")
        meaning = MISSPELT.get(even, even)
        if meaning not in UNDERSTOOD:
            card.unread.append(f"cardData.{usual}")
            continue
        if meaning != key:
            card.unread.append(f"cardData.{usual} (read as {meaning})")
        found, refused = texts(value)
        card.values[meaning] = list(dict.fromkeys([*card.of(meaning), *found]))
        if refused:
            card.unread.append(f"cardData.{usual} {REFUSED}")
    return card


def texts(value: Any) -> tuple[list[str], int]:
    """The texts of a text or a list of texts, and how many of its values were refused."""
    values = value if isinstance(value, list) else [value]
    found = [name for name in map(hostile.name, values[:MOST_VALUES]) if name is not None]
    return found, len(values) - len(found)


def language_says(subject: str, codes: Iterable[str]) -> dict[str, list[Any]]:
    """The languages that are in our scheme, and what was written where that is not its code to the letter."""
    languages: list[str] = []
    written: list[Any] = []
    for code in dict.fromkeys(codes):
        slug, status = language(code) or ("", UNMAPPED)
        if slug:
            languages.append(slug)
        if status != EXACT:
            maps_to = f"language/{slug}" if slug else ""
            written.append(source_value(subject, "supportsLanguage", len(written) + 1, code, status, maps_to))
    return {"supportsLanguage": list(dict.fromkeys(languages)), "hasSourceValue": written}
