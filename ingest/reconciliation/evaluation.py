"""How far decisions agree with people's judgment on labelled pairs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.licenses import resolve
from ingest.reconciliation.evidence import Evidence, Verdict, undecided, verdict
from ingest.reconciliation.gold import Lookup, Pair, Side
from ingest.reconciliation.profiles import Profile

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


def judge(pairs: Iterable[Pair], lookup: Lookup, compare: Callable[[Profile, Profile], Verdict]) -> list[Judged]:
    """Decide on each pair; a record that the snapshots do not hold is judged by its name alone."""
    judged = []
    for pair in pairs:
        if pair.kind == "license":
            judged.append(Judged(pair, _licenses(pair)))
            continue
        found = [lookup.find(side) for side in (pair.left, pair.right)]
        left, right = (profile or _by_name(side) for profile, side in zip(found, (pair.left, pair.right), strict=True))
        missing = tuple(
            side.source for profile, side in zip(found, (pair.left, pair.right), strict=True) if not profile
        )
        judged.append(Judged(pair, compare(left, right), missing))
    return judged


def _by_name(side: Side) -> Profile:
    return Profile(f"{side.kind}/{side.catalog}.not-there-{side.key}", side.catalog, (side.name,))


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
