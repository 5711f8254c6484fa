"""Why the graph says something: the sources of a statement, what contradicts it, and the rules that add it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from ingest.namespaces import PREFIXES, iri
from service.live.graph_reader import GraphReader
from service.terms import Term

CURATED: Final = iri("graph:curated")
CLAIMED: Final = iri("graph:claimed")
INFERRED: Final = PREFIXES["graph"] + "inferred/"
EVIDENCED_BY: Final = "cairn:evidencedBy"


@dataclass(frozen=True)
class Named:
    """A thing with its label."""

    iri: str
    label: str | None


@dataclass(frozen=True)
class Source:
    """One place where a statement stands, and how it was read there."""

    evidence: str
    document: Named | None
    url: str | None
    locator: str | None
    kind: str | None
    confidence: str | None
    read_how: tuple[str, ...]
    speaker: Named | None
    title: str | None
    note: str | None
    rows: tuple[str, ...]
    graph: str | None


@dataclass(frozen=True)
class Conflict:
    """Another value that a disagreement holds against a statement."""

    disagreement: Named
    position: Named
    value: Term | None
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Rule:
    """A rule that adds a statement."""

    graph: str
    label: str | None
    description: str | None


@dataclass(frozen=True)
class Explained:
    """One statement with all that speaks for and against it.

    Attributes:
        asserted: whether a source or a rule states it as a fact; False for what is only claimed.
        shown: whether it is in the canonical view; of contradicting facts only one is.
        rests_on: what the sources are sources of: the `statement`, its `subject` or `object` where those stand for a
            statement, or the whole `record` of the subject, as for names and classes; None without sources.
    """

    subject: NamedNode
    predicate: NamedNode
    value: Term
    asserted: bool
    shown: bool
    rests_on: str | None
    sources: tuple[Source, ...]
    conflicts: tuple[Conflict, ...]
    inferred_by: tuple[Rule, ...]


Wanted = NamedNode | Literal | str | None


class Provenance:
    """Explains statements of one store."""

    def __init__(self, store: Store) -> None:
        self.read = GraphReader(store)

    def explain(self, subject: NamedNode, predicate: NamedNode, wanted: Wanted = None) -> list[Explained]:
        """Every statement that matches; `wanted` None stands for any value, text for any literal with that text."""
        statements = self._statements(subject, predicate)
        values = {
            *(value for graph in (None, CURATED, CLAIMED) for value in self.read.values(subject, predicate, graph)),
            *statements,
        }
        matching = sorted((value for value in values if matches(value, wanted)), key=str)
        return [self._explained(subject, predicate, value, statements.get(value, [])) for value in matching]

    def _statements(self, subject: NamedNode, predicate: NamedNode) -> dict[Term, list[NamedNode]]:
        """The statement nodes about a subject and predicate, by value."""
        found: dict[Term, list[NamedNode]] = {}
        for node in self.read.things_with("rdf:subject", subject):
            if self.read.contains(node, iri("rdf:predicate"), predicate):
                for value in self.read.values(node, iri("rdf:object")):
                    found.setdefault(value, []).append(node)
        return found

    def _explained(
        self, subject: NamedNode, predicate: NamedNode, value: Term, statements: list[NamedNode]
    ) -> Explained:
        graphs = self.read.graphs(subject, predicate, value)
        shown = self.read.contains(subject, predicate, value)
        rules = tuple(self._rule(graph) for graph in graphs if graph.value.startswith(INFERRED))
        rests_on, evidence = self._evidence(subject, value, statements)
        if rests_on == "record" and rules:
            rests_on, evidence = None, []
        return Explained(
            subject,
            predicate,
            value,
            asserted=shown or CURATED in graphs or any(self.read.things(node, "cairn:statedIn") for node in statements),
            shown=shown,
            rests_on=rests_on,
            sources=self._sources(evidence),
            conflicts=tuple(self._conflicts(subject, predicate, value, statements)),
            inferred_by=rules,
        )

    def _evidence(
        self, subject: NamedNode, value: Term, statements: list[NamedNode]
    ) -> tuple[str | None, list[NamedNode]]:
        """The closest evidence there is, and what it is evidence of."""
        candidates = {
            "statement": statements,
            "subject": [subject],
            "object": [value] if isinstance(value, NamedNode) else [],
            "record": self.read.things_with("rdf:subject", subject),
        }
        for rests_on, nodes in candidates.items():
            found = {evidence for node in nodes for evidence in self.read.things(node, EVIDENCED_BY)}
            if found:
                return rests_on, sorted(found, key=str)
        return None, []

    def _sources(self, evidence: Iterable[NamedNode]) -> tuple[Source, ...]:
        return tuple(self._source(node) for node in evidence)

    def _source(self, node: NamedNode) -> Source:
        read = self.read
        document = read.thing(node, "dct:source")
        address = read.thing(document, "schema:url") if document else None
        speaker = read.thing(node, "cairn:statedBy")
        graphs = read.graphs(node, iri("dct:source"), document) if document else []
        return Source(
            evidence=node.value,
            document=self._named(document) if document else None,
            url=address.value if address else None,
            locator=read.text(node, "cairn:locator"),
            kind=self._slug(node, "cairn:claimKind"),
            confidence=self._slug(node, "cairn:confidence"),
            read_how=tuple(slug(each) for each in read.things(node, "cairn:readHow")),
            speaker=self._named(speaker) if speaker else None,
            title=read.text(node, "dct:title"),
            note=read.text(node, "skos:note"),
            rows=tuple(read.texts(node, "dct:identifier")),
            graph=graphs[0].value if graphs else None,
        )

    def _conflicts(
        self, subject: NamedNode, predicate: NamedNode, value: Term, statements: list[NamedNode]
    ) -> Iterable[Conflict]:
        own = {*statements, *([value] if isinstance(value, NamedNode) else [])}
        about = set(self.read.things_with("cairn:concerns", subject)) & set(
            self.read.things_with("cairn:aboutProperty", predicate)
        )
        about |= {node for position in own for node in self.read.things_with("cairn:hasPosition", position)}
        for disagreement in sorted(about, key=str):
            for position in self.read.things(disagreement, "cairn:hasPosition"):
                values = (self.read.values(position, iri(name)) for name in ("rdf:object", "cairn:rawValue"))
                other = next(chain.from_iterable(values), None)
                if position not in own and other != value:
                    sources = self._sources(self.read.things(position, EVIDENCED_BY))
                    yield Conflict(self._named(disagreement), self._named(position), other, sources)

    def _rule(self, graph: NamedNode) -> Rule:
        return Rule(graph.value, self.read.label(graph), self.read.text(graph, "dct:description"))

    def _named(self, thing: NamedNode) -> Named:
        return Named(thing.value, self.read.label(thing))

    def _slug(self, node: NamedNode, name: str) -> str | None:
        found = self.read.thing(node, name)
        return slug(found) if found else None


def slug(concept: NamedNode) -> str:
    return concept.value.rpartition("/")[2]


def matches(value: Term, wanted: Wanted) -> bool:
    if isinstance(wanted, str):
        return isinstance(value, Literal) and value.value == wanted
    return wanted is None or value == wanted
