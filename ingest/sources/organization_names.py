"""Take apart the names of organizations that a catalog joins in one string."""

import re
from collections.abc import Collection
from typing import Final

from ingest.sources.hostile import one_line

PARTS_OF_NAMES: Final = re.compile(r"(?:Inc|Ltd|LLC|Corp|Co|L\.P|S\.A|GmbH)\b\.?", re.IGNORECASE)
"""What follows a comma inside the name of a company."""

ABBREVIATED: Final = re.compile(r"\b(?:Inc|Ltd|Corp|Co|e\.V|S\.A|L\.P)\.$")
"""Ends of names whose dot belongs to the name."""

NAMES_WITH_COMMAS: Final = frozenset(
    {
        "astrophysics research institute, liverpool john moores university",
        "departamento astrofísica, universidad de la laguna",
        "observatoire de paris, lerma",
        "university of california, berkeley",
        "university of california, los angeles",
        "university of california, san diego",
        "university of maryland, college park",
    }
)
"""Units with their organization, and universities with their campus, in lower case."""

ENDS_OF_NAMES: Final = re.compile(r"\b(?:Company|Group|Inc\.?|Institute|Laboratory|Labs?|University)$")
"""Words after which an `and` joins two names rather than two words of one."""


def split_names(raw: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The names in a string, in their order.

    Args:
        raw: as the catalog writes it.
        known: names that stand alone elsewhere in the catalog.

    >>> split_names("Together, LAION, Ontocord")
    ('Together', 'LAION', 'Ontocord')
    >>> split_names("Runway AI, Inc.")
    ('Runway AI, Inc.',)
    >>> split_names("ByteDance and University of Maryland, College Park", {"ByteDance"})
    ('ByteDance', 'University of Maryland, College Park')
    """
    names: list[str] = []
    for part in _at_commas(raw):
        for name in _at_and(part, known):
            if names and _continues(names[-1], name):
                names[-1] = f"{names[-1]}, {name}"
            else:
                names.append(name)
    return tuple(name for name in dict.fromkeys(map(_without_full_stop, names)) if one_line(name))


def _at_commas(raw: str) -> list[str]:
    """The parts between commas that are not in brackets."""
    parts, depth = [""], 0
    for character in " ".join(raw.split()):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    stripped = (part.strip().removeprefix("and ").strip() for part in parts)
    return [part for part in stripped if part]


def _at_and(part: str, known: Collection[str]) -> list[str]:
    left, joined, right = part.partition(" and ")
    if joined and (left in known or ENDS_OF_NAMES.search(left)):
        return [left, *_at_and(right, known)]
    return [part]


def _continues(name: str, part: str) -> bool:
    return bool(PARTS_OF_NAMES.fullmatch(part)) or f"{name}, {part.rstrip('.')}".casefold() in NAMES_WITH_COMMAS


def _without_full_stop(name: str) -> str:
    return name.removesuffix(".") if name.endswith(".") and not ABBREVIATED.search(name) else name
