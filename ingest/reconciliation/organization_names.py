"""Keys by which spellings of one organization meet, from vocabulary that is common to all organizations."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.reconciliation.names import folded

LEGAL: Final = frozenset(
    [
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "sa",
        "sas",
        "bv",
        "plc",
        "ev",
        "oy",
        "ab",
        "srl",
        "kk",
        "pte",
        "pty",
        "lp",
        "holdings",
        "group",
        "org",
    ]
)
DESCRIBING: Final = frozenset(
    [
        "ai",
        "artificial",
        "intelligence",
        "intelligent",
        "labs",
        "laboratory",
        "technology",
        "technologies",
        "tech",
        "computer",
        "computing",
        "project",
        "workshop",
        "initiative",
        "community",
        "foundation",
        "team",
        "hq",
        "systems",
        "research",
        "institute",
    ]
)
UNIT_WORDS: Final = frozenset(["research", "institute", "team", "laboratory"])
"""Words that set a unit apart from its company as often as they describe the company."""
EMPTY: Final = frozenset(
    [
        "the",
        "of",
        "for",
        "and",
        "de",
        "la",
        "le",
        "du",
        "des",
        "der",
        "die",
        "das",
        "und",
        "et",
        "y",
        "del",
        "da",
        "do",
        "at",
        "in",
    ]
)
SAME_WORD: Final = {
    "univ": "university",
    "universite": "university",
    "universitat": "university",
    "universidad": "university",
    "universita": "university",
    "inst": "institute",
    "institut": "institute",
    "instituto": "institute",
    "lab": "laboratory",
    "center": "centre",
    "centers": "centre",
    "centres": "centre",
    "technologies": "technology",
    "tech": "technology",
    "dept": "department",
    "natl": "national",
    "intl": "international",
    "acad": "academy",
}
GLUED: Final = ("computer", "research", "project", "labs", "tech", "team", "org", "inc", "lab", "hq", "ai")
"""Words that handles carry at their end without a separator, longest first."""
BARE: Final = 3
"""Letters that have to be left of a name for it to name anything."""


@dataclass(frozen=True)
class OrganizationName:
    """One name of an organization.

    Attributes:
        words: in order, in their common spelling.
        key: the name without separators.
        bare: what is left without words that only describe; "" if that names nothing.
        unit: whether a word was left out of `bare` that may set a unit apart.
        dropped: how many describing words were left out.
        place: country or place in brackets after the name.
    """

    words: tuple[str, ...]
    key: str
    bare: str
    unit: bool
    dropped: int

    @property
    def initials(self) -> frozenset[str]:
        every = "".join(word[0] for word in self.words)
        filled = "".join(word[0] for word in self.words if word not in EMPTY)
        return frozenset({every, filled})


@lru_cache(maxsize=100_000)
def read_organization(text: str) -> OrganizationName:
    raw = [word for word in re.findall(r"[^\W_]+", _mended(text)) if word]
    words = tuple(SAME_WORD.get(word, word) for word in raw)
    words = tuple(word for word in words if word not in ("the",))
    kept = list(words)
    dropped, unit = 0, False
    while len(kept) > 1 and (kept[-1] in LEGAL or kept[-1] in DESCRIBING) and kept[-2] not in EMPTY:
        gone = kept.pop()
        dropped += gone not in LEGAL
        unit |= gone in UNIT_WORDS
    bare = "".join(kept)
    if len(kept) == 1:
        glued = next((end for end in GLUED if bare.endswith(end) and len(bare) - len(end) >= BARE), "")
        if glued:
            bare, dropped, unit = bare.removesuffix(glued), dropped + 1, unit or glued in ("research", "team", "lab")
    legal_free = [word for word in words if word not in LEGAL] or list(words)
    return OrganizationName(words, "".join(legal_free), bare if len(bare) >= BARE - 1 else "", unit, dropped)


@lru_cache(maxsize=100_000)
def variants(text: str) -> tuple[str, ...]:
    """The names that a text holds: `Long Name (LN)` and `One / Other` hold two.

    >>> variants("Barcelona Supercomputing Center (BSC)")
    ('Barcelona Supercomputing Center', 'BSC')
    """
    text = re.sub(r"[\uff08(]\s*", "(", re.sub(r"\s*[\uff09)]", ")", text.strip()))
    found: list[str] = []
    for part in re.split(r"\s+/\s+|\s+[|]\s+", text):
        match = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", part)
        found += [match[1], match[2]] if match and abbreviates(match[2], match[1]) else [part]
    return tuple(dict.fromkeys(each.strip() for each in found if each.strip()))


def without_place(text: str) -> tuple[str, str]:
    """A name and what stands in brackets after it: `Meta (United Kingdom)`."""
    match = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", text.strip())
    return (match[1], match[2]) if match else (text, "")


def abbreviates(short: str, long: str) -> bool:
    """Whether a short name is made of the first letters of a long one; `l` and `I` are written for each other."""
    key = re.sub(r"\W", "", short)
    if not 2 <= len(key) <= 8 or " " in short.strip():
        return False
    initials = read_organization(long).initials
    readings = {key.casefold(), key.replace("l", "I").casefold()}
    return bool(readings & initials) and len(read_organization(long).words) > 1


def _mended(text: str) -> str:
    """Folded, with accents that were cut loose joined again, and words of camel case apart where they are initials."""
    plain = folded(re.sub(r"[\u00b4`\u00a8^]", "", text))
    plain = re.sub(r"\be\.\s?v\.?(?=\W|$)", "ev", plain)
    return re.sub(r"[.'\u2019](?=[a-z]{1,2}\b)", " " if "." in plain else "", plain)
