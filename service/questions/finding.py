"""Finding questions by words, as people write them."""

from collections.abc import Iterable
from typing import Final

from ingest.questions.catalog import Question

SHORTEST_WORD: Final = 4
"""Letters of a word that counts, unless all are shorter."""
AMERICAN: Final = {"licence": "license", "isation": "ization", "centre": "center", "behaviour": "behavior"}

OTHER_WORDS: Final = {
    "newcomer": "join",
    "beginner": "join",
    "gpu": "compute",
    "hardware": "compute",
    "supercomputer": "machine",
    "duplicate": "same",
    "commercial": "forbid",
    "legal": "license",
}
"""What people say, and the word that questions have for it."""


def matching(questions: Iterable[Question], text: str) -> list[Question]:
    """The questions with all words of a text; if there is none, those with some of them, with most of them first."""
    stems = stems_of(text)
    hits = [(sum(stem in spoken(each) for stem in stems), each) for each in questions]
    whole = [each for count, each in hits if count == len(stems)]
    return whole or [each for count, each in sorted(hits, key=lambda hit: -hit[0]) if count]


def stems_of(text: str) -> list[str]:
    words = [OTHER_WORDS.get(word.removesuffix("s"), word) for word in spelled(text).split()]
    return [word.removesuffix("s") for word in words if len(word) >= SHORTEST_WORD] or words


def spoken(question: Question) -> str:
    return spelled(" ".join([question.name, question.summary, question.description, *question.tags]))


def spelled(text: str) -> str:
    lower = text.casefold()
    for british, american in AMERICAN.items():
        lower = lower.replace(british, american)
    return lower
