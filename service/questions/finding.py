"""Finding questions by words, as people write them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import log
from typing import Final

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from ingest.questions.catalog import Question

NAME, TITLE, TAGS, DESCRIPTION = 4, 3, 2, 1
"""What it counts where a word stands, times how rare it is."""
LEAST: Final = 1 / 4
"""What part of the best hit's score a hit has."""
UNSAID: Final = (
    "a about all among an and any are as at be been between by can could did do does find for from get give had has "
    "have how i if in is it its list many me most much my need no not of on or our please show so some tell than that "
    "the their them there these they this those to us want was we were what when where which who whom whose why will "
    "with would you your"
)
"""Words that tell nothing of what is asked for."""
AMERICAN: Final = {"licence": "license", "isation": "ization", "centre": "center", "behaviour": "behavior"}
OTHER_WORDS: Final = {
    "newcomer": "join",
    "beginner": "join",
    "volunteer": "join",
    "participate": "join",
    "work": "collaborate partnership",
    "cooperate": "collaborate partnership",
    "collaborate": "partnership",
    "partner": "partnership collaborate",
    "gpu": "compute",
    "gpus": "compute",
    "hardware": "compute",
    "supercomputer": "machine",
    "duplicate": "identity",
    "commercial": "forbid",
    "legal": "license",
    "fund": "funder",
    "money": "funder",
    "contradict": "disagree",
    "derive": "lineage",
    "ancestor": "lineage",
}
"""What people say, and the words that questions have for it."""

analyzer: Final = (
    TextAnalyzerBuilder(Tokenizer.simple())
    .filter(Filter.lowercase())
    .filter(Filter.ascii_fold())
    .filter(Filter.custom_stopword(UNSAID.split()))
    .filter(Filter.stemmer("english"))
    .build()
)


def stems(text: str) -> list[str]:
    lower = text.casefold()
    for british, american in AMERICAN.items():
        lower = lower.replace(british, american)
    return analyzer.analyze(lower)


MEANT: Final = {stems(said)[0]: stems(meant) for said, meant in OTHER_WORDS.items()}


def matching(questions: Iterable[Question], text: str) -> list[Question]:
    """The questions that have words of a text, the likeliest first: with rare words, and in their names."""
    told = [(each, weights(each.name, each.summary, each.tags, each.description)) for each in questions]
    spread = Counter(stem for _, words in told for stem in words)
    rarity = {stem: log(1 + len(told) / count) for stem, count in spread.items()}
    asked = [(stem, *MEANT.get(stem, ())) for stem in dict.fromkeys(stems(text))]

    def score(words: Mapping[str, int]) -> float:
        return sum(max(words.get(way, 0) * rarity.get(way, 0) for way in ways) for ways in asked)

    hits = sorted(((score(words), each) for each, words in told), key=lambda hit: -hit[0])
    return [each for points, each in hits if points and points >= LEAST * hits[0][0]]


@cache
def weights(name: str, title: str, tags: tuple[str, ...], description: str) -> dict[str, int]:
    """What each word of a question counts, by its stem."""
    return {
        **dict.fromkeys(stems(description), DESCRIPTION),
        **dict.fromkeys(stems(" ".join(tags)), TAGS),
        **dict.fromkeys(stems(title), TITLE),
        **dict.fromkeys(stems(name), NAME),
    }
