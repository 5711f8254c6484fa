"""Tools that find a thing and tell what is known of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import BASE
from ingest.search_index.kinds import SEARCHED
from service.agents.calls import Call
from service.agents.meant import existing, properties_like, property_named
from service.agents.results import Entity, EntityHit, Fact, FoundEntities, Source, Value
from service.agents.sources import MOST_SOURCES, SourceList, release_as_source, source_of
from service.agents.tables import MOST_CHARACTERS
from service.agents.written import cut, key_of
from service.entities.facts import relations, without_broader
from service.errors import BadParameter
from service.evidence.grounds import Ground, Grounds
from service.live.graph_reader import GraphReader
from service.live.reading_room import ReadingRoom
from service.near_names import did_you_mean, near_names
from service.pages.linking import kind_of, shortened
from service.pages.reading import named
from service.search.finding import Hit
from service.terms import Term, read_iri

MOST_VALUES: Final = 10
MOST_ASKED: Final = 50
"""Values of a property that was asked for."""
LONGEST_VALUE: Final = 500
LONGEST_DESCRIPTION: Final = 200
MOST_ALIASES: Final = 5
NOTHING: Final = "Nothing is called or identified so. Try fewer words, or another spelling."


def find(call: Call, text: str, kind: str | None, limit: int) -> FoundEntities:
    """Things by name, alias or identifier, the likeliest first."""
    if kind and kind not in SEARCHED:
        hint = did_you_mean(near_names(kind, SEARCHED))
        raise BadParameter(f"There is no kind {kind[:40]!r}.{hint} Kinds are: {', '.join(SEARCHED)}.")
    if not text.strip():
        raise BadParameter("`text` is empty: give a name, or a part of one.")
    found = call.room.search.find(text, [kind] if kind else (), limit)
    see = f"{call.base}api/search?" + urlencode({"q": text} | ({"kind": kind} if kind else {}))
    elsewhere = sum(found.kinds.values()) - found.total
    notes = [] if found.total else [NOTHING + (f" Of other kinds there are {elsewhere}." if elsewhere else "")]
    return FoundEntities(
        release=call.live.id,
        see=see,
        sources=[release_as_source(call.live.id, see)],
        notes=notes,
        total=found.total,
        truncated=found.total > len(found.hits),
        entities=[entity_hit(hit) for hit in found.hits],
        kinds=dict(found.kinds.most_common()),
    )


def entity_hit(hit: Hit) -> EntityHit:
    return EntityHit(
        id=hit.key,
        label=hit.label,
        kind=hit.kind,
        level=hit.level,
        matched=hit.matched,
        also=list(hit.entry.others[:MOST_ALIASES]),
        description=cut(hit.description, LONGEST_DESCRIPTION) or None,
    )


def label_of(read: GraphReader, node: NamedNode) -> str:
    return read.label(node) or key_of(node)


def describe(call: Call, id: str, properties: Sequence[str] = ()) -> Entity:
    """All that is known of a thing, or what is said of it with some properties, in both directions."""
    room = call.room
    read = GraphReader(room.live.store)
    node = existing(call, id, "id")
    asked = [property_named(call, node, each, "properties") for each in properties]
    teller = Teller(room, read, node, asked)
    facts = teller.facts()
    relations = teller.relations()
    see = call.base + node.value.removeprefix(BASE)
    entity = Entity(
        release=call.live.id,
        see=see,
        sources=teller.sources.listed or [release_as_source(call.live.id, see)],
        notes=[f"It is called {key_of(node)} now."] if node != read_iri(id, "id") else [],
        id=key_of(node),
        iri=node.value,
        label=label_of(read, node),
        types=[shortened(each) for each in room.vocabulary.narrowest(read.things(node, "rdf:type"))],
        facts=facts,
        relations=relations,
        conflicts=[label_of(read, each) for each in read.things_with("cairn:concerns", node) if is_dispute(each)],
        gaps=gaps_of(room, read, node),
        truncated=False,
    )
    entity.notes += silent(call, node, asked, {fact.property for fact in [*facts, *relations]})
    if len(entity.sources) == MOST_SOURCES:
        entity.notes.append(f"Only the first {MOST_SOURCES} sources are listed: why gives those of each statement.")
    return shortened_to_fit(entity)


def silent(call: Call, node: NamedNode, asked: Sequence[NamedNode], told: Collection[str]) -> list[str]:
    """A note on each property that was asked for and that tells nothing."""
    names = [shortened(each) for each in asked]
    return [
        f"Nothing is said of it with {name}.{properties_like(call, node, name.partition(':')[2])}"
        for name in names
        if name not in told
    ]


def is_dispute(node: NamedNode) -> bool:
    return kind_of(node) == "disagreement"


def gaps_of(room: ReadingRoom, read: GraphReader, node: NamedNode) -> list[str]:
    """Each property of which it is known that the value is not known, and how."""
    found = []
    for gap in read.things_with("cairn:concerns", node):
        prop, status = read.thing(gap, "cairn:aboutProperty"), read.thing(gap, "cairn:gapStatus")
        if kind_of(gap) == "gap" and prop and status:
            found.append(f"{room.vocabulary.name(prop)}: {label_of(read, status)}")
    return sorted(found)


def shortened_to_fit(entity: Entity) -> Entity:
    """The entity with fewer relations and values, until it is no longer than an agent can read."""
    most = max((len(fact.values) for fact in [*entity.relations, *entity.facts]), default=0)
    while len(entity.model_dump_json()) > MOST_CHARACTERS and most:
        most //= 2
        for fact in [*entity.relations, *entity.facts]:
            fact.more += max(0, len(fact.values) - most)
            del fact.values[most:]
        entity.truncated = True
    if entity.truncated:
        entity.notes.append(
            "Values were left out to keep this short: `more` counts them, asking for `properties` gives them."
        )
    return entity


class Teller:
    """Gathers facts of one thing, with the sources that they refer to; with some properties only, if any are given."""

    def __init__(self, room: ReadingRoom, read: GraphReader, node: NamedNode, asked: Sequence[NamedNode]) -> None:
        self._room, self._read, self._node, self._asked = room, read, node, asked
        self._most = MOST_ASKED if asked else MOST_VALUES
        self._grounds = Grounds(read, node)
        self._own = self._said()
        self.sources = SourceList()

    def facts(self) -> list[Fact]:
        return [self._fact(prop, self._own[prop]) for prop in sorted(self._own, key=str)]

    def _said(self) -> dict[NamedNode, list[Term]]:
        own = self._room.reader.outgoing([self._node])[self._node]
        if not self._asked:
            return without_broader(self._room, own)
        return {prop: [value for each, value in own if each == prop] for prop in self._asked if prop in dict(own)}

    def _fact(self, prop: NamedNode, values: Sequence[Term]) -> Fact:
        shown = sorted(values, key=str)[: self._most]
        told = [self._value(each, self._cited(self._grounds.of(prop, each))) for each in shown]
        return Fact(
            property=shortened(prop),
            label=self._room.vocabulary.name(prop),
            values=told,
            more=len(values) - len(shown),
        )

    def relations(self) -> list[Fact]:
        pointing, counts = self._pointing()
        return [self._relation(prop, pointing[prop], counts[prop]) for prop in sorted(pointing, key=str)]

    def _pointing(self) -> tuple[Mapping[NamedNode, Sequence[Term]], Mapping[NamedNode, int]]:
        if not self._asked:
            return relations(self._room, self._node, {})  # also what rules turned into facts: its sources stand here
        found = {prop: self._room.reader.subjects(prop, self._node) for prop in self._asked}
        return {prop: ones for prop, ones in found.items() if ones}, {prop: len(ones) for prop, ones in found.items()}

    def _relation(self, prop: NamedNode, subjects: Sequence[Term], total: int) -> Fact:
        shown = sorted(named(subjects), key=str)[: self._most]
        grounds = [Grounds(self._read, one, prop).of(prop, self._node) for one in shown]
        return Fact(
            property=shortened(prop),
            label=self._room.vocabulary.inverse(prop),
            values=[self._value(one, self._cited(ground)) for one, ground in zip(shown, grounds, strict=True)],
            more=total - len(shown),
        )

    def _value(self, term: Term, sources: list[int]) -> Value:
        if isinstance(term, NamedNode):
            return Value(id=key_of(term), label=label_of(self._read, term), sources=sources)
        return Value(value=cut(term.value if isinstance(term, Literal) else str(term), LONGEST_VALUE), sources=sources)

    def _cited(self, ground: Ground) -> list[int]:
        return sorted(self.sources.places(source for node in ground.evidence() for source in self._documents(node)))

    def _documents(self, evidence: NamedNode) -> Iterator[Source]:
        document = self._read.thing(evidence, "dct:source")
        if document is not None:
            yield source_of(self._read, document, self._read.text(evidence, "cairn:locator"))
