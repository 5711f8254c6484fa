"""Keys by which spellings of one organization meet, from vocabulary that is common to all organizations."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.work_names import folded

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
        "foundation",
        "team",
        "hq",
        "systems",
        "research",
        "institute",
    ]
)
UNIT_WORDS: Final = frozenset(["research", "team", "laboratory", "community"])
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
FORMER: Final = re.compile(
    r"(?:originally|formerly|previously|once|now|ex|aka|also known as)[\s-]+(?:the\s+)?", re.IGNORECASE
)
"""What stands in brackets before another name of the same organization."""
GLUED: Final = ("computer", "research", "project", "labs", "tech", "team", "org", "inc", "lab", "hq", "ai")
"""Words that handles carry at their end without a separator, longest first."""
COUNTRY_WORDS: Final = frozenset(["uae", "usa", "uk", "eu"])
"""Words before a name that only tell the country."""
CAMPUS: Final = re.compile(r"[A-Z]{2,6}")
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
    if len(kept) > 2 and kept[0] in COUNTRY_WORDS:
        kept.pop(0)
    bare = "".join(kept)
    if len(kept) == 1:
        glued = next((end for end in GLUED if bare.endswith(end) and len(bare) - len(end) >= BARE), "")
        if glued:
            bare, dropped, unit = bare.removesuffix(glued), dropped + 1, unit or glued in ("research", "team", "lab")
    legal_free = [word for word in words if word not in LEGAL] or list(words)
    return OrganizationName(words, "".join(legal_free), bare if len(bare) >= BARE - 1 else "", unit, dropped)


@lru_cache(maxsize=100_000)
def variants(text: str) -> tuple[str, ...]:
    """The names that a text holds: `Long Name (LN)`, `One / Other` and `New (formerly Old)` hold two.

    >>> variants("Barcelona Supercomputing Center (BSC)")
    ('Barcelona Supercomputing Center', 'BSC')
    >>> variants("University of California (UC) Berkeley")
    ('University of California Berkeley', 'UC Berkeley')
    """
    text = re.sub(r"[\uff08(]\s*", "(", re.sub(r"\s*[\uff09)]", ")", text.strip()))
    found: list[str] = []
    for part in re.split(r"\s+/\s+|\s+[|]\s+", text):
        match = re.fullmatch(r"(.+?)\s*\(([^()]+)\)(.*)", part)
        if match is None:
            found.append(part)
        elif abbreviates(match[2], match[1]):
            found += [f"{match[1]}{match[3]}", f"{match[2]}{match[3]}"]
        elif former := FORMER.match(match[2]):
            found += [f"{match[1]}{match[3]}", match[2][former.end() :]]
        else:
            found.append(part)
    return tuple(dict.fromkeys(each.strip() for each in found if each.strip()))


def without_place(text: str) -> tuple[str, str]:
    """A name and what stands in brackets after it: `Meta (United Kingdom)`."""
    match = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", text.strip())
    return (match[1], match[2]) if match else (text, "")


def names_without_place(names: Sequence[str]) -> tuple[str, ...]:
    """The names of an organization, its label without the place after it: in a further name it may tell a branch."""
    return tuple(each for name in (*map(main_name, names[:1]), *names[1:]) for each in variants(name))


def main_name(text: str) -> str:
    """A name without what stands in brackets after it, but for letters that do not abbreviate it.

    Those tell a campus or a branch, which is another organization: `Harbor School (QX)`.
    """
    name, letters = without_place(text)
    campus = CAMPUS.fullmatch(letters) and not within(letters.casefold(), read_organization(name).key)
    return text if campus else name


def within(letters: str, word: str) -> bool:
    """Whether letters follow one another in a word, others between them or not."""
    left = iter(word)
    return all(letter in left for letter in letters)


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
    plain = re.sub(r"\bunited states( of america)?\b", "us", plain).replace("united kingdom", "uk")
    return re.sub(r"[.'\u2019](?=[a-z]{1,2}\b)", " " if "." in plain else "", plain)


COMMON_WORDS: Final = (
    DESCRIBING
    | LEGAL
    | EMPTY
    | frozenset(
        [
            "university",
            "centre",
            "national",
            "international",
            "academy",
            "science",
            "sciences",
            "college",
            "school",
            "department",
            "ministry",
            "company",
            "language",
            "models",
            "model",
            "large",
            "data",
            "learning",
            "machine",
            "open",
            "deep",
            "digital",
            "group",
            "united",
            "states",
            "kingdom",
        ]
    )
)


@dataclass(frozen=True)
class Spellings:
    """All names of one organization, as keys."""

    texts: frozenset[str]
    keys: frozenset[str]
    bare: frozenset[str]
    words: frozenset[str]
    schools: frozenset[str]
    units: frozenset[str]
    readings: frozenset[tuple[str, ...]]


def spellings(names: Iterable[str]) -> Spellings:
    """The names of an organization but for those of its units; only its label is read without a place too."""
    names = tuple(names)
    every = frozenset(each for name in names for each in variants(name)) | frozenset(names_without_place(names))
    texts = every - _units(every) | frozenset(names[:1])
    read = [read_organization(text) for text in texts]
    return Spellings(
        texts,
        frozenset(each.key for each in read if each.key),
        frozenset(each.bare for each in read if each.bare),
        frozenset(word for each in read for word in each.words if word not in COMMON_WORDS and len(word) > 2),
        frozenset(school for each in read if (school := without_university(each.words))),
        frozenset(word for each in read for word in each.words if word in UNIT_WORDS),
        frozenset(each.words for each in read),
    )


def _units(texts: frozenset[str]) -> frozenset[str]:
    """Those among the names of one organization that name a unit of it, such as `Harbor Research` beside `Harbor`."""
    keys = {read_organization(text).key for text in texts}
    return frozenset(
        text for text in texts if (read := read_organization(text)).unit and read.bare in keys - {read.key}
    )


def telling(words: tuple[str, ...]) -> bool:
    """Whether words can be the name of one organization without the word that says what it is."""
    return len(words) > 1 or any(len(word) > BARE and word not in COMMON_WORDS for word in words)


def without_university(words: tuple[str, ...]) -> str:
    """The words of `X University Y` and `X Y`, a unit Y of the university X, and of `X University` and `X`."""
    rest = tuple(word for word in words if word not in ("university", "of"))
    return "".join(rest) if words[:1] != ("university",) and telling(rest) else ""
