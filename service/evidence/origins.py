"""Where a triple stands in the graphs of sources, on which IRIs, and on what evidence.

The canonical view has one IRI for what sources know under several. A source says a triple of the view if its own
graph holds that triple, on the thing or on an IRI in whose place the thing is now; and so for the value.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import PREFIXES, iri
from service.live.graph_reader import GraphReader
from service.terms import Term

CLAIMED: Final = iri("graph:claimed")
INFERRED: Final = PREFIXES["graph"] + "inferred/"
MADE: Final = frozenset(
    iri(f"graph:{name}")
    for name in ("canonical", "concepts", "links", "ontology", "questions", "release", "report", "shapes", "void")
)
"""Graphs of what the product itself writes; those of rules come beside them."""
CLOSEST_FIRST: Final = ("statement", "subject", "object", "record")
"""What evidence may be evidence of."""

Said = tuple[NamedNode, Term]
"""A predicate and a value, in terms of the view."""


@dataclass(frozen=True)
class Origin:
    """A triple as a source has it.

    Attributes:
        graph: of the source, or that of claims.
        subject, value: in the terms of the source.
        rests_on: what the evidence is evidence of: the `statement`, its `subject` or `object` where those stand for a
            statement, or the whole `record` of the subject, as for names and classes; None without evidence.
    """

    graph: NamedNode
    subject: NamedNode
    predicate: NamedNode
    value: Term
    rests_on: str | None
    evidence: tuple[NamedNode, ...]


def is_made(graph: NamedNode) -> bool:
    """Whether a graph holds what the product writes itself, by a rule or by choice."""
    return graph in MADE or graph.value.startswith(INFERRED)


class Origins:
    """All that sources say of one thing."""

    def __init__(self, read: GraphReader, thing: NamedNode, predicate: NamedNode | None = None) -> None:
        """Read what is said of a thing, with one predicate or with any."""
        self._read = read
        self._triples: dict[Said, list[tuple[NamedNode, NamedNode, Term]]] = defaultdict(list)
        self.makers: dict[Said, list[NamedNode]] = defaultdict(list)
        for subject in (thing, *read.replaced_by(thing)):
            for graph, quad in read.said_of(subject, predicate):
                value = read.current(quad.object) if isinstance(quad.object, NamedNode) else quad.object
                if is_made(graph):
                    if subject == thing:
                        self.makers[quad.predicate, quad.object].append(graph)
                else:
                    self._triples[quad.predicate, value].append((graph, subject, quad.object))

    @property
    def said(self) -> list[Said]:
        """What sources say, each predicate and value once."""
        return list(self._triples)

    def of(self, predicate: NamedNode, value: Term) -> tuple[Origin, ...]:
        """Every place where a source says it."""
        triples = self._triples.get((predicate, value), ())
        found = [self._origin(graph, subject, predicate, raw) for graph, subject, raw in triples]
        return tuple(sorted(found, key=lambda origin: (origin.graph.value, origin.subject.value, str(origin.value))))

    def _origin(self, graph: NamedNode, subject: NamedNode, predicate: NamedNode, value: Term) -> Origin:
        rests_on, evidence = self._evidence(graph, subject, predicate, value)
        return Origin(graph, subject, predicate, value, rests_on, evidence)

    def _evidence(
        self, graph: NamedNode, subject: NamedNode, predicate: NamedNode, value: Term
    ) -> tuple[str | None, tuple[NamedNode, ...]]:
        """The closest evidence that the source has, and what it is evidence of."""
        stated = [each for each in self._read.statements_about(subject) if graph in (each.graph, CLAIMED)]
        stated = [each for each in stated if not is_made(each.graph)]
        own = [node for each in stated if (each.predicate, each.value) == (predicate, value) for node in each.evidence]
        if own:
            return CLOSEST_FIRST[0], _ordered(own)
        nodes = (subject, value) if isinstance(value, NamedNode) else (subject,)
        for rests_on, node in zip(CLOSEST_FIRST[1:3], nodes, strict=False):
            found = self._read.things(node, "cairn:evidencedBy", graph)
            if found:
                return rests_on, _ordered(found)
        whole = [node for each in stated for node in each.evidence]
        return (CLOSEST_FIRST[3], _ordered(whole)) if whole else (None, ())


def _ordered(nodes: list[NamedNode]) -> tuple[NamedNode, ...]:
    return tuple(sorted(set(nodes), key=str))
