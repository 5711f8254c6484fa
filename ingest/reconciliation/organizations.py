"""Whether two records denote one organization."""

from collections.abc import Iterable
from itertools import product
from typing import Final

from ingest.reconciliation.evidence import Evidence, Verdict, ruled_out, undecided, verdict
from ingest.reconciliation.known_names import KEEPS_APART, KnownNames
from ingest.reconciliation.organization_names import (
    COMMON_WORDS,
    DESCRIBING,
    EMPTY,
    LEGAL,
    Spellings,
    abbreviates,
    names_without_place,
    read_organization,
    spellings,
    variants,
    without_place,
)
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.spelling import one_slip_of_word
from ingest.reconciliation.traits import shortened

TOLD_APART: Final = 4
"""Letters from which on first letters, in one country, tell an organization."""
SPOKEN_FORMS: Final = frozenset({"company", "co", "group", "holdings"})
"""Legal forms that are part of what an organization is called as often as not."""
SYLLABLES: Final = 5
"""Letters from which on a name made of letters of at least three words is taken for those words."""


class Organizations:
    """Compares organizations with what all sources together tell."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._known = KnownNames(profiles)

    def compare(self, left: Profile, right: Profile) -> Verdict:
        """Whether two records denote one organization; the same for either order."""
        if left.source == right.source and left.source in KEEPS_APART:
            return ruled_out(Evidence("one-source", 0.0, "a source keeps its own things apart"))
        a, b = spellings(left.names), spellings(right.names)
        if left.source == right.source == "huggingface" and not self._known.registered(a, b, TOLD_APART):
            return undecided(Evidence("two-namespaces", 0.0, "nobody says that they are of one organization"))
        if any(branch_of_namesake(each) or self._known.other_bears_plainly(each) for each in (left, right)):
            return undecided(Evidence("branch", 0.0, "one is the branch of a namesake in one country"))
        if other_place(left, right):
            return undecided(Evidence("other-place", 0.4, "each is called after another place or branch"))
        if self._known.elsewhere(left, a.keys & b.keys or b.keys) or self._known.elsewhere(
            right, a.keys & b.keys or a.keys
        ):
            found = Evidence("elsewhere", 0.6 if a.keys & b.keys else 0.2, "registered where nobody places the name")
            return ruled_out(found) if left.country and right.country else undecided(found)
        if any(self._known.of_several(each, a.keys & b.keys) for each in (left, right)):
            return undecided(Evidence("name-of-several", 0.6, "several are registered with all that they share"))
        if self._known.placed_apart(left, right, a.keys & b.keys):
            return ruled_out(Evidence("country", 0.0, f"{left.country} / {right.country}"))
        if a.keys & b.keys and self._known.doubtful(left, right, a, b):
            return undecided(Evidence("short-name", 0.6, "all they share is a short name that others may have"))
        if a.keys & b.keys and part_of_registered_name(left, right):
            return undecided(Evidence("part-of-name", 0.6, "one is always registered with a word that the other lacks"))
        if a.keys & b.keys:
            return verdict(Evidence("same-name", 0.9, min(a.keys & b.keys)))
        return self._by_other_names(left, right, a, b)

    def _by_other_names(self, left: Profile, right: Profile, a: Spellings, b: Spellings) -> Verdict:
        handle = "huggingface" in (left.source, right.source)
        if a.schools & b.schools:
            return verdict(Evidence("same-unit", 0.8, min(a.schools & b.schools)))
        if self._known.taught(a, b):
            return verdict(Evidence("known-short-name", 0.85, "a source gives the short name beside the long one"))
        if self._known.registered(a, b, shortest=TOLD_APART if handle else 2):
            return verdict(Evidence("registered-names", 0.85, "one organization is registered under both names"))
        if self._bare_name(left, right):
            return verdict(Evidence("same-bare-name", 0.8, "the names differ in words that only describe"))
        slips = ((x, y) for x in a.readings for y in b.readings if one_slip_of_word(x, y))
        if any(not self._known.listed_apart(x, y) for x, y in slips):
            return verdict(Evidence("spelling", 0.8, "one letter differs"))
        if self._handle(left, right, a, b):
            return verdict(Evidence("same-namespace", 0.8, "works of the one lie in the namespace of the other"))
        if any(made_of_syllables(x, y) or made_of_syllables(y, x) for x in a.readings for y in b.readings):
            return verdict(Evidence("syllables", 0.8, "one name is made of letters of each word of the other"))
        if any(abbreviates(x, y) or abbreviates(y, x) for x in a.texts for y in b.texts):
            if (
                not handle
                and left.country
                and left.country == right.country
                and min(map(len, a.keys | b.keys)) >= TOLD_APART
            ):
                return verdict(Evidence("initials-and-country", 0.8, left.country))
            unlike = left.country != right.country and bool(left.country and right.country)
            named_else = min(max(map(len, side.keys)) for side in (a, b)) > SYLLABLES
            likely = 0.5 if not unlike and not named_else else 0.2
            return undecided(Evidence("initials", likely, "one name has the first letters of the other"))
        return undecided(Evidence("names-differ", 0.2 if a.words & b.words else 0.0, ""))

    def related(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether some name of the left is or belongs to an organization of the right: looser than `compare`."""
        a, b = spellings(left), spellings(right)
        return self._alike(a, b) or self._known.owns(a, b.texts) or self._known.owns(b, a.texts)

    def _alike(self, a: Spellings, b: Spellings) -> bool:
        """Whether names of two organizations have something telling in common."""
        if a.keys & b.keys or (a.bare | a.words) & (b.bare | b.words):
            return True
        if self._known.taught(a, b) or self._known.registered(a, b):
            return True
        if any(abbreviates(x, y) or abbreviates(y, x) for x in a.texts for y in b.texts):
            return True
        return any(x.startswith(y) or y.startswith(x) for x in a.keys for y in b.keys if min(len(x), len(y)) > 3)

    def _handle(self, left: Profile, right: Profile, a: Spellings, b: Spellings) -> bool:
        """Whether one is a namespace of the Hub with works of the other, and its name is made of the other's."""
        if "huggingface" not in (left.source, right.source) or a.units ^ b.units:
            return False
        if not self._known.namespaces(left) & self._known.namespaces(right):
            return False
        if is_handle(a, b) or is_handle(b, a):
            return True
        return self._alike(a, b) and not (names_team(a, b) or names_team(b, a))

    def _bare_name(self, left: Profile, right: Profile) -> bool:
        """Whether one name without describing words is the other, and no unit is taken for its company."""
        pairs = product(names_without_place(left.names), names_without_place(right.names))
        return any(self._bare_alike(x, y, left, right) for x, y in pairs)

    def _bare_alike(self, x: str, y: str, left: Profile, right: Profile) -> bool:
        a, b = read_organization(x), read_organization(y)
        if a.unit or b.unit:
            if self._known.is_registered(a.bare) or self._known.is_registered(b.bare):
                return False
            if not self._known.namespaces(left) & self._known.namespaces(right):
                return False
        if not a.bare or not b.bare or self._known.registered_apart(a.key, b.key):
            return False
        if a.bare == b.key or a.key == b.bare:
            return True
        return a.bare == b.bare and (a.dropped <= 1 or b.dropped <= 1)


