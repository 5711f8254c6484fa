"""The canonical view: one IRI per thing, values merged, conflicts kept and marked, in the default graph.

Where sources conflict (`ingest.conflicts`), the view shows what the policy chooses (`ingest.preference`), and a
cairn:Disagreement lists every position. The name of a thing is chosen by the same policy (`ingest.naming`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad

from ingest.conflicts import COMPARED, GRAPH, Joined, conflict_quads, find
from ingest.namespaces import iri
from ingest.naming import LABEL, Names
from ingest.positions import OF_EVIDENCE, OF_VALUES, Sources
from ingest.reconciliation.decisions import Relation
from ingest.shared_repositories import sharing

__all__ = ["GRAPH", "WEIGHED", "canonical_view", "moved", "repositories"]

DEFAULT: Final = DefaultGraph()
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
    sources = Sources(frozenset((*COMPARED, LABEL)))
    sources.read(quads)

    def joined_to(node: NamedNode) -> NamedNode:
        return targets.get(node, node)

    joined = Joined(joined_to, repositories or {}, sharing(sources.said, joined_to))
    conflicts = find(sources, joined)
    names = Names.chosen(sources, joined.moved)
    merged = {moved(quad, targets) for quad in quads}
    kept = {quad for conflict in conflicts for quad in conflict_quads(conflict, names.label, joined)}
    hidden = {Quad(each.thing, each.predicate, value, DEFAULT) for each in conflicts for value in each.hidden}
    view = (merged - hidden) | {Quad(quad.subject, quad.predicate, quad.object, DEFAULT) for quad in kept}
    return [*_with_one_label(view, names), *kept]


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


def _with_one_label(quads: Iterable[Quad], names: Names) -> list[Quad]:
    """Keep the label that is chosen for a thing and language; the others become alternative names."""
    return [
        Quad(quad.subject, ALTERNATIVE, quad.object, DEFAULT)
        if quad.predicate == LABEL and names.is_other(quad.subject, quad.object)
        else quad
        for quad in quads
    ]
