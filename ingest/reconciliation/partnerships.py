"""Partnerships that several sources report, found once it is known which organizations, models and machines are one.

Two reports are of one arrangement if they share a provider, the model that came of it and a recipient, and give neither
other machines nor other periods nor other amounts: what only one of them tells sets nothing apart. A recipient is
whoever is named as such, the projects that the arrangement is for, and who leads these: sources name the one or the
other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pyoxigraph import NamedNode, Quad

from ingest.evidence import CLAIMED
from ingest.namespaces import PREFIXES, iri
from ingest.reconciliation.clusters import SOURCE_ORDER
from ingest.reconciliation.decisions import AGREEING_RECORDS, Decision, final_targets
from ingest.reconciliation.standing import Stands

PARTNERSHIP: Final = f"{PREFIXES['id']}partnership/"
PROVIDER, RECIPIENT, PROJECT = iri("cairn:provider"), iri("cairn:recipient"), iri("cairn:forProject")
MODEL, MACHINE = iri("cairn:resultedIn"), iri("cairn:providesAccessTo")
PERIOD, AMOUNT = iri("cairn:during"), iri("cairn:allocatedAmount")
APART: Final = (MACHINE, PERIOD, AMOUNT)
LED_BY: Final = iri("cairn:ledBy")
ALLOCATED_UNDER: Final = iri("cairn:underPartnership")
TOLD: Final = frozenset({PROVIDER, RECIPIENT, PROJECT, MODEL, MACHINE, PERIOD})
READ: Final = TOLD | {AMOUNT, LED_BY, ALLOCATED_UNDER}
"""The properties that are looked at."""
CONFIDENCE: Final = 0.9
Values = frozenset[object]
NOTHING: Final[Values] = frozenset()


@dataclass(frozen=True)
class Report:
    """A partnership as one source tells of it, on the IRIs that stay."""

    node: NamedNode
    source: str
    told: Mapping[NamedNode, Values]
    recipients: Values

    def of(self, predicate: NamedNode) -> Values:
        return self.told.get(predicate, NOTHING)


def arrangements(
    quads: Iterable[Quad],
    decisions: Collection[Decision],
    different: frozenset[frozenset[str]],
    stands: Stands,
) -> list[Decision]:
    """Decisions on reports that are of one partnership.

    Args:
        quads: of all sources, with the properties of `READ`.
        decisions: on all other things, and what people decided on partnerships, which are left as they are.
        different: pairs of `kind/slug` that people keep apart.
        stands: whether a thing stands in the last release.
    """
    decided = {node for each in decisions for node in (each.replaced, each.canonical)}
    reports = [each for each in _reports(quads, final_targets(decisions)) if each.node not in decided]
    matches: dict[NamedNode, list[Report]] = defaultdict(list)
    for one, other in _pairs(reports):
        if _agree(one, other) and frozenset(map(_local, (one.node, other.node))) not in different:
            matches[one.node].append(other)
            matches[other.node].append(one)
    found: list[Decision] = []
    for group in _groups(reports, matches):
        stays, *others = sorted(group, key=lambda each: (not stands(each.node), _rank(each)))
        found += [_decision(each, stays) for each in others]
    return found


def _reports(quads: Iterable[Quad], targets: Mapping[NamedNode, NamedNode]) -> list[Report]:
    told: dict[tuple[str, NamedNode], dict[NamedNode, set[object]]] = defaultdict(lambda: defaultdict(set))
    leaders: dict[object, set[object]] = defaultdict(set)
    amounts: dict[object, set[object]] = defaultdict(set)
    allocations: dict[object, set[object]] = defaultdict(set)
    for quad in quads:
        subject, graph = quad.subject, quad.graph_name
        if graph == CLAIMED or not (isinstance(subject, NamedNode) and isinstance(graph, NamedNode)):
            continue
        value = targets.get(quad.object, quad.object) if isinstance(quad.object, NamedNode) else quad.object
        if quad.predicate == LED_BY:
            leaders[targets.get(subject, subject)].add(value)
        elif quad.predicate == AMOUNT:
            amounts[subject].add(value)
        elif quad.predicate == ALLOCATED_UNDER:
            allocations[quad.object].add(subject)
        elif quad.predicate in TOLD and subject.value.startswith(PARTNERSHIP):
            told[graph.value.rpartition("/")[2], subject][quad.predicate].add(value)
    found = []
    for (source, node), said in sorted(told.items(), key=lambda item: (item[0][0], item[0][1].value)):
        named = said[RECIPIENT] | said[PROJECT]
        recipients = frozenset(named.union(*(leaders.get(each, ()) for each in said[PROJECT] | said[RECIPIENT])))
        said[AMOUNT] = amounts[node].union(*(amounts[each] for each in allocations[node]))
        found.append(Report(node, source, {name: frozenset(values) for name, values in said.items()}, recipients))
    return found


def _pairs(reports: Iterable[Report]) -> Iterator[tuple[Report, Report]]:
    """Pairs of reports of several sources on one model, each once."""
    by_model: dict[object, list[Report]] = defaultdict(list)
    for each in reports:
        for model in each.of(MODEL):
            by_model[model].append(each)
    seen = set()
    for together in by_model.values():
        for one, other in combinations(together, 2):
            if one.source != other.source and (one.node, other.node) not in seen:
                seen.add((one.node, other.node))
                yield one, other


def _agree(one: Report, other: Report) -> bool:
    shared = one.of(PROVIDER) & other.of(PROVIDER) and one.recipients & other.recipients
    apart = any(one.of(each) and other.of(each) and not one.of(each) & other.of(each) for each in APART)
    return bool(shared) and not apart


def _groups(reports: Iterable[Report], matches: Mapping[NamedNode, list[Report]]) -> Iterator[list[Report]]:
    """Reports that all agree with one another; one that agrees with several of a source is of none of them."""
    seen: set[NamedNode] = set()
    for each in reports:
        group = [each, *matches.get(each.node, ())]
        nodes = {member.node for member in group}
        whole = all(nodes == {member.node, *(other.node for other in matches[member.node])} for member in group[1:])
        if len(group) > 1 and each.node not in seen and whole and len({one.source for one in group}) == len(group):
            seen |= nodes
            yield group


def _decision(report: Report, stays: Report) -> Decision:
    shared = sorted(str(each) for name in (PROVIDER, MODEL, MACHINE) for each in report.of(name) & stays.of(name))
    words = ", ".join(each.strip("<>").removeprefix(PREFIXES["id"]) for each in shared)
    return Decision(report.node, stays.node, AGREEING_RECORDS, f"one arrangement: {words}", CONFIDENCE)


def _rank(report: Report) -> tuple[int, str]:
    order = SOURCE_ORDER.index(report.source) if report.source in SOURCE_ORDER else len(SOURCE_ORDER)
    return order, report.node.value


def _local(node: NamedNode) -> str:
    return node.value.removeprefix(PREFIXES["id"])
