"""What speaks for and against two records denoting one thing."""

from dataclasses import dataclass
from typing import Final

SAME: Final = 0.75
"""Confidence from which on two records are taken as one."""
WORTH_A_LOOK: Final = 0.4
"""Confidence from which on a person is asked."""


@dataclass(frozen=True)
class Evidence:
    """One observation on a pair.

    Attributes:
        reason: what was observed, as a slug.
        weight: how much it says, negative if it speaks against.
        words: the values that were compared.
    """

    reason: str
    weight: float
    words: str = ""


@dataclass(frozen=True)
class Verdict:
    """What is to be held of a pair.

    Attributes:
        vetoes: observations that rule identity out whatever else agrees.
    """

    confidence: float
    evidence: tuple[Evidence, ...] = ()
    vetoes: tuple[Evidence, ...] = ()

    @property
    def same(self) -> bool:
        return not self.vetoes and self.confidence >= SAME

    @property
    def strength(self) -> float:
        """The weight of all evidence; more than the confidence where that is complete."""
        return round(sum(each.weight for each in self.evidence), 3)

    @property
    def open(self) -> bool:
        """Whether a person should look."""
        return not self.vetoes and not self.same and self.confidence >= WORTH_A_LOOK

    @property
    def words(self) -> str:
        return "; ".join(
            f"{each.reason}{f' ({each.words})' if each.words else ''}" for each in (*self.vetoes, *self.evidence)
        )


def verdict(*evidence: Evidence) -> Verdict:
    total = sum(each.weight for each in evidence)
    return Verdict(round(max(0.0, min(1.0, total)), 3), evidence)


def undecided(*evidence: Evidence) -> Verdict:
    total = sum(each.weight for each in evidence)
    return Verdict(round(max(0.0, min(total, SAME - 0.01)), 3), evidence)


def ruled_out(*vetoes: Evidence) -> Verdict:
    return Verdict(0.0, (), vetoes)
