"""What was decided on identity, as quads of its own: no source is edited, and what is replaced stays findable."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Quad

from ingest.evidence import TYPE, concept, minted
from ingest.namespaces import iri
from ingest.values import text

GRAPH: Final = iri("graph:links")
REVIEWED: Final = "reviewed"
SHARED_IDENTIFIER: Final = "shared-identifier"
AGREEING_RECORDS: Final = "agreeing-records"
SURE: Final = 0.9
"""Confidence from which on a decision counts as sure."""


@dataclass(frozen=True)
class Decision:
    """That `replaced` denotes what `canonical` denotes.

    Attributes:
        reason: concept of the scheme `identity-reason`.
        basis: the shared identifier, the reviewer's words, or what agrees.
    """

    replaced: NamedNode
    canonical: NamedNode
    reason: str
    basis: NamedNode | str
    confidence: float = 1.0


@dataclass(frozen=True)
class Relation:
    """That things on two levels belong together: a repository and what it holds, a release and its family."""

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode


def final_targets(decisions: Iterable[Decision]) -> dict[NamedNode, NamedNode]:
    """For each replaced IRI the one that is used in its place, through chains of decisions."""
    step = {decision.replaced: decision.canonical for decision in decisions}
    targets = {start: end(step, start) for start in step}
    return {start: target for start, target in targets.items() if start != target}


def end(step: dict[NamedNode, NamedNode], start: NamedNode) -> NamedNode:
    """Where a chain of decisions ends; in a circle, the last thing before it closes."""
    seen, last = {start}, start
    while (following := step.get(last, last)) not in seen:
        seen.add(following)
        last = following
    return last


def decision_quads(decisions: Iterable[Decision], relations: Iterable[Relation] = ()) -> list[Quad]:
    """The quads of the graph of links; relations hold between the IRIs that stay."""
    decisions = list(decisions)
    stays = final_targets(decisions)
    quads = [
        Quad(stays.get(each.subject, each.subject), each.predicate, stays.get(each.object, each.object), GRAPH)
        for each in relations
    ]
    for decision in decisions:
        node = minted("identity", decision.replaced.value, decision.canonical.value, decision.reason)
        basis = text(decision.basis) if isinstance(decision.basis, str) else decision.basis
        sure = concept("confidence", "high" if decision.confidence >= SURE else "medium")
        quads += [
            Quad(node, TYPE, iri("cairn:IdentityDecision"), GRAPH),
            Quad(node, iri("cairn:replaces"), decision.replaced, GRAPH),
            Quad(node, iri("cairn:keeps"), decision.canonical, GRAPH),
            Quad(node, iri("cairn:identityReason"), concept("identity-reason", decision.reason), GRAPH),
            Quad(node, iri("cairn:confidence"), sure, GRAPH),
            Quad(node, iri("skos:note" if isinstance(decision.basis, str) else "dct:source"), basis, GRAPH),
            Quad(decision.replaced, iri("dct:isReplacedBy"), decision.canonical, GRAPH),
        ]
    return quads
