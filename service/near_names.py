"""Names that may have been meant by one that is not known."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

MOST: Final = 3
LEAST_LIKENESS: Final = 0.5
LONGEST: Final = 80
"""Letters of a name that are compared."""


def near_names(name: str, known: Iterable[str]) -> list[str]:
    """Those of the known names that are spelled most like it, whatever their capitals; one that is equal alone."""
    folded = {each.casefold(): each for each in known}
    if name.casefold() in folded:
        return [folded[name.casefold()]]
    found = get_close_matches(name[:LONGEST].casefold(), folded, n=MOST, cutoff=LEAST_LIKENESS)
    return [folded[each] for each in found]


def did_you_mean(near: Sequence[str]) -> str:
    """A sentence to append to an error, with the blank before it; empty where there is nothing to say."""
    return f" Did you mean {' or '.join(near)}?" if near else ""
