"""Queries that can never end: patterns without a shared variable, whose every combination they ask for.

Only what is certain is refused: a group of nothing but triple patterns and VALUES, in a release that counts them, where
no LIMIT ends it. Any condition, any pattern of which the number of matches is not known, and it runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Final

from service.explain.estimates import Estimates
from service.explain.reading import (
    ALL,
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
"""Combinations that the engine may make in a second; it was seen to make a third of that."""
RUNS_TO_THE_END: Final = ("SELECT", "CONSTRUCT")


@dataclass(frozen=True)
class Component:
    """Patterns that share variables, and how many matches they have together at least."""

    variables: tuple[str, ...]
    rows: float


@dataclass(frozen=True)
class CrossProduct:
    components: tuple[Component, ...]

    @property
    def rows(self) -> float:
        return min(MOST_TOLD, prod(each.rows for each in self.components))


def endless(reading: Reading, estimates: Estimates, seconds: float) -> CrossProduct | None:
    """The combinations that a query asks for and that cannot be made in so many seconds."""
    if reading.form not in RUNS_TO_THE_END or not estimates.counts.described:
        return None
    most = max(MOST_ROWS, FASTEST * seconds)
    found = _within(reading.body, estimates, frozenset(), ends_early=False)
    return next((product for product in found if product.rows > most), None)


def _within(part: Part, estimates: Estimates, linked: frozenset[str], *, ends_early: bool) -> Iterator[CrossProduct]:
    if part.op == SLICE:
        ends_early = part.rows >= 0 or ends_early
    elif part.op in (GROUP, ORDER):
        ends_early = False
    if part.op == ALL:
        if not ends_early and (product := _product(part, estimates, linked)):
            yield product
        linked |= frozenset().union(*(each.variables() for each in part.parts if each.op not in (UNION, GRAPH, SELECT)))
        yield from _deeper(part, estimates, linked, ends_early=ends_early)
    elif part.op in (SLICE, GROUP, ORDER, DISTINCT):
        inner = frozenset() if part.op == GROUP else linked
        yield from _within(part.parts[0], estimates, inner, ends_early=ends_early)


def _deeper(group: Part, estimates: Estimates, linked: frozenset[str], *, ends_early: bool) -> Iterator[CrossProduct]:
    """Parts that have groups of their own; what stands beside them may link these."""
    for each in group.parts:
        if each.op == GRAPH and not is_variable(each.terms[0]):
            inside = estimates.within([each.terms[0][1:-1]])
            yield from _within(each.parts[0], inside, linked, ends_early=ends_early)
        elif each.op in (UNION, SELECT):
            for part in each.parts:
                yield from _within(part, estimates, linked, ends_early=ends_early)
        elif each.op in (GROUP, ORDER, SLICE, DISTINCT):
            yield from _within(each, estimates, linked, ends_early=ends_early)


def _product(group: Part, estimates: Estimates, linked: frozenset[str]) -> CrossProduct | None:
    components = list(_components(group, linked))
    if len(components) < 2:
        return None
    if any(part.op not in (TRIPLE, VALUES) for parts in components for part in parts):
        return None
    return CrossProduct(tuple(_counted(parts, estimates) for parts in components))


def _components(group: Part, linked: frozenset[str]) -> Iterator[list[Part]]:
    """The parts of a group by the variables that they share; parts without variables are left out."""
    apart: list[tuple[frozenset[str], list[Part]]] = []
    for part in group.parts:
        variables, parts = part.variables(), [part]
        if not variables:
            continue
        if variables & linked:
            variables |= linked
        for other in [each for each in apart if each[0] & variables]:
            apart.remove(other)
            variables, parts = variables | other[0], [*other[1], *parts]
        apart.append((variables, parts))
    return (parts for _, parts in apart)


def _counted(parts: list[Part], estimates: Estimates) -> Component:
    """The least that the parts may have together: joined in the order of their size, and no more than the smallest."""
    alone = {id(part): estimates.matches(part) for part in parts}
    ordered = sorted(parts, key=lambda part: alone[id(part)])
    rows, bound = 1.0, frozenset[str]()
    for part in ordered:
        rows *= estimates.for_each(part, bound, alone[id(part)]) if bound else alone[id(part)]
        bound |= part.variables()
    names = sorted(name for name in bound if name.startswith("?"))
    return Component(tuple(names), min(rows, min(alone.values())))
