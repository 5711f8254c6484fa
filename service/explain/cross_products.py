"""Queries that can never end: patterns without a shared variable, whose every combination they ask for.

Only what is certain is refused: groups of nothing but triple patterns and VALUES of which no two share a variable, each
with matches that the release has counted, beside nothing that could leave them out, where no LIMIT ends them. How many
matches joined patterns have is an estimate, so a query with a join in it runs, and is stopped at its deadline.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Final

from service.explain.estimates import Estimates
from service.explain.reading import (
    ALL,
    BIND,
    DISTINCT,
    GRAPH,
    GROUP,
    ORDER,
    SELECT,
    SLICE,
    TRIPLE,
    UNION,
    VALUES,
    Part,
    Reading,
    is_variable,
)

MOST_ROWS: Final = 1e9
MOST_TOLD: Final = 1e30
FASTEST: Final = 3e7
"""Combinations that the engine may make in a second; it was seen to make 6e6 to 1e7."""
RUNS_TO_THE_END: Final = ("SELECT", "CONSTRUCT")


@dataclass(frozen=True)
class Factor:
    """A triple pattern or VALUES that shares no variable with the others, and how many matches it has at least."""

    part: Part
    rows: float


@dataclass(frozen=True)
class CrossProduct:
    factors: tuple[Factor, ...]

    @property
    def rows(self) -> float:
        return min(MOST_TOLD, prod(each.rows for each in self.factors))


def endless(reading: Reading, estimates: Estimates, seconds: float) -> CrossProduct | None:
    """The combinations that a query asks for and that cannot be made in so many seconds."""
    if reading.form not in RUNS_TO_THE_END or not estimates.counts.described or len(estimates.graphs) != 1:
        return None
    most = max(MOST_ROWS, FASTEST * seconds)
    return next((each for each in _products(reading.body, estimates, ends_early=False) if each.rows > most), None)


def _products(part: Part, estimates: Estimates, *, ends_early: bool) -> Iterator[CrossProduct]:
    """Of groups that are evaluated to their end, whatever else the query says."""
    if part.op == SLICE:
        ends_early = part.rows >= 0 or ends_early
    elif part.op in (GROUP, ORDER):
        ends_early = False
    if part.op == ALL:
        whole = [each for each in part.parts if each.op != BIND]
        if len(whole) == 1:
            yield from _products(whole[0], estimates, ends_early=ends_early)
        elif not ends_early and (product := _product(part, estimates)):
            yield product
    elif part.op == GRAPH and part.terms[0].startswith("<") and estimates.graphs == ("",):
        inside = estimates.within([part.terms[0][1:-1]])
        yield from _products(part.parts[0], inside, ends_early=ends_early)
    elif part.op in (SLICE, GROUP, ORDER, DISTINCT, SELECT, UNION):
        for each in part.parts:
            yield from _products(each, estimates, ends_early=ends_early)


def _product(group: Part, estimates: Estimates) -> CrossProduct | None:
    named = [term for part in group.parts for term in part.terms if is_variable(term)]
    if any(part.op not in (TRIPLE, VALUES) for part in group.parts) or len(named) > len(set(named)):
        return None
    return CrossProduct(tuple(Factor(part, estimates.certain(part)) for part in group.parts))
