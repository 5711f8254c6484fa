"""Things whose names are much like one that does not exist."""

from difflib import get_close_matches
from typing import Final

from service.pages.names import Names

MOST: Final = 3
LEAST_LIKENESS: Final = 0.6


def near_things(names: Names, key: str) -> list[str]:
    """Things of the same kind, as `kind/slug`, whose slug or name is like that of a key."""
    kind, _, slug = key.partition("/")
    known = {line.partition(b"\t")[0].decode().partition("/")[2] for line in names.of_kind(kind, "")}
    close = get_close_matches(slug, known, n=MOST, cutoff=LEAST_LIKENESS)
    longer = sorted((each for each in known if slug and slug in each), key=lambda each: (len(each), each))
    return [f"{kind}/{each}" for each in dict.fromkeys([*close, *longer])][:MOST]
