"""Who says what: each value of a property with the source, the entry and the evidence that it rests on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ingest.evidence import concept, minted
from ingest.namespaces import iri
from ingest.preference import Rank, Value, evidence_rank, source_rank

EVIDENCED_BY, ABOUT, CONCERNS = iri("cairn:evidencedBy"), iri("cairn:aboutProperty"), iri("cairn:concerns")
HOLDS, MAPS_TO, STATUS = iri("cairn:hasSourceValue"), iri("cairn:mapsTo"), iri("cairn:mappingStatus")
SUBJECT, PREDICATE, OBJECT = iri("rdf:subject"), iri("rdf:predicate"), iri("rdf:object")
SOURCE, CONFIDENCE, READ_HOW = iri("dct:source"), iri("cairn:confidence"), iri("cairn:readHow")
OF_VALUES: Final = frozenset((ABOUT, CONCERNS, HOLDS, MAPS_TO, STATUS))
OF_EVIDENCE: Final = frozenset((EVIDENCED_BY, SUBJECT, PREDICATE, OBJECT, SOURCE, CONFIDENCE, READ_HOW))
NOT_READ: Final = frozenset(concept("mapping-status", slug) for slug in ("ambiguous", "family", "hedged", "unmapped"))
NOT_TAKEN: Final = frozenset(concept("mapping-status", slug) for slug in ("ambiguous", "unmapped"))
"""Of what is written so, no value was taken: it is what the entry writes besides."""


@dataclass(frozen=True)
class Saying:
    """That a source says it of one of its entries, in its own terms.

    Attributes:
        value: None for a value that is written and could not be read.
        written: the value as written, where it could not be read.
    """

    graph: NamedNode
    entry: NamedNode
    predicate: NamedNode
    value: Value | None
    written: NamedNode | None = None


@dataclass(frozen=True)
class Position:
    """A saying with what it rests on.

    Attributes:
        node: the statement that says it, or the value as written if it could not be read.
        minted: whether the statement is made here, since the source has none.
        written: the values as written that it was read from.
    """

    node: NamedNode
    saying: Saying
    evidence: tuple[NamedNode, ...]
    written: tuple[NamedNode, ...]
    rank: Rank
    minted: bool


@dataclass
class Sources:
    """What sources say with some properties, and what it rests on, as they name things themselves.

    Attributes:
        properties: those whose values are wanted.
        said: what is said with them, in the order in which it was read.
    """

    properties: Collection[NamedNode]
    said: list[Saying] = field(default_factory=list)
    _notes: dict[NamedNode, dict[NamedNode, list[Value]]] = field(default_factory=dict)
    _held: list[tuple[NamedNode, NamedNode, NamedNode]] = field(default_factory=list)
    _written: dict[NamedNode, list[NamedNode]] = field(default_factory=lambda: defaultdict(list))
    _statements: dict[NamedNode, list[NamedNode]] = field(default_factory=lambda: defaultdict(list))

    def read(self, quads: Iterable[Quad]) -> None:
        for quad in quads:
            predicate = quad.predicate
            wanted = predicate in self.properties
            if not wanted and predicate not in OF_VALUES and predicate not in OF_EVIDENCE:
                continue
            graph, entry, value = quad.graph_name, quad.subject, quad.object
            if not (isinstance(graph, NamedNode) and isinstance(entry, NamedNode)):
                continue
            if not isinstance(value, NamedNode | Literal):
                continue
            if wanted:
                self.said.append(Saying(graph, entry, predicate, value))
            else:
                self._note(graph, entry, predicate, value)

    def _note(self, graph: NamedNode, node: NamedNode, predicate: NamedNode, value: Value) -> None:
        if predicate == HOLDS and isinstance(value, NamedNode):
            self._held.append((graph, node, value))
            self._written[node].append(value)
            return
        self._notes.setdefault(node, {}).setdefault(predicate, []).append(value)
        if predicate == SUBJECT and isinstance(value, NamedNode):
            self._statements[value].append(node)

    def unread(self, prop: NamedNode) -> Iterator[Saying]:
        """What entries write that nobody could read, where they say nothing else, nor that there is nothing to say."""
        silent = {saying.entry for saying in self.said if saying.predicate == prop}
        silent |= {
            entry
            for notes in self._notes.values()
            if CONCERNS in notes and prop in notes.get(ABOUT, ())
            for entry in notes[CONCERNS]
            if isinstance(entry, NamedNode)
        }
        for graph, entry, value in self._held:
            notes = self._notes.get(value, {})
            if entry not in silent and prop in notes.get(ABOUT, ()) and not NOT_READ.isdisjoint(notes.get(STATUS, ())):
                yield Saying(graph, entry, prop, None, value)

    def positions(self, saying: Saying) -> list[Position]:
        """The position of a saying, several where several statements say it."""
        if saying.value is None:
            assert saying.written is not None
            evidence = self._evidence(saying.written)
            return [Position(saying.written, saying, evidence, (), self._rank(saying, evidence), False)]
        stated = [node for node in self._statements.get(saying.entry, ()) if self._states(node, saying)]
        if stated:
            given = [(node, self._evidence(node)) for node in sorted(set(stated), key=str)]
            return [Position(node, saying, each, (), self._rank(saying, each), False) for node, each in given]
        evidence = self._evidence(saying.entry)
        first = evidence[0].value if evidence else ""
        node = minted("statement", str(saying.entry), str(saying.predicate), str(saying.value), first)
        return [Position(node, saying, evidence, self._readings(saying), self._rank(saying, evidence), True)]

    def _states(self, node: NamedNode, saying: Saying) -> bool:
        notes = self._notes[node]
        return saying.predicate in notes.get(PREDICATE, ()) and saying.value in notes.get(OBJECT, ())

    def _evidence(self, node: NamedNode) -> tuple[NamedNode, ...]:
        found = self._notes.get(node, {}).get(EVIDENCED_BY, ())
        return tuple(sorted({each for each in found if isinstance(each, NamedNode)}, key=str))

    def _readings(self, saying: Saying) -> tuple[NamedNode, ...]:
        """The values as written of the entry that were taken for the value; those of a literal need not name it."""
        about = [
            (value, notes)
            for value in self._written.get(saying.entry, ())
            if saying.predicate in (notes := self._notes.get(value, {})).get(ABOUT, ())
        ]
        fitting = [value for value, notes in about if saying.value in notes.get(MAPS_TO, ())]
        if not fitting and isinstance(saying.value, Literal):
            fitting = [
                value for value, notes in about if MAPS_TO not in notes and NOT_TAKEN.isdisjoint(notes.get(STATUS, ()))
            ]
        return tuple(sorted(set(fitting), key=str))

    def _rank(self, saying: Saying, evidence: Iterable[NamedNode]) -> Rank:
        ranks = [
            evidence_rank(notes.get(SOURCE, ()), notes.get(CONFIDENCE, ()), notes.get(READ_HOW, ()))
            for notes in (self._notes.get(each, {}) for each in evidence)
        ]
        return source_rank(saying.graph), *max(ranks, default=())
