"""Why the graph says something: the sources of a statement, what contradicts it, and the rules that add it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from ingest.namespaces import iri
from service.evidence.grounds import Ground, Grounds, Made
from service.evidence.grounds import Premise as Reason
from service.evidence.origins import CLAIMED, CLOSEST_FIRST
from service.live.graph_reader import GraphReader
from service.terms import Term

EVIDENCED_BY: Final = "cairn:evidencedBy"
ABOUT_PROPERTY: Final = iri("cairn:aboutProperty")
NAMING: Final = (
    "The choice of names",
    "Of several names one is the label, by the rank of the source, then by its evidence; the others stand beside it.",
)
"""Label and description of what makes a label another name."""


@dataclass(frozen=True)
class Named:
    """A thing with its label."""

    iri: str
    label: str | None


@dataclass(frozen=True)
class Source:
    """One place where a statement stands, and how it was read there.

    Attributes:
        rests_on: what this is the source of: the `statement`, its `subject` or `object` where those stand for a
            statement, or the whole `record` of the subject, as for names and classes; None for a conflicting value.
    """

    evidence: str
    rests_on: str | None
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
class Premise:
    """A statement from which another was made."""

    subject: NamedNode
    predicate: NamedNode
    value: Term
    sources: tuple[Source, ...]
    made_by: tuple["Rule", ...]


@dataclass(frozen=True)
class Rule:
    """A rule or choice of ours that adds a statement, and what it added it from."""

    graph: str
    label: str | None
    description: str | None
    premises: tuple[Premise, ...]


@dataclass(frozen=True)
class Explained:
    """One statement with all that speaks for and against it.

    Attributes:
        asserted: whether a source or a rule states it as a fact; False for what is only claimed.
        shown: whether it is in the canonical view; of contradicting facts only one is.
        stated_in: the graphs of the sources that say it.
        rests_on: what the closest of the sources are sources of, see Source; None without sources.
    """

    subject: NamedNode
    predicate: NamedNode
    value: Term
    asserted: bool
    shown: bool
    stated_in: tuple[str, ...]
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
        """Every statement that matches; `wanted` None stands for any value, text for any literal with that text.

        What is asked of a replaced IRI is answered of the one in its place, and so for the value.
        """
        stands = next(self.read.values(subject, predicate), None) is not None
        about = subject if stands else self.read.current(subject)
        found = self._matching(about, predicate, wanted)
        if not found and isinstance(wanted, NamedNode):
            found = self._matching(about, predicate, self.read.current(wanted))
        return found

    def _matching(self, subject: NamedNode, predicate: NamedNode, wanted: Wanted) -> list[Explained]:
        grounds = Grounds(self.read, subject, predicate)
        values = {*self.read.values(subject, predicate), *(value for prop, value in grounds.said if prop == predicate)}
        if predicate == iri("rdfs:label"):  # that of a source may be another name in the view
            values = set(self.read.values(subject, predicate)) or values
        matching = sorted((value for value in values if matches(value, wanted)), key=str)
        statements = self._statements(subject, predicate) if matching else {}
        disputed = self._disputed(subject, predicate) if matching else set()
        found = []
        for value in matching:
            conflicts = self._conflicts(value, statements.get(value, []), disputed)
            found.append(self._explained(subject, predicate, value, grounds.of(predicate, value), tuple(conflicts)))
        return found

    def _statements(self, subject: NamedNode, predicate: NamedNode) -> dict[Term, list[NamedNode]]:
        """The statement nodes about a subject and predicate, by value."""
        found: dict[Term, list[NamedNode]] = {}
        for node in self.read.things_with("rdf:subject", subject):
            if self.read.contains(node, iri("rdf:predicate"), predicate):
                for value in self.read.values(node, iri("rdf:object")):
                    found.setdefault(value, []).append(node)
        return found

    def _explained(
        self, subject: NamedNode, predicate: NamedNode, value: Term, ground: Ground, conflicts: tuple[Conflict, ...]
    ) -> Explained:
        shown = self.read.contains(subject, predicate, value)
        graphs = dict.fromkeys(origin.graph for origin in ground.origins)
        sources = self.sources_of(ground)
        return Explained(
            subject,
            predicate,
            value,
            asserted=shown or any(graph != CLAIMED for graph in graphs),
            shown=shown,
            stated_in=tuple(graph.value for graph in graphs),
            rests_on=next((kind for kind in CLOSEST_FIRST if any(each.rests_on == kind for each in sources)), None),
            sources=sources,
            conflicts=conflicts,
            inferred_by=tuple(self._rule(made) for made in ground.made),
        )

    def sources_of(self, ground: Ground) -> tuple[Source, ...]:
        """Each evidence once, with the closest of what it is evidence of."""
        found: dict[NamedNode, str | None] = {}
        for kind in CLOSEST_FIRST:
            for origin in ground.origins:
                if origin.rests_on == kind:
                    found |= {node: kind for node in origin.evidence if node not in found}
        return tuple(self._source(node, found[node]) for node in sorted(found, key=str))

    def read_sources(self, evidence: Iterable[NamedNode]) -> tuple[Source, ...]:
        """What is known of pieces of evidence, in their order."""
        return tuple(self._source(node) for node in evidence)

    def _source(self, node: NamedNode, rests_on: str | None = None) -> Source:
        read = self.read
        document = read.thing(node, "dct:source")
        address = read.thing(document, "schema:url") if document else None
        speaker = read.thing(node, "cairn:statedBy")
        graphs = read.graphs(node, iri("dct:source"), document) if document else []
        return Source(
            evidence=node.value,
            rests_on=rests_on,
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

    def _disputed(self, subject: NamedNode, predicate: NamedNode) -> set[NamedNode]:
        """The disagreements on a property of a thing."""
        concerned = self.read.things_with("cairn:concerns", subject)
        return {each for each in concerned if self.read.contains(each, ABOUT_PROPERTY, predicate)}

    def _conflicts(
        self, value: Term, statements: Iterable[NamedNode], disputed: Iterable[NamedNode]
    ) -> Iterator[Conflict]:
        """What is held against a value: in disagreements on it, and in those of which its statements are positions."""
        own = {*statements, *([value] if isinstance(value, NamedNode) else [])}
        about = {
            *disputed,
            *(node for position in own for node in self.read.things_with("cairn:hasPosition", position)),
        }
        for disagreement in sorted(about, key=str):
            for position in self.read.things(disagreement, "cairn:hasPosition"):
                values = (self.read.values(position, iri(name)) for name in ("rdf:object", "cairn:rawValue"))
                other = next(chain.from_iterable(values), None)
                if position not in own and other != value:
                    sources = self.read_sources(self.read.things(position, EVIDENCED_BY))
                    yield Conflict(self._named(disagreement), self._named(position), other, sources)

    def _rule(self, made: Made) -> Rule:
        graph = made.graph
        words = NAMING if made.naming else (self.read.label(graph), self.read.text(graph, "dct:description"))
        return Rule(graph.value, *words, tuple(self._premise(each) for each in made.premises))

    def _premise(self, given: Reason) -> Premise:
        made_by = tuple(self._rule(made) for made in given.ground.made)
        return Premise(given.subject, given.predicate, given.value, self.sources_of(given.ground), made_by)

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
