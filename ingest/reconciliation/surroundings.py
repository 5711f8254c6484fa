"""What else is known under a name: which of several things of a catalog a name comes closest to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, Literal

from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.traits import Traits, sizes_differ, versions_agree, without_owner
from ingest.work_names import Name, read_name

RARE: Final = 15
"""Makers up to which a word in names of works points to few things."""
TELLING: Final = 3
"""Letters of a word from which on it can point to a thing."""
Related = Callable[[tuple[str, ...], tuple[str, ...]], bool]


class Surroundings:
    """The names of all works, by what they share."""

    def __init__(self, works: Sequence[Profile], traits: Callable[[Profile], Traits], related: Related) -> None:
        self._traits = traits
        self._related = related
        self._named: dict[tuple[str, str], list[Profile]] = defaultdict(list)
        self._makers: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = defaultdict(set)
        self._makers_of_word: dict[str, set[str]] = defaultdict(set)
        self._together: dict[str, set[str]] = defaultdict(set)
        for work in works:
            self._learn(work)
        self._silent = self._tuned_in_silence(works)
        self._silent_on_hub = self._tuned_in_silence_on_hub(works)

    def _learn(self, work: Profile) -> None:
        first = self._traits(work).first
        if not (work.bare and work.kind == "model"):  # what models build on is no sign of which models a catalog has
            for name in {first.squashed, without_owner(first, work.organizations).squashed}:
                self._named[work.source, name].append(work)
        for word in first.stem:
            self._makers_of_word[word].update(work.organizations[:1])
        makers = tuple(each for each in work.organizations if squashed_name(each) != first.squashed)
        if makers and work.level != "repository" and not work.part:
            self._makers[first.squashed, first.version].add(makers)
        for one in work.organizations:
            self._together[one.casefold()].update(other.casefold() for other in work.organizations if other != one)

    def _tuned_in_silence(self, works: Iterable[Profile]) -> set[tuple[str, Name]]:
        """Names without a word for their tuning, by sources that have another thing of that name called base."""
        told: dict[tuple[str, Name], set[frozenset[str]]] = defaultdict(set)
        for work in works:
            for name in self._traits(work).own[:1]:
                told[work.source, _untuned(name)].add(name.tunings)
        return {key for key, tunings in told.items() if {frozenset(), frozenset({"base"})} <= tunings}

    def _tuned_in_silence_on_hub(self, works: Iterable[Profile]) -> set[Name]:
        """The same for names of repositories beside which their owner has another one called base."""
        told: dict[tuple[str, Name], set[frozenset[str]]] = defaultdict(set)
        for repository in {each for work in works for each in work.repositories}:
            owner, name = repository.casefold().partition("/")[0], read_name(repository)
            told[owner, _untuned(name)].add(name.tunings)
        return {name for (_, name), tunings in told.items() if {frozenset(), frozenset({"base"})} <= tunings}

    def tuned_in_silence(self, left: Profile, right: Profile) -> bool:
        """Whether one is called base, and the other is what a source calls by the same name without it."""
        a, b = self._traits(left).first, self._traits(right).first
        if {a.tunings, b.tunings} != {frozenset(), frozenset({"base"})}:
            return False
        plain = _untuned(a)
        if plain != _untuned(b):
            return False
        return plain in self._silent_on_hub or any((source, plain) in self._silent for source in self._sources)

    @property
    def _sources(self) -> set[str]:
        return {source for source, _ in self._named}

    def only_bearers(self, left: Profile, right: Profile) -> bool:
        """Whether all that bear the name are by related makers; of one catalog, whether nothing else there bears it.

        Where one of them is only named, and the other bears its name with the words of a maker, this maker has to be
        related to them, too.
        """
        a, b = self._traits(left).first, self._traits(right).first
        if left.source == right.source and a.squashed == b.squashed:
            bearers = self._named.get((left.source, a.squashed), ())
            described = {each.subject for each in bearers if each.kind != "artifact" and self._traits(each).first == a}
            return not described - {left.subject, right.subject}
        makers = {each for name in (a, b) for each in self._makers[name.squashed, name.version]}
        if a.squashed != b.squashed and (left.bare or right.bare):
            makers |= {each.organizations for each in (left, right) if each.organizations}
        return all(self._related(one, other) for one, other in combinations(sorted(makers), 2))

    def alone(self, left: Profile, right: Profile) -> bool:
        """Whether neither catalog has another thing of their name, in whatever version and size."""
        pairs = ((left, right), (right, left))
        return not any(
            rival.subject not in (left.subject, right.subject)
            for one, other in pairs
            for source in (one.source, other.source)
            for rival in self._named.get((source, self._traits(one).first.squashed), ())
        )

    def rare(self, word: str) -> bool:
        return len(word) >= TELLING and not word.isdigit() and len(self._makers_of_word.get(word, ())) <= RARE

    def joint(self, left: Profile, right: Profile) -> bool:
        """Whether a maker of the one has made another thing together with a maker of the other."""
        others = {each.casefold() for each in right.organizations}
        return any(self._together.get(each.casefold(), set()) & others for each in left.organizations)

    def closer(self, left: Profile, right: Profile) -> bool:
        """Whether the catalog of either has another thing whose name comes closer to the other's."""
        return self._closer(left, right) or self._closer(right, left)

    def _closer(self, one: Profile, other: Profile) -> bool:
        a = self._traits(one).first
        rivals = (self._traits(rival).first for rival in self._rivals(one, other))
        return any(not (a.sizes and b.sizes and sizes_differ(a.sizes, b.sizes)) for b in rivals)

    def sized_otherwise(self, left: Profile, right: Profile) -> bool:
        """Whether the one that tells its size is beside others of its name, which have another size or tell none."""
        one, sized = (right, left) if self._traits(left).sizes else (left, right)
        sizes = self._traits(sized).sizes
        rivals = (self._traits(rival) for rival in self._rivals(one, sized))
        return any(not rival.sizes or sizes_differ(rival.sizes, sizes) for rival in rivals)

    def told_otherwise(self, left: Profile, right: Profile, part: Literal["context", "editions"]) -> bool:
        """Whether only one tells its length, as `32k`, or its date, beside another of its name that tells none."""
        one, other = (right, left) if self._told(left, part) else (left, right)
        if self._told(one, part) or not self._told(other, part):
            return False
        return any(not self._told(rival, part) for rival in self._rivals(one, other))

    def _told(self, work: Profile, part: Literal["context", "editions"]) -> frozenset[str]:
        traits = self._traits(work)
        return traits.context if part == "context" else traits.editions

    def _rivals(self, one: Profile, other: Profile) -> Iterator[Profile]:
        """Other things in the catalog of the other that have the name of the one, of its version and maker."""
        a = self._traits(one).first
        for name in {a.squashed, without_owner(a, one.organizations).squashed}:
            for rival in self._named.get((other.source, name), ()):
                b = self._traits(rival).first
                if rival.subject in (one.subject, other.subject) or not versions_agree(a.version, b.version):
                    continue
                if not one.organizations or self._related(one.organizations, rival.organizations):
                    yield rival


def squashed_name(organization: str) -> str:
    """The name of an organization, as the stem of a work of its name would be."""
    return read_name(organization).squashed


def _untuned(name: Name) -> Name:
    return Name(name.stem, name.version, name.sizes, frozenset(), name.formats, name.context, name.editions)