def is_handle(short: Spellings, long: Spellings) -> bool:
    """Whether a handle is made of letters of each telling word of a name, whichever word comes first."""
    told = [tuple(word for word in words if word not in EMPTY | {"institute"}) for words in long.readings]
    rotated = [words[start:] + words[:start] for words in [*told, *long.readings] for start in range(len(words))]
    return any(shortened(key, words) for key in short.bare for words in rotated)


def part_of_registered_name(left: Profile, right: Profile) -> bool:
    """Whether all registered names of one have a word such as `Company`, which no name of the other has."""
    if left.country and left.country == right.country:
        return False
    a, b = (
        {frozenset(read_organization(without_place(name)[0]).words) & SPOKEN_FORMS for name in each.names}
        for each in (left, right)
    )
    return any(
        each.source == "ror" and all(told) and not any(other) for each, told, other in ((left, a, b), (right, b, a))
    )


def names_team(long: Spellings, short: Spellings) -> bool:
    """Whether a name is the other with something after it that does not just describe: a team or a product of it."""
    rests = [key.removeprefix(start) for start in short.keys | short.bare for key in long.keys if key.startswith(start)]
    return all(rests) and bool(rests) and not any(rest in DESCRIBING | LEGAL | COMMON_WORDS for rest in rests)


def made_of_syllables(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name of one word takes letters of each of three or more words, describing ones at the end left out."""
    told = [word for word in long if word not in EMPTY]
    while len(told) > 3 and told[-1] in DESCRIBING | LEGAL | {"organization"}:
        told.pop()
    return len(short) == 1 and len(short[0]) >= SYLLABLES and len(told) >= 3 and shortened(short[0], tuple(told))


def other_place(left: Profile, right: Profile) -> bool:
    """Whether both are called after a place or branch in brackets, and not the same."""
    told = [without_place(each.names[0])[1] if each.names else "" for each in (left, right)]
    named = all(place and len(variants(each.names[0])) == 1 for place, each in zip(told, (left, right), strict=True))
    return named and read_organization(told[0]).key != read_organization(told[1]).key


def branch_of_namesake(profile: Profile) -> bool:
    """Whether it is a branch in one country of an organization that has its name."""
    name, place = without_place(profile.names[0]) if profile.names else ("", "")
    if not place:
        return False
    key = read_organization(name).key
    return any(read_organization(without_place(parent)[0]).key == key for parent in profile.parents)
