"""What a query would do, what it may take, and what makes it costly, as one answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from service.errors import Json
from service.explain.counts import ReleaseCounts
from service.explain.cross_products import CrossProduct, endless
from service.explain.estimates import Estimates
from service.explain.plan import BYTES_OF_A_ROW, Plan, Step, plan_of
from service.explain.reading import DISTINCT, FILTER, GRAPH, GROUP, ORDER, SLICE, Part, Reading, is_variable
from service.explain.words import about, shown_pattern
from service.sparql.query_text import keyword_of

ROWS_A_SECOND: Final = 1_000_000
"""Rows that joins of the engine make, as measured."""
WORK_OF_SENDING: Final = 5
"""Of a row of the result, in rows that joins make."""
LIGHT, HEAVY, STOPPED, REFUSED = "light", "heavy", "likely to be stopped", "refused"
UNKNOWN: Final = "unknown"
IN_WORDS: Final = {
    LIGHT: "Likely to be answered at once.",
    HEAVY: "Likely to take more than a moment: it gives way to light queries, and takes turns with other heavy ones.",
    STOPPED: "Likely to reach the deadline or a cap before it is done.",
    UNKNOWN: "Whether it is light or heavy shows when it runs.",
    REFUSED: "It would be refused: it asks for more combinations than can be made before the deadline.",
}
APART: Final = "Join the patterns by a variable that they share, or ask for each alone."
MUCH: Final = 100_000
MOST_NAMED: Final = 4
EXACT: Final = 10_000
DEFAULT_GRAPH: Final = "the default graph, the merged view of all sources"
COUNTED: Final = "from what the release counts of its properties and classes"
NOT_COUNTED: Final = "without worth, since this release does not count its properties and classes"
NOT_MADE: Final = "not made, since the query is not read here"
DUMP: Final = "For large extracts take the dump of the release, /dumps/graph.nq.gz."


@dataclass(frozen=True)
class Allowed:
    """What one query may take, and when it counts as heavy."""

    seconds: float
    memory: int
    result_bytes: int
    heavy_after: float


def graphs_of(reading: Reading, given_default: list[str] | None, given_named: list[str] | None) -> tuple[str, ...]:
    """The graphs that make up the default graph of a query, "" for that of the store; the request counts more."""
    if given_default is not None or given_named is not None:
        return tuple(given_default or ())
    return reading.default_graphs or (() if reading.named_graphs else ("",))


def explain(reading: Reading, counts: ReleaseCounts, graphs: tuple[str, ...], allowed: Allowed) -> dict[str, Json]:
    """The explanation but for what depends on who asks."""
    estimates = Estimates(counts, graphs)
    plan = plan_of(reading.body, estimates)
    product = endless(reading, estimates, allowed.seconds)
    rows = plan.steps[-1].rows if plan.steps else 1.0
    if reading.form == "ASK":
        plan.work /= max(1.0, rows)
    else:
        plan.work += WORK_OF_SENDING * rows
    cost = REFUSED if product else cost_of(plan, allowed) if counts.described else UNKNOWN
    reasons = [] if cost in (LIGHT, UNKNOWN) else list(reasons_for(plan, reading.body, product))
    read = [graph or DEFAULT_GRAPH for graph in graphs] + named_graphs(reading.body)
    return {
        "form": reading.form,
        "reads": read or ["no graph"],
        "plan": [step_json(number, step) for number, step in enumerate(plan.steps, 1)],
        "cost": {
            "class": cost,
            "means": IN_WORDS[cost],
            "seconds": float(f"{plan.work / ROWS_A_SECOND:.2g}"),
            "rows": rounded(plan.work),
            "because": [why for why, _ in reasons],
            "advice": list(dict.fromkeys(what for _, what in reasons)) + ([DUMP] if cost in (STOPPED, REFUSED) else []),
        },
        "estimates": COUNTED if counts.described else NOT_COUNTED,
    }


def unexplained(query: str, why: str) -> dict[str, Json]:
    """What is said of a query that can be run, but not be read here."""
    told: dict[str, Json] = {"class": UNKNOWN, "means": IN_WORDS[UNKNOWN], "seconds": None, "rows": None}
    cost: dict[str, Json] = {**told, "because": [why], "advice": []}
    return {"form": keyword_of(query), "reads": None, "plan": [], "cost": cost, "estimates": NOT_MADE}


def named_graphs(body: Part) -> list[str]:
    names = dict.fromkeys(part.terms[0] for part in body.walk() if part.op == GRAPH)
    return [f"every named graph, as {name}" if is_variable(name) else f"named graph {name[1:-1]}" for name in names]


def step_json(number: int, step: Step) -> dict[str, Json]:
    matches = None if step.matches is None else rounded(step.matches)
    return {"step": number, "does": step.does, "matches": matches, "rows": rounded(step.rows)}


def rounded(number: float) -> int | float:
    if number < EXACT:
        return max(1, round(number)) if number else 0
    return int(float(f"{number:.2g}")) if number < 1e15 else float(f"{number:.2g}")


def cost_of(plan: Plan, allowed: Allowed) -> str:
    seconds = plan.work / ROWS_A_SECOND
    if seconds > allowed.seconds or plan.held * BYTES_OF_A_ROW > allowed.memory:
        return STOPPED
    return HEAVY if seconds > allowed.heavy_after else LIGHT


def in_words(product: CrossProduct) -> str:
    """What a cross product combines with what."""
    factors = [f"{shown_pattern(each.part)} ({about(each.rows)} matches)" for each in product.factors]
    more = [f"{len(factors) - MOST_NAMED} more"] if len(factors) > MOST_NAMED else []
    named = " with ".join(factors[:MOST_NAMED] + more)
    return f"no variable joins {named}, which makes {about(product.rows)} combinations"


def reasons_for(plan: Plan, body: Part, product: CrossProduct | None) -> Iterator[tuple[str, str]]:
    """What makes a query costly, and what to change; the largest first."""
    ops = {part.op for part in body.walk()}
    if product:
        yield f"{in_words(product)[0].upper()}{in_words(product)[1:]}.", APART
        return
    if any(step.apart and step.rows > MUCH for step in plan.steps):
        yield "Patterns that share no variable are combined with each other.", APART
    if any(step.endless_path for step in plan.steps):
        yield "A path of any length has two open ends.", "Name one end of the path, or take a number of single steps."
    if ORDER in ops and plan.held > MUCH:
        yield (
            f"About {about(plan.held)} rows are sorted, which starts when the last is found.",
            "Leave out ORDER BY, or narrow the patterns; a LIMIT alone does not help.",
        )
    if ops & {GROUP, DISTINCT} and plan.held > MUCH:
        yield "Many groups or distinct rows are held in memory.", "Group by fewer variables, or narrow the patterns."
    for step in sorted(plan.steps, key=lambda each: -each.rows)[:1]:
        if step.rows > MUCH:
            yield f"A step makes about {about(step.rows)} rows: {step.does}.", "Add patterns that name more terms."
    if FILTER in ops:
        yield "Conditions are looked at row by row.", "Name terms in patterns where a FILTER compares with them."
    if not ops & {SLICE, GROUP}:
        yield "All rows are sent.", "Add a LIMIT."


def limits_json(allowed: Allowed, left: Mapping[str, Json]) -> dict[str, Json]:
    return {
        "deadline_seconds": allowed.seconds,
        "memory_bytes": allowed.memory,
        "result_bytes": allowed.result_bytes,
        "heavy_after_seconds": allowed.heavy_after,
        **left,
    }
