"""The steps in which a query is likely to run, in words, with about how much each finds.

The engine tells nobody its plan. This one is made as it makes its own: what has the fewest matches comes first, and
what shares a variable with that comes next.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import log2
from typing import Final

from service.explain.estimates import PATTERNS, Estimates
from service.explain.reading import (
    ALL,
    ANY_LENGTH,
    BIND,
    DISTINCT,
    FILTER,
    GRAPH,
    GROUP,
    MINUS,
    OPTIONAL,
    ORDER,
    SELECT,
    SERVICE,
    SLICE,
    UNION,
    VALUES,
    Part,
    is_variable,
)
from service.explain.words import and_list, shown, shown_pattern

MOST_ROWS: Final = 1e30
"""More are not told apart."""
KEPT_BY_A_CONDITION: Final = 0.3
BYTES_OF_A_ROW: Final = 200
WORK_OF_A_COMPARISON: Final = 3
"""Sorting reads the terms again for every comparison; the others are guesses."""


@dataclass(frozen=True)
class Step:
    """One step of a plan.

    Attributes:
        does: what, in words.
        matches: about how many matches it has alone; None where that says nothing.
        rows: about how many rows there are after it.
        apart: whether nothing joins it to what was found before.
    """

    does: str
    matches: float | None
    rows: float
    apart: bool = False
    endless_path: bool = False


@dataclass
class Plan:
    """Steps as they are added.

    Attributes:
        work: about how many rows are made on the way.
        held: the most rows that have to be held in memory at once.
    """

    estimates: Estimates
    steps: list[Step] = field(default_factory=list)
    work: float = 0.0
    held: float = 0.0

    def add(self, does: str, rows: float, matches: float | None = None, work: float | None = None) -> float:
        rows = min(MOST_ROWS, rows)
        self.steps.append(Step(does, matches, rows))
        self.work += rows if work is None else work
        return rows

    def hold(self, rows: float) -> None:
        self.held = max(self.held, rows)


def plan_of(body: Part, estimates: Estimates) -> Plan:
    plan = Plan(estimates)
    run(plan, body, 1.0, frozenset())
    return plan


def run(plan: Plan, part: Part, rows: float, bound: frozenset[str]) -> float:
    """Add the steps of a part for so many rows with these variables bound; gives the rows after it."""
    if part.op == ALL:
        return group(plan, part, rows, bound)
    rows = run(plan, part.parts[0], rows, bound)
    if part.op == GROUP:
        return aggregate(plan, part, rows)
    if part.op == ORDER:
        plan.hold(rows)
        by = f" by {and_list(part.terms)}" if part.terms else ""
        return plan.add(f"Sort all rows{by}", rows, work=WORK_OF_A_COMPARISON * rows * log2(rows + 2))
    if part.op == DISTINCT:
        plan.hold(rows)
        return plan.add("Leave out repeated rows (DISTINCT)", rows)
    if part.op == SLICE and part.rows >= 0:
        return cut(plan, part, rows)
    return rows


def aggregate(plan: Plan, part: Part, rows: float) -> float:
    functions = f" ({part.text})" if part.text else ""
    if not part.terms:
        return plan.add(f"Compute one row from all rows{functions}", 1.0, work=rows)
    groups = max(1.0, rows**0.75)
    plan.hold(groups)
    return plan.add(f"Compute one row for each {and_list(part.terms)}{functions}", groups, work=rows)


def cut(plan: Plan, part: Part, rows: float) -> float:
    """End after some rows; what is held or computed from all rows has been done by then."""
    left = min(rows, float(part.rows))
    if not any(each.op in (GROUP, ORDER) for each in modifiers(part)):
        plan.work *= left / rows if rows else 1.0
    return plan.add(f"End after {part.rows:,} rows", left)


def modifiers(part: Part) -> Iterator[Part]:
    while part.op in (SLICE, DISTINCT, ORDER, GROUP) or (part.op == ALL and part.parts and part.parts[0].op == GROUP):
        yield part
        part = part.parts[0]


def group(plan: Plan, part: Part, rows: float, bound: frozenset[str]) -> float:
    """Patterns in likely order, each condition as soon as it can be told, then the rest in the order of the query."""
    left = [each for each in part.parts if each.op in PATTERNS]
    rest = [each for each in part.parts if each.op not in PATTERNS]
    alone = {id(each): plan.estimates.matches(each) for each in left}
    while left:
        each = min(left, key=lambda one: choice(plan, one, bound, alone[id(one)]))
        if is_apart(each, bound) and (joining := next((one for one in rest if joins(one, bound)), None)):
            rest.remove(joining)
            rows = other(plan, joining, rows, bound)
            bound |= joining.variables()
            continue
        left.remove(each)
        rows = pattern(plan, each, rows, bound, alone[id(each)])
        bound |= each.variables()
        for condition in [one for one in rest if one.op == FILTER and one.variables() <= bound]:
            rest.remove(condition)
            rows = other(plan, condition, rows, bound)
    for each in rest:
        rows = other(plan, each, rows, bound)
        bound |= each.variables()
    return rows


def is_apart(part: Part, bound: frozenset[str]) -> bool:
    """Whether nothing joins a pattern to what is bound."""
    return bool(bound and part.variables() and part.variables().isdisjoint(bound))


def joins(part: Part, bound: frozenset[str]) -> bool:
    """Whether a part with patterns of its own shares a variable with what is bound, and must have a match."""
    return part.op in (UNION, GRAPH, SELECT) and not part.variables().isdisjoint(bound)


def choice(plan: Plan, part: Part, bound: frozenset[str], alone: float) -> tuple[bool, float]:
    """Patterns that share a variable with what is bound come first, and of those the one that finds least."""
    return is_apart(part, bound), plan.estimates.for_each(part, bound, alone)


def pattern(plan: Plan, part: Part, rows: float, bound: frozenset[str], alone: float) -> float:
    variables = part.variables()
    apart = is_apart(part, bound)
    known = variables & bound
    found = min(MOST_ROWS, rows * plan.estimates.for_each(part, bound, alone))
    if part.op == VALUES:
        does = f"Take the {part.rows:,} given rows for {and_list(part.terms)}"
    elif part.op == ANY_LENGTH:
        does = f"Follow {shown_pattern(part)} over any number of steps"
    else:
        does = f"Look up {shown_pattern(part)}"
    if known:
        does += f" for each {and_list(sorted(known))} found so far"
    elif apart:
        does += ", and combine every match with every row so far: no variable joins them"
    plan.steps.append(Step(does, alone, found, apart, part.op == ANY_LENGTH and not known and len(variables) == 2))
    plan.work += max(rows, found)
    if part.op == ANY_LENGTH:
        plan.hold(found)
    return found


def other(plan: Plan, part: Part, rows: float, bound: frozenset[str]) -> float:
    """A part of a group that is no pattern."""
    if part.op == FILTER and hidden(part):
        return plan.add("Keep groups that meet the condition (HAVING)", rows * KEPT_BY_A_CONDITION, work=rows)
    if part.op == FILTER:
        using = f" ({part.text})" if part.text else ""
        about = f" on {and_list(part.terms)}" if part.terms else ""
        return plan.add(f"Keep rows that meet the condition{about}{using}", rows * KEPT_BY_A_CONDITION, work=rows)
    if part.op == BIND:
        return plan.add(f"Compute {shown(part.terms[0])}", rows) if not hidden(part) else rows
    if part.op == UNION:
        return plan.add(
            "Put the branches together", sum(run(plan, branch, rows, bound) for branch in part.parts), work=0.0
        )
    if part.op == OPTIONAL:
        found = run(plan, part.parts[0], rows, bound)
        return plan.add("Keep rows for which that found nothing, too (OPTIONAL)", max(rows, found), work=0.0)
    if part.op == MINUS:
        plan.hold(run(plan, part.parts[0], 1.0, frozenset()))
        return plan.add("Leave out rows that fit what MINUS found", rows)
    if part.op == GRAPH:
        return in_graph(plan, part, rows, bound)
    if part.op == SERVICE:
        return plan.add(f"Ask the endpoint {shown(part.terms[0])}", rows)
    if part.op == SELECT:
        return subquery(plan, part, rows, bound)
    return run(plan, part, rows, bound)


def in_graph(plan: Plan, part: Part, rows: float, bound: frozenset[str]) -> float:
    outside, name = plan.estimates, part.terms[0]
    named = outside.counts.named_graphs if is_variable(name) else [name[1:-1]]
    plan.add(f"In {'each named graph' if is_variable(name) else shown(name)}:", rows, work=0.0)
    plan.estimates = outside.within(named)
    rows = run(plan, part.parts[0], rows, bound)
    plan.estimates = outside
    return rows


def subquery(plan: Plan, part: Part, rows: float, bound: frozenset[str]) -> float:
    found = run(plan, part.parts[0], 1.0, frozenset())
    plan.hold(found)
    if not bound:
        return found
    if bound.isdisjoint(part.terms):
        does = "Combine every row of the subquery with every row so far: no variable joins them"
        every = min(MOST_ROWS, rows * found)
        plan.steps.append(Step(does, found, every, apart=True))
        plan.work += every
        return every
    return plan.add("Join the rows of the subquery", max(rows, found))


def hidden(part: Part) -> bool:
    """Whether a value is computed only because of how the parser writes aggregates."""
    return any("__agg_" in name for name in part.terms)
