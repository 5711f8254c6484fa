"""From what all sources say to decisions: compare, gather, choose whose IRI stays."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from pyoxigraph import NamedNode, Quad

from ingest.levels import CHECKPOINT, FAMILY, RELEASE, REPOSITORY
from ingest.namespaces import PREFIXES, iri
from ingest.reconciliation import partnerships
from ingest.reconciliation.blocking import REGISTRIES, WORKS, candidates, kept_apart
from ingest.reconciliation.clusters import Judgment, clusters, one_level, precedence
from ingest.reconciliation.decisions import AGREEING_RECORDS, SHARED_IDENTIFIER, Decision, Relation, end
from ingest.reconciliation.evidence import SAME, Evidence, Verdict, ruled_out, undecided, verdict
from ingest.reconciliation.machines import MACHINE, Machines
from ingest.reconciliation.organizations import Organizations
from ingest.reconciliation.people import People
from ingest.reconciliation.profiles import KINDS, Profile, kind_of, profiles
from ingest.reconciliation.standing import Stands, nothing_stands
from ingest.reconciliation.variants import variants
from ingest.reconciliation.works import Works
from ingest.resolution import thing

NOBODY: Final = People()
ORDER: Final = {REPOSITORY: 1, CHECKPOINT: 2, RELEASE: 3, FAMILY: 4}
UPWARD: Final = {
    REPOSITORY: iri("cairn:repositoryOf"),
    CHECKPOINT: iri("cairn:checkpointOf"),
    RELEASE: iri("cairn:memberOfFamily"),
    FAMILY: iri("cairn:memberOfFamily"),
}
"""How a thing of a level belongs to one of a level above it; to a family everything belongs as a member."""
OF_TWO_RELEASES: Final = frozenset({"version", "edition", "edition-date", "format"})
"""Vetoes that rule out that a thing belongs to another one, by whatever record of either."""


@dataclass(frozen=True)
class Outcome:
    """What was decided.

    Attributes:
        decisions: people's first of all, one for each thing that is replaced.
        relations: between things on two levels that describe one work.
        variants: between things of one stem and maker that differ in size, tuning or format, and to their families.
        undecided: pairs on which a person should decide.
        kept: for each thing that stays only because it stood in the last release, the one that would stay otherwise.
    """

    decisions: tuple[Decision, ...]
    relations: tuple[Relation, ...] = ()
    variants: tuple[Relation, ...] = ()
    undecided: tuple[Judgment, ...] = ()
    kept: tuple[tuple[NamedNode, NamedNode], ...] = ()


class Reconciler:
    """Compares profiles in the light of all of them."""

    def __init__(self, known: Iterable[Profile], people: People = NOBODY) -> None:
        self._profiles = list(known)
        self._people = people
        self._step = {decision.replaced: decision.canonical for decision in people.same}
        others = [profile for profile in self._profiles if profile.kind != MACHINE]
        self._organizations = Organizations(others)
        self._works = Works(others, self._organizations)
        self._machines = Machines(self._profiles, self._organizations)
        self._verdicts: dict[tuple[str, str], Verdict] = {}

    def compare(self, left: Profile, right: Profile) -> Verdict:
        """What is held of a pair, the same for either order."""
        left, right = sorted((left, right), key=lambda each: (each.subject, each.source))
        key = (left.subject, right.subject)
        if key not in self._verdicts:
            self._verdicts[key] = self._compared(left, right)
        return self._verdicts[key]

    def _compared(self, left: Profile, right: Profile) -> Verdict:
        if frozenset((left.subject, right.subject)) in self._people.different:
            return ruled_out(Evidence("reviewed", 0.0, "a person keeps them apart"))
        if self._end(left) == self._end(right):
            return verdict(Evidence("reviewed", 1.0, "a person decided so"))
        shared = left.identifiers & right.identifiers
        if shared and left.kind == right.kind:
            return verdict(Evidence(SHARED_IDENTIFIER, 1.0, min(shared)))
        if other_identifier(left, right):
            return ruled_out(Evidence("other-identifier", 0.0, "one registry gives them two identifiers"))
        if not left.names or not right.names:
            return undecided()
        if left.kind == right.kind == "organization":
            return self._organizations.compare(left, right)
        if left.kind == right.kind == MACHINE:
            return self._machines.compare(left, right)
        if {left.kind, right.kind} <= WORKS:
            return self._works.compare(left, right)
        return undecided()

    def _end(self, profile: Profile) -> NamedNode:
        return end(self._step, thing(profile.subject))

    def outcome(self, stands: Stands = nothing_stands) -> Outcome:
        """Decisions on all pairs that are worth comparing.

        Of each group one IRI stays: where people decided the one that they chose, else one that stands in the last
        release, else the first by source and alphabet.
        """
        judgments = [Judgment(a, b, self.compare(a, b)) for a, b in candidates(self._profiles)]
        judgments += [Judgment(a, b, self.compare(a, b)) for a, b in _of_one_repository(judgments)]
        by_subject = {profile.subject: profile for profile in self._profiles}
        groups = clusters(judgments, lambda a, b: bool(self.compare(a, b).vetoes), self._certain(by_subject))
        decided = {each.replaced: each for each in self._people.same if _about_known(each, by_subject)}
        kept = set(self._step.values())
        stays: dict[str, Profile] = {}
        unmoved: list[tuple[NamedNode, NamedNode]] = []
        for members in groups:
            ends = {self._end(member): member for member in reversed(members)}
            first = {last: (last not in kept, place) for place, last in enumerate(reversed(ends))}
            rank = {last: (chosen, not stands(last), place) for last, (chosen, place) in first.items()}
            canonical, otherwise = min(ends, key=rank.__getitem__), min(ends, key=first.__getitem__)
            unmoved += [(canonical, otherwise)] if canonical != otherwise else []
            stays |= {member.subject: members[0] for member in members[1:]}
            for last, member in ends.items():
                if last != canonical:
                    decided[last] = self._decision(member, ends[canonical], last, canonical)
        of = {member.subject: members for members in groups for member in members}

        def apart(left: Profile, right: Profile) -> bool:
            sides = (of.get(left.subject, [left]), of.get(right.subject, [right]))
            held = [self.compare(a, b) for a in sides[0] for b in sides[1]]
            if left.level == REPOSITORY and _copied_by_others(held):
                return True
            return right.level != FAMILY and _of_two_releases(held)

        relations = _relations(judgments, stays, apart)
        things = _gathered(self._profiles, stays)
        return Outcome(
            tuple(sorted(decided.values(), key=lambda each: each.replaced.value)),
            relations,
            variants(things, self._works.traits, self._organizations.related, relations),
            _undecided(judgments, stays),
            tuple(sorted(unmoved, key=str)),
        )

    def _certain(self, by_subject: dict[str, Profile]) -> list[tuple[Profile, Profile]]:
        pairs = [(_local(each.replaced), _local(each.canonical)) for each in self._people.same]
        return [(by_subject[a], by_subject[b]) for a, b in pairs if a in by_subject and b in by_subject]

    def _decision(self, replaced: Profile, stays: Profile, last: NamedNode, canonical: NamedNode) -> Decision:
        shared = replaced.identifiers & stays.identifiers
        if shared:
            return Decision(last, canonical, SHARED_IDENTIFIER, NamedNode(min(shared)))
        held = self.compare(replaced, stays)
        if not held.same:
            return Decision(last, canonical, AGREEING_RECORDS, "both agree with other records of the thing", SAME)
        return Decision(last, canonical, AGREEING_RECORDS, held.words, held.confidence)


def reconcile(quads: Iterable[Quad], people: People = NOBODY, stands: Stands = nothing_stands) -> Outcome:
    """Decide which things of the quads are one; partnerships last, by what is one already."""
    of_partnerships: list[Quad] = []

    def passing() -> Iterator[Quad]:
        for quad in quads:
            if quad.predicate in partnerships.READ:
                of_partnerships.append(quad)
            yield quad

    found = Reconciler(profiles(passing()), people).outcome(stands)
    further = partnerships.arrangements(of_partnerships, found.decisions, people.different, stands)
    return replace(found, decisions=tuple(sorted((*found.decisions, *further), key=lambda each: each.replaced.value)))


def other_identifier(left: Profile, right: Profile) -> bool:
    """Whether both have an identifier of one registry, and not the same."""
    if left.source == right.source and left.source in REGISTRIES and left.kind != "license":
        return True
    spaces: dict[str, set[str]] = defaultdict(set)
    for profile in (left, right):
        for identifier in profile.identifiers:
            spaces[identifier.rpartition("/")[0]].add(identifier)
    both = {each.rpartition("/")[0] for each in left.identifiers} & {
        each.rpartition("/")[0] for each in right.identifiers
    }
    return any(len(spaces[space]) > 1 for space in both) and not left.identifiers & right.identifiers


def _of_one_repository(judgments: Sequence[Judgment]) -> Iterator[tuple[Profile, Profile]]:
    """Pairs that have not met, of works that one repository holds: names too common to be compared for them alone."""
    met = {frozenset((each.left.subject, each.right.subject)) for each in judgments}
    held: dict[str, dict[str, Profile]] = defaultdict(dict)
    for each in judgments:
        for one, other in ((each.left, each.right), (each.right, each.left)):
            if each.verdict.same and one.level == REPOSITORY != other.level:
                held[one.subject][other.subject] = other
    for works in held.values():
        for left, right in combinations([works[subject] for subject in sorted(works)], 2):
            pair = frozenset((left.subject, right.subject))
            if pair not in met and not (left.source == right.source and kept_apart(left)):
                met.add(pair)
                yield left, right


def _relations(
    judgments: Iterable[Judgment], stays: dict[str, Profile], apart: Callable[[Profile, Profile], bool]
) -> tuple[Relation, ...]:
    """Each thing to the one thing that it belongs to on the nearest level above its own, by the strongest evidence."""
    found: dict[tuple[Profile, str], dict[tuple[int, float, str], Profile]] = defaultdict(dict)
    for each in judgments:
        if not each.verdict.same or one_level(each.left, each.right):
            continue
        part, whole = sorted((each.left, each.right), key=_height)
        part, whole = stays.get(part.subject, part), stays.get(whole.subject, whole)
        kind = FAMILY if whole.level == FAMILY else part.level or RELEASE
        rank = (_height(whole), -each.verdict.strength, whole.subject)
        if part.subject != whole.subject:
            found[part, kind][rank] = whole
    relations = []
    for (part, kind), wholes in sorted(found.items(), key=lambda item: (item[0][0].subject, item[0][1])):
        fitting = (whole for _, whole in sorted(wholes.items()) if not apart(part, whole))
        relations += [Relation(thing(part.subject), UPWARD[kind], thing(whole.subject)) for whole in [*fitting][:1]]
    return tuple(relations)


def _of_two_releases(held: Sequence[Verdict]) -> bool:
    """Whether a thing is not part of another: one catalog that misstates a size does not outvote several."""
    reasons = [{veto.reason for veto in each.vetoes} for each in held]
    other_size = sum("size" in each for each in reasons)
    return any(OF_TWO_RELEASES & each for each in reasons) or other_size > sum(each.same for each in held)


def _copied_by_others(held: Sequence[Verdict]) -> bool:
    """Whether a repository is another maker's, and no record links to it."""
    reasons = {each.reason for verdict in held for each in verdict.evidence}
    return "other-organization" in reasons and "same-repository" not in reasons


def _gathered(profiles: Iterable[Profile], stays: dict[str, Profile]) -> dict[str, list[Profile]]:
    """All that is said of each thing that stays."""
    things: dict[str, list[Profile]] = defaultdict(list)
    for profile in sorted(profiles, key=precedence):
        if profile.names:
            things[stays.get(profile.subject, profile).subject].append(profile)
    return things


def _height(profile: Profile) -> int:
    return ORDER.get(profile.level, ORDER[RELEASE])


def _undecided(judgments: Iterable[Judgment], stays: dict[str, Profile]) -> tuple[Judgment, ...]:
    """Open pairs that are not joined by other ways."""
    return tuple(
        each
        for each in judgments
        if each.verdict.open and stays.get(each.left.subject, each.left) != stays.get(each.right.subject, each.right)
    )


def _about_known(decision: Decision, known: Collection[str]) -> bool:
    """Whether a person's decision is about something that this build knows, if builds can know such things."""
    ends = {_local(decision.replaced), _local(decision.canonical)}
    return not ends.isdisjoint(known) or not {kind_of(each) for each in ends} <= KINDS


def _local(node: NamedNode) -> str:
    return node.value.removeprefix(PREFIXES["id"])
