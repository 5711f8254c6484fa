"""Slips of the pen."""

from typing import Final

LONG_ENOUGH: Final = 7
"""Letters from which on one wrong letter is a slip and not another name."""
MANY: Final = 3
"""Words of which one may lack an `s`."""


def one_slip_of_word(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two rows of words are the same but for a slip in one long word, or an `s` in one of many words."""
    if len(left) != len(right):
        return False
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(differing) == 1 and len(left) >= MANY:
        short, long = sorted(differing[0], key=len)
        if long == f"{short}s" and len(short) >= LONG_ENOUGH // 2:
            return True
    return len(differing) == 1 and min(map(len, differing[0])) >= LONG_ENOUGH and one_slip(*differing[0])


def one_slip(left: str, right: str) -> bool:
    """Whether one letter was left out, added, changed, or two neighbors swapped; digits never slip."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    touched = a[:1] + b[:1]
    if any(letter.isdigit() for letter in touched) or start == 0:
        return False
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
