"""The canonical view: one IRI per thing, values merged, conflicts kept and marked, in the default graph.

Where sources conflict (`ingest.conflicts`), the view shows what the policy chooses (`ingest.preference`), and a
cairn:Disagreement lists every position.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from ingest.conflicts import COMPARED, GRAPH, Joined, conflict_quads, find
from ingest.namespaces import BASE, iri
from ingest.positions import OF_EVIDENCE, OF_VALUES
from ingest.preference import Value
from ingest.reconciliation.decisions import Relation

__all__ = ["GRAPH", "WEIGHED", "canonical_view", "moved", "repositories"]

Subject = NamedNode | BlankNode | Triple

DEFAULT: Final = DefaultGraph()
LABEL: Final = iri("rdfs:label")
ALTERNATIVE: Final = iri("skos:altLabel")
REPOSITORY_OF: Final = iri("cairn:repositoryOf")
WEIGHED: Final = frozenset(COMPARED) | OF_VALUES | OF_EVIDENCE | {LABEL}
"""The properties that are looked at here; the view of all others is the quads themselves, moved."""


def canonical_view(
    quads: list[Quad],
    targets: Mapping[NamedNode, NamedNode],
    repositories: Mapping[NamedNode, Iterable[NamedNode]] | None = None,
) -> list[Quad]:
    """Quads of the default graph, and of graph/canonical for the conflicts that were found.

    Args:
        quads: what sources assert, each in the graph of its source, with statements and evidence.
        targets: the IRI to use in place of each replaced one.
        repositories: for each repository the things that it holds.
    """
    joined = Joined(lambda node: targets.get(node, node), repositories or {})
    conflicts = find(quads, joined)
    merged = {moved(quad, targets) for quad in quads}
    label = _labels(merged)
    kept = {quad for conflict in conflicts for quad in conflict_quads(conflict, label, joined)}
    hidden = {Quad(each.thing, each.predicate, value, DEFAULT) for each in conflicts for value in each.hidden}
    view = (merged - hidden) | {Quad(quad.subject, quad.predicate, quad.object, DEFAULT) for quad in kept}
    return [*_one_label(view), *kept]


def repositories(
    relations: Iterable[Relation], targets: Mapping[NamedNode, NamedNode]
) -> dict[NamedNode, list[NamedNode]]:
    """For each repository the things that it holds, as they are after joining."""
    found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for relation in relations:
        if relation.predicate == REPOSITORY_OF:
            held = targets.get(relation.object, relation.object)
            found[targets.get(relation.subject, relation.subject)].append(held)
    return found


def moved(quad: Quad, targets: Mapping[NamedNode, NamedNode]) -> Quad:
    """What a source asserts, on the IRIs that stay, in the default graph."""
    subject = targets.get(quad.subject, quad.subject) if isinstance(quad.subject, NamedNode) else quad.subject
    value = targets.get(quad.object, quad.object) if isinstance(quad.object, NamedNode) else quad.object
    return Quad(subject, quad.predicate, value, DEFAULT)


def _labels(quads: Iterable[Quad]) -> Callable[[Value], str]:
    """What a thing is called; what has no label, by the end of its IRI."""
    found: dict[Subject, str] = {}
    for quad in quads:
        if quad.predicate == LABEL and isinstance(quad.object, Literal):
            found[quad.subject] = min(found.get(quad.subject, quad.object.value), quad.object.value, key=_by_name)

    def label(value: Value) -> str:
        if isinstance(value, Literal):
            return value.value
        return found.get(value) or (value.value.rpartition("/")[2] if value.value.startswith(BASE) else value.value)

    return label


def _by_name(label: str) -> tuple[bool, str]:
    """Names before addresses, then by the alphabet."""
    return label.startswith("http"), label


def _one_label(quads: set[Quad]) -> list[Quad]:
    """Keep one label per thing and language; the others become alternative names."""
    labels: dict[tuple[Subject, str | None], list[Literal]] = defaultdict(list)
    for quad in quads:
        if quad.predicate == LABEL and isinstance(quad.object, Literal):
            labels[quad.subject, quad.object.language].append(quad.object)
    surplus = {
        (subject, label)
        for (subject, _), each in labels.items()
        for label in sorted(each, key=lambda label: _by_name(label.value))[1:]
    }
    return [
        Quad(quad.subject, ALTERNATIVE, quad.object, DEFAULT)
        if quad.predicate == LABEL and (quad.subject, quad.object) in surplus
        else quad
        for quad in quads
    ]
