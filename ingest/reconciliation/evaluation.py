"""How far decisions agree with people's judgment on labelled pairs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ingest.licenses import resolve
from ingest.reconciliation.decisions import final_targets
from ingest.reconciliation.evidence import Evidence, Verdict, undecided, verdict
from ingest.reconciliation.gold import Lookup, Pair, Side
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.reconciler import Reconciler
from ingest.resolution import thing
from ingest.sources.entries import slug

NAME_ONLY = "not in the snapshots"


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
    """Decide on each pair, as the graph holds it: directly, or through records that both are one with.

    A record that the snapshots do not hold is judged by its name alone.
    """
    judged = []
    targets = final_targets(reconciler.outcome().decisions)
    for pair in pairs:
        if pair.kind == "license":
            judged.append(Judged(pair, _licenses(pair)))
            continue
        found = [lookup.find(side) for side in (pair.left, pair.right)]
        left, right = (profile or _by_name(side) for profile, side in zip(found, (pair.left, pair.right), strict=True))
        missing = tuple(
            side.source for profile, side in zip(found, (pair.left, pair.right), strict=True) if not profile
        )
        held = reconciler.compare(left, right)
        if not missing and not held.same and _one_end(targets, left, right):
            held = verdict(Evidence("joined", 1.0, "through other records"))
        judged.append(Judged(pair, held, missing))
    return judged


def _one_end(targets: Mapping[NamedNode, NamedNode], left: Profile, right: Profile) -> bool:
    a, b = thing(left.subject), thing(right.subject)
    return targets.get(a, a) == targets.get(b, b)


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
