"""Which things count as connected: by what somebody did, not by what they have in common with everybody."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from ingest.namespaces import iri
from service.pages.linking import kind_of

RECORDS: Final = frozenset({"membership", "partnership", "contribution", "allocation", "governance"})
"""Kinds of what says of others that they have to do with each other."""
BETWEEN: Final = RECORDS | {
    *("project", "working-group", "cohort", "organization", "person", "program", "grant"),
    *("artifact", "model", "dataset", "software", "benchmark", "document", "machine"),
    *("event-series", "event", "journey", "step"),
}
"""Kinds of things over which a path may lead; not records such as evidence and values, nor licenses, platforms,
channels and concepts, which many things have in common without having to do with each other."""
NEVER: Final = frozenset(
    map(
        iri,
        (
            *("rdf:type", "rdf:subject", "rdf:object", "dct:source", "dct:isReplacedBy", "cairn:evidencedBy"),
            *("cairn:collaboratesWith", "org:memberOf"),  # shortcuts that rules make, past the thing that explains them
        ),
    )
)
ONLY_TO_ENDS: Final = frozenset({iri("cairn:servedBy")})
"""Of whoever sells access to thousands of models: no connection of these models."""
HUB: Final = 300
"""Links from which on a thing is in reach of everything, so that a path over it explains little."""
MOST_READ: Final = 50_000
DEFAULT: Final = DefaultGraph()


class Links:
    """The connections in a store, for paths between two things; each thing is read once."""

    def __init__(self, store: Store, ends: tuple[NamedNode, NamedNode]) -> None:
        self._store = store
        self._ends = frozenset(ends)
        self._found: dict[NamedNode, tuple[NamedNode, ...]] = {}

    def of(self, node: NamedNode) -> tuple[NamedNode, ...]:
        """What a thing is connected with, in order of IRIs."""
        if node not in self._found:
            others = {
                other
                for quad in islice(self._around(node), MOST_READ)
                for other in (quad.object if quad.subject == node else quad.subject,)
                if isinstance(other, NamedNode) and self._connects(quad)
            }
            self._found[node] = tuple(sorted(others, key=str))
        return self._found[node]

    def is_hub(self, node: NamedNode) -> bool:
        return node not in self._ends and len(self.of(node)) > HUB

    def is_weak(self, one: NamedNode, other: NamedNode) -> bool:
        """Whether nothing connects them but what connects ends alone."""
        if self._ends.isdisjoint((one, other)):
            return False
        return all(quad.predicate in ONLY_TO_ENDS for quad in self.between(one, other))

    def between(self, one: NamedNode, other: NamedNode) -> list[Quad]:
        """Every triple that connects two things, in both directions."""
        quads = chain(
            self._store.quads_for_pattern(one, None, other, DEFAULT),
            self._store.quads_for_pattern(other, None, one, DEFAULT),
        )
        return [quad for quad in quads if self._connects(quad)]

    def _around(self, node: NamedNode) -> Iterator[Quad]:
        yield from self._store.quads_for_pattern(node, None, None, DEFAULT)
        yield from self._store.quads_for_pattern(None, None, node, DEFAULT)

    def _connects(self, quad: Quad) -> bool:
        if quad.predicate in NEVER or quad.subject == quad.object:
            return False
        if quad.predicate in ONLY_TO_ENDS and quad.object not in self._ends:
            return False
        return self._may_stand(quad.subject) and self._may_stand(quad.object)

    def _may_stand(self, node: object) -> bool:
        return isinstance(node, NamedNode) and (node in self._ends or kind_of(node) in BETWEEN)
