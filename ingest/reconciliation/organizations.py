"""Whether two records denote one organization, and whether two groups of names have an organization in common."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ingest.reconciliation.evidence import Evidence, Verdict, ruled_out, undecided, verdict
from ingest.reconciliation.organization_names import (
    DESCRIBING,
    EMPTY,
    LEGAL,
    UNIT_WORDS,
    abbreviates,
    read_organization,
    variants,
    without_place,
)
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.spelling import one_slip_of_word
from ingest.reconciliation.traits import shortened

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
KEEPS_APART: Final = frozenset({"curated", "ror", "huggingface"})
"""Sources of which no two organizations are one."""
HANDLES_OMIT: Final = frozenset({"institute"})
DISTINCT: Final = 4
"""Letters that a name needs before it is taken for that of one organization."""


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


class Organizations:
    """What all sources together tell of organizations."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._owners: dict[str, Counter[str]] = defaultdict(Counter)
        self._short: dict[str, set[str]] = defaultdict(set)
        self._holders: dict[str, set[str]] = defaultdict(set)
        for profile in sorted(profiles, key=lambda each: each.subject):
            if profile.kind == "organization":
                self._learn_short_names(profile.names)
                self._learn_other_names(profile)
            else:
                self._learn_short_names(profile.organizations)
                self._learn_owners(profile)

    def _learn_short_names(self, names: Iterable[str]) -> None:
        for name in names:
            held = variants(name)
            for short in held:
                for long in held:
                    if abbreviates(short, long):
                        self._short[read_organization(short).key].add(read_organization(long).key)

    def _learn_other_names(self, profile: Profile) -> None:
        """What registries list as names of one organization; abbreviations are of many."""
        names = spellings(profile.names)
        if len(names.keys) < 2:
            return
        for text in names.texts:
            key = read_organization(text).key
            if len(key) >= DISTINCT and not any(abbreviates(text, other) for other in names.texts):
                self._holders[key].add(profile.subject)

    def _learn_owners(self, profile: Profile) -> None:
        owners = {repository.partition("/")[0] for repository in profile.repositories}
        if profile.level == "repository" or len(profile.organizations) != 1 or not owners:
            return
        for name in spellings(profile.organizations).keys:
            self._owners[name].update(owners)

    def compare(self, left: Profile, right: Profile) -> Verdict:
        """Whether two records denote one organization; the same for either order."""
        if left.source == right.source and left.source in KEEPS_APART:
            return ruled_out(Evidence("one-source", 0.0, "a source keeps its own things apart"))
        a, b = spellings(left.names), spellings(right.names)
        if branch_of_namesake(left) or branch_of_namesake(right):
            return undecided(Evidence("branch", 0.0, "one is the branch of a namesake in one country"))
        if a.keys & b.keys:
            return verdict(Evidence("same-name", 0.9, min(a.keys & b.keys)))
        if a.schools & b.schools:
            return verdict(Evidence("same-unit", 0.8, min(a.schools & b.schools)))
        if self._taught(a.keys, b.keys) or self._taught(b.keys, a.keys):
            return verdict(Evidence("known-short-name", 0.85, "a source gives the short name beside the long one"))
        if self._registered(a, b):
            return verdict(Evidence("registered-names", 0.85, "one organization is registered under both names"))
        if self._bare_name(left, right):
            return verdict(Evidence("same-bare-name", 0.8, "the names differ in words that only describe"))
        if any(one_slip_of_word(x, y) for x in a.readings for y in b.readings):
            return verdict(Evidence("spelling", 0.8, "one letter differs"))
        if (
            self._owner_in_common(left, right)
            and (self._alike(a, b) or is_handle(a, b) or is_handle(b, a))
            and not a.units - HANDLES_OMIT ^ b.units - HANDLES_OMIT
        ):
            return verdict(Evidence("same-namespace", 0.8, "their works lie in one namespace of the Hub"))
        if any(abbreviates(x, y) or abbreviates(y, x) for x in a.texts for y in b.texts):
            return undecided(Evidence("initials", 0.5, "one name has the first letters of the other"))
        return undecided(Evidence("names-differ", 0.2 if a.words & b.words else 0.0, ""))

    def related(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether some name of the left is or belongs to an organization of the right: looser than `compare`."""
        a, b = spellings(left), spellings(right)
        return self._alike(a, b) or self._owns(a, b.texts) or self._owns(b, a.texts)

    def _alike(self, a: Spellings, b: Spellings) -> bool:
        """Whether names of two organizations have something telling in common."""
        if a.keys & b.keys or (a.bare | a.words) & (b.bare | b.words):
            return True
        if self._taught(a.keys, b.keys) or self._taught(b.keys, a.keys):
            return True
        if any(abbreviates(x, y) or abbreviates(y, x) for x in a.texts for y in b.texts):
            return True
        return any(x.startswith(y) or y.startswith(x) for x in a.keys for y in b.keys if min(len(x), len(y)) > 3)

    def _registered(self, a: Spellings, b: Spellings) -> bool:
        """Whether one organization is registered under both names, and neither is of a part of the other."""
        if a.units or b.units or a.words < b.words or b.words < a.words:
            return False
        known = self._holders
        return any(known[x] & known[y] for x in a.keys & known.keys() for y in b.keys & known.keys())

    def _taught(self, short: frozenset[str], long: frozenset[str]) -> bool:
        return any(self._short.get(key, set()) & long for key in short)

    def _owns(self, names: Spellings, handles: frozenset[str]) -> bool:
        return any(self._owners[key][handle] > 0 for key in names.keys if key in self._owners for handle in handles)

    def _owner_in_common(self, left: Profile, right: Profile) -> bool:
        a, b = self._namespaces(left), self._namespaces(right)
        return bool(a & b)

    def _namespaces(self, profile: Profile) -> frozenset[str]:
        names = spellings(profile.names)
        used = {handle for key in names.keys if key in self._owners for handle, _ in self._owners[key].most_common(2)}
        return frozenset(used) | (names.texts if profile.source == "huggingface" else frozenset())

    def _bare_name(self, left: Profile, right: Profile) -> bool:
        """Whether one name without describing words is the other, and no unit is taken for its company."""
        for one in left.names:
            for other in right.names:
                for x in variants(without_place(one)[0]):
                    for y in variants(without_place(other)[0]):
                        a, b = read_organization(x), read_organization(y)
                        if (a.unit or b.unit) and (
                            {a.bare, b.bare} & self._holders.keys() or not self._owner_in_common(left, right)
                        ):
                            continue
                        if a.bare and b.bare and (a.bare == b.key or a.key == b.bare):
                            return True
                        if a.bare and a.bare == b.bare and a.dropped <= 1 and b.dropped <= 1:
                            return True
        return False


def spellings(names: Iterable[str]) -> Spellings:
    texts = frozenset(each for name in names for each in variants(without_place(name)[0]) + variants(name))
    read = [read_organization(text) for text in texts]
    return Spellings(
        texts,
        frozenset(each.key for each in read if each.key),
        frozenset(each.bare for each in read if each.bare),
        frozenset(word for each in read for word in each.words if word not in COMMON_WORDS and len(word) > 2),
        frozenset("".join(rest) for each in read if len(rest := _without_university(each.words)) > 1),
        frozenset(word for each in read for word in each.words if word in UNIT_WORDS),
        frozenset(each.words for each in read),
    )


def _without_university(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of `X University Y` and `X Y`, a unit Y of the university X."""
    return tuple(word for word in words if word not in ("university", "of")) if words[-1:] != ("university",) else ()


def is_handle(short: Spellings, long: Spellings) -> bool:
    """Whether a handle is made of letters of each word of a name, whichever word comes first."""
    rotated = [words[start:] + words[:start] for words in long.readings for start in range(len(words))]
    return any(shortened(key, words) for key in short.bare for words in rotated)


def branch_of_namesake(profile: Profile) -> bool:
    """Whether it is a branch in one country of an organization that has its name."""
    name, place = without_place(profile.names[0]) if profile.names else ("", "")
    if not place:
        return False
    key = read_organization(name).key
    return any(read_organization(without_place(parent)[0]).key == key for parent in profile.parents)
