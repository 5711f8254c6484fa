"""How far decisions agree with people's judgment on labelled pairs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ingest.levels import FAMILY
from ingest.licenses import resolve
from ingest.reconciliation.decisions import final_targets
from ingest.reconciliation.evidence import Evidence, Verdict, undecided, verdict
from ingest.reconciliation.gold import Lookup, Pair, Side
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.reconciler import UPWARD, Outcome, Reconciler
from ingest.resolution import thing
from ingest.sources.entries import slug


@dataclass(frozen=True)
class Judged:
    """A labelled pair and what is decided on it."""

    pair: Pair
    verdict: Verdict
    name_only: tuple[str, ...] = ()

    @property
    def hit(self) -> bool:
        return self.verdict.same == self.pair.same


@dataclass(frozen=True)
class Score:
    true_same: int
    false_same: int
    missed: int
    true_different: int

    @property
    def precision(self) -> float:
        return self.true_same / max(1, self.true_same + self.false_same)

    @property
    def recall(self) -> float:
        return self.true_same / max(1, self.true_same + self.missed)


def score(judged: Iterable[Judged]) -> Score:
    found = [(each.verdict.same, each.pair.same) for each in judged]
    return Score(
        found.count((True, True)),
        found.count((True, False)),
        found.count((False, True)),
        found.count((False, False)),
    )


def judge(pairs: Iterable[Pair], lookup: Lookup, reconciler: Reconciler) -> list[Judged]:
    """Decide on each pair as the graph holds it: both are one node, or one belongs to the other on another level.

    A repository and the release that it holds are a pair of the second sort. A release and its family are, only if the
    records alone agree too: the record of a family is of other releases as well. Variants are other things. A record
    that is not there is judged by its name alone, and licenses by their strings.
    """
    judged = []
    held = Held(reconciler.outcome())
    for pair in pairs:
        if pair.kind == "license":
            judged.append(Judged(pair, _licenses(pair)))
            continue
        found = [lookup.find(side) for side in (pair.left, pair.right)]
        left, right = (profile or _by_name(side) for profile, side in zip(found, (pair.left, pair.right), strict=True))
        missing = tuple(
            side.source for profile, side in zip(found, (pair.left, pair.right), strict=True) if not profile
        )
        alone = reconciler.compare(left, right)
        judged.append(Judged(pair, alone if missing else held.of(left, right, alone), missing))
    return judged


class Held:
    """What the graph of links holds of two things."""

    def __init__(self, outcome: Outcome) -> None:
        self._targets = final_targets(outcome.decisions)
        self._above: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._families: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        for each in outcome.relations:
            above = self._families if each.predicate == UPWARD[FAMILY] else self._above
            above[self._end(each.subject)].add(self._end(each.object))

    def of(self, left: Profile, right: Profile, alone: Verdict) -> Verdict:
        """The verdict that the graph shows, with the ground of a pair `alone` where it is the same."""
        a, b = self._end(thing(left.subject)), self._end(thing(right.subject))
        ours, theirs = self._wholes(a), self._wholes(b)
        if b in ours or a in theirs:
            return alone if alone.same else verdict(Evidence("joined", 1.0, "through other records"))
        if alone.same and (self._in_family(ours, b) or self._in_family(theirs, a)):
            return alone
        return undecided(Evidence("not-in-graph", 0.0), *alone.evidence) if alone.same else alone

    def _end(self, node: NamedNode) -> NamedNode:
        return self._targets.get(node, node)

    def _wholes(self, node: NamedNode) -> set[NamedNode]:
        """A thing and the checkpoints and releases that it belongs to."""
        found, pending = {node}, [node]
        while pending:
            above = self._above.get(pending.pop(), set()) - found
            found |= above
            pending += above
        return found

    def _in_family(self, things: Iterable[NamedNode], family: NamedNode) -> bool:
        return any(family in self._families[each] for each in things)


def _by_name(side: Side) -> Profile:
    return Profile(f"{side.kind}/{slug(side.catalog, f'not there {side.key}')}", side.catalog, (side.name,))


def _licenses(pair: Pair) -> Verdict:
    """Licenses are one if their strings resolve to one; strings that say nothing are one if both say so."""
    left, right = (resolve(side.key, side.catalog) for side in (pair.left, pair.right))
    if left.licenses and left.licenses == right.licenses:
        return verdict(Evidence("same-license", 1.0, ", ".join(left.licenses)))
    if left.absent and left.absent == right.absent:
        return verdict(Evidence("same-absence", 1.0, left.absent))
    return undecided(
        Evidence("licenses-differ", 0.0, f"{left.licenses or left.status} / {right.licenses or right.status}")
    )
