"""What all sources together tell of the names of organizations: short, registered, and of their namespaces."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from ingest.reconciliation.organization_names import (
    Spellings,
    abbreviates,
    read_organization,
    spellings,
    variants,
    without_place,
)
from ingest.reconciliation.profiles import Profile

SHORT: Final = 6
"""Letters up to which a name that abbreviates another one may be the short name of several organizations."""
REGISTRY: Final = "ror"
PEOPLE: Final = "curated"
KEEPS_APART: Final = frozenset({PEOPLE, REGISTRY, "models_dev"})
"""Sources of which no two organizations are one."""


class KnownNames:
    """Names that belong together because a source says so, and the namespaces in which works of an organization lie."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._owners: dict[str, Counter[str]] = defaultdict(Counter)
        self._taught: dict[str, set[str]] = defaultdict(set)
        self._holders: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._used: set[str] = set()
        self._countries: dict[str, set[str]] = defaultdict(set)
        self._listed: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._placed: dict[str, set[str]] = defaultdict(set)
        self._countries_of_places: dict[str, str] = {}
        self._plain: dict[str, set[str]] = defaultdict(set)
        for profile in sorted(profiles, key=lambda each: each.subject):
            if profile.kind == "organization":
                self._learn_short_names(profile.names)
                self._learn_holder(profile)
            else:
                self._learn_short_names(profile.organizations)
                self._learn_owners(profile)

    def _learn_short_names(self, names: Iterable[str]) -> None:
        for name in names:
            held = variants(name)
            for short in held:
                for long in held:
                    if abbreviates(short, long):
                        self._taught[read_organization(short).key].add(read_organization(long).key)

    def _learn_holder(self, profile: Profile) -> None:
        """Which organization has which names, where a source lists several for one."""
        names = spellings(profile.names)
        if profile.source in KEEPS_APART and profile.names:
            self._listed[profile.source].add(read_organization(without_place(profile.names[0])[0]).words)
        if profile.source != REGISTRY:
            self._used |= names.keys
            for name in names.keys if profile.country else ():
                self._countries[name].add(profile.country)
        name, place = without_place(profile.names[0]) if profile.names else ("", "")
        if place and profile.source == REGISTRY and profile.country:
            self._countries_of_places[read_organization(place).key] = profile.country
        elif place:
            self._placed[read_organization(name).key].add(read_organization(place).key)
        if key := key_at_place(profile):
            plain = {read_organization(name).key for name in profile.names if not without_place(name)[1]}
            self._plain[key].update({profile.subject} if key in plain else ())
        if len(names.keys) > 1 or profile.source == PEOPLE:
            for key in names.keys:
                self._holders[key].add((profile.source, profile.subject))

    def _learn_owners(self, profile: Profile) -> None:
        owners = {repository.partition("/")[0] for repository in profile.repositories}
        if profile.level == "repository" or len(profile.organizations) != 1 or not owners:
            return
        for name in spellings(profile.organizations).keys:
            self._owners[name].update(owners)

    def other_bears_plainly(self, profile: Profile) -> bool:
        """Whether it is called `Name (Country)`, and `Name` itself is another one or always of another country."""
        key = key_at_place(profile)
        bearers, countries = self._plain.get(key, set()), self._countries.get(key, set())
        if profile.subject in bearers:
            return False
        return bool(bearers) or (bool(profile.country and countries) and profile.country not in countries)

    def elsewhere(self, profile: Profile, shared: frozenset[str]) -> bool:
        """Whether it is registered, and in a country in which no other source places what bears the shared names."""
        if profile.source != REGISTRY or not profile.country or without_place(profile.names[0])[1]:
            return False
        told = [countries for key in shared if (countries := self._countries.get(key))]
        return bool(told) and not any(profile.country in countries for countries in told)

    def of_several(self, profile: Profile, shared: frozenset[str]) -> bool:
        """Whether it is registered, and what is shared are further names that other registered ones have too."""
        if profile.source != REGISTRY or not profile.names or not shared:
            return False
        if read_organization(without_place(profile.names[0])[0]).key in shared:
            return False
        return all(sum(source == REGISTRY for source, _ in self._holders.get(key, ())) > 1 for key in shared)

    def placed_apart(self, left: Profile, right: Profile, shared: frozenset[str]) -> bool:
        """Whether they are in two countries, of which a source writes one after a name that they share."""
        if not left.country or not right.country or left.country == right.country:
            return False
        written = {place for key in shared for place in self._placed.get(key, ())}
        return not {self._countries_of_places.get(place) for place in written}.isdisjoint({left.country, right.country})

    def listed_apart(self, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
        """Whether a source that keeps its own organizations apart has one of each name."""
        return any(left in names and right in names for names in self._listed.values())

    def taught(self, a: Spellings, b: Spellings) -> bool:
        """Whether a source writes a name of the one in brackets after a name of the other."""
        return self._teaches(a.keys, b.keys) or self._teaches(b.keys, a.keys)

    def _teaches(self, short: frozenset[str], long: frozenset[str]) -> bool:
        return any(self._taught.get(key, set()) & long for key in short)

    def registered(self, a: Spellings, b: Spellings, shortest: int = 2) -> bool:
        """Whether whatever has a name of the one has a name of the other too, by its source's own list."""
        if a.units != b.units:
            return False
        pairs = ((x, y) for x in a.keys for y in b.keys if min(len(x), len(y)) >= shortest)
        return any(self._includes(x, y) or self._includes(y, x) for x, y in pairs)

    def _includes(self, x: str, y: str) -> bool:
        return x in self._holders and y in self._holders and self._holders[x] <= self._holders[y]

    def registered_apart(self, x: str, y: str) -> bool:
        """Whether a source has both names, and one of them for something that has not the other."""
        ours, theirs = self._holders.get(x, set()), self._holders.get(y, set())
        alone = {source for source, _ in ours ^ theirs}
        return bool(alone & {source for source, _ in ours} & {source for source, _ in theirs})

    def doubtful(self, left: Profile, right: Profile, a: Spellings, b: Spellings) -> bool:
        """Whether all they have in common is a short name that may be of several organizations.

        It is not doubtful if their countries agree, or if the catalogs of the field know the long name.
        """
        shared = a.keys & b.keys
        long = (a.keys | b.keys) - shared
        labels = spellings(left.names[:1]).keys & spellings(right.names[:1]).keys
        if not long or labels or any(len(key) > SHORT for key in shared):
            return False
        if left.country and left.country == right.country:
            return False
        if "huggingface" in (left.source, right.source) and not self.namespaces(left) & self.namespaces(right):
            return True
        if a.keys - shared and b.keys - shared and not self.taught_all(a.keys - shared, b.keys - shared):
            return True
        several = any(sum(source == REGISTRY for source, _ in self._holders.get(key, ())) > 1 for key in shared)
        return several or not (long & self._used or self._teaches(shared, long))

    def taught_all(self, left: frozenset[str], right: frozenset[str]) -> bool:
        """Whether further names of two organizations are of one holder by some source's list."""
        return any(self._includes(x, y) or self._includes(y, x) for x in left for y in right)

    def is_registered(self, key: str) -> bool:
        return key in self._holders

    def owns(self, names: Spellings, handles: frozenset[str]) -> bool:
        """Whether works of an organization lie in one of these namespaces."""
        return any(self._owners[key][handle] > 0 for key in names.keys if key in self._owners for handle in handles)

    def namespaces(self, profile: Profile) -> frozenset[str]:
        """The namespaces in which most of its works lie."""
        names = spellings(profile.names)
        used = {handle for key in names.keys if key in self._owners for handle, _ in self._owners[key].most_common(2)}
        return frozenset(used) | (names.texts if profile.source == "huggingface" else frozenset())


def key_at_place(profile: Profile) -> str:
    """The key of a registered name before the place in brackets, "" for any other name."""
    if profile.source != REGISTRY or not profile.names:
        return ""
    name, place = without_place(profile.names[0])
    return read_organization(name).key if place else ""
