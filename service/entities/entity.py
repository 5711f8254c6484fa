"""All that a release says of one thing, as JSON-LD."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import PREFIXES, iri
from service.entities.grounds import conflicts_json, gaps_json, sources_json
from service.entities.json_ld import CONTEXT, context, named
from service.errors import Json
from service.evidence.provenance import Provenance
from service.live.reading_room import ReadingRoom
from service.pages import reading
from service.pages.reading import DEFAULT_GRAPH, RDF_TYPE, Fact, objects
from service.pages.relations import INTERNAL
from service.terms import Term

MOST: Final = 100
"""How many values of one property are given; `more` counts the others."""
ID: Final = PREFIXES["id"]


def of_kinds(*kinds: str) -> tuple[str, ...]:
    return tuple(f"{ID}{kind}/" for kind in kinds)


TOLD_WHOLE: Final = of_kinds(
    *("membership", "metric", "openness", "governance", "contribution", "period", "condition", "restriction")
)
"""Things that say nothing by their name: their own facts are given where they stand."""
RECORDS: Final = of_kinds("evidence", "statement", "value", "identity", "gap", "disagreement", "measurement")
"""Things that only tell where facts come from: what they say is in `sources`, `conflicts` and `gaps`."""
LEFT_OUT: Final = frozenset(map(iri, ("rdf:type", "cairn:evidencedBy", "cairn:hasSourceValue")))

Values = dict[NamedNode, list[Term]]


def entity_json(room: ReadingRoom, node: NamedNode) -> dict[str, Json]:
    """Label, facts, relations in both directions, sources, conflicts and gaps of a thing that exists.

    Keys that the context does not have, from `release` on, are no statements: programs that read JSON-LD pass over
    them, and so what they read stands in the graph.
    """
    own = room.reader.outgoing([node])[node]
    facts = without_broader(room, own)
    incoming, counts = relations(room, node, facts)
    more = over({prop: len(values) for prop, values in facts.items()}, "")
    more |= over(counts, "@reverse ")
    neighbors = Neighbors(room, [value for values in (*facts.values(), *incoming.values()) for value in values[:MOST]])
    provenance = Provenance(room.reader.store)
    label = room.reader.labels([node]).get(node)
    return {
        "@context": CONTEXT,
        **named(node, label),
        "type": types(room, own),
        **neighbors.told(facts),
        "@reverse": neighbors.told(incoming),
        "release": room.live.id,
        "sources": sources_json(room, provenance, node, own, more),
        "conflicts": conflicts_json(room, provenance, node, more),
        "gaps": gaps_json(room, node, more),
        "more": more,
    }


def types(room: ReadingRoom, own: Iterable[Fact]) -> list[Json]:
    """The narrowest classes, of ours and of those we build on."""
    classes = room.vocabulary.narrowest(reading.named(objects(own, RDF_TYPE)))
    return [context().word(each.value).key for each in classes]


def over(counts: Mapping[NamedNode, int], before: str) -> dict[str, Json]:
    """How many values are left out, by key."""
    return {before + context().word(prop.value).key: count - MOST for prop, count in counts.items() if count > MOST}


def without_broader(room: ReadingRoom, own: Iterable[Fact]) -> Values:
    """Values by property, in the order of keys, without what a more precise property already says."""
    given = sorted(own, key=lambda fact: (context().word(fact[0].value).key, str(fact[1])))
    above = room.vocabulary.superproperties
    said = {(upper, value) for prop, value in given for upper in above.get(prop, ())}
    found: Values = defaultdict(list)
    for prop, value in given:
        if prop not in LEFT_OUT and (prop, value) not in said:
            found[prop].append(value)
    return dict(found)


def relations(room: ReadingRoom, node: NamedNode, facts: Values) -> tuple[Values, Counter[NamedNode]]:
    """What points at a thing, at most MOST by property, and how many there are of each in all.

    Without what the facts of the thing say already from its own side.
    """
    opposites, above = room.vocabulary.opposites, room.vocabulary.superproperties
    said = {(opposites[prop], value) for prop, values in facts.items() if prop in opposites for value in values}
    found: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for quad in room.reader.store.quads_for_pattern(None, None, node, DEFAULT_GRAPH):
        one, prop = quad.subject, quad.predicate
        if prop not in INTERNAL and isinstance(one, NamedNode) and one != node and (prop, one) not in said:
            found[prop].append(one)
    pointing = {prop: [one for one in ones if not one.value.startswith(RECORDS)] for prop, ones in found.items()}
    broader = {(upper, one) for prop, subjects in pointing.items() for upper in above.get(prop, ()) for one in subjects}
    kept = {prop: [one for one in ones if (prop, one) not in broader] for prop, ones in pointing.items()}
    in_order = sorted((prop for prop in kept if kept[prop]), key=lambda prop: context().word(prop.value).key)
    counts = Counter({prop: len(kept[prop]) for prop in in_order})
    return {prop: list[Term](sorted(kept[prop], key=str)[:MOST]) for prop in in_order}, counts


class Neighbors:
    """The things around one, with their labels; those that are told whole with their facts."""

    def __init__(self, room: ReadingRoom, around: Iterable[Term]) -> None:
        self._room = room
        things = list(dict.fromkeys(reading.named(around)))
        self._whole = room.reader.outgoing(one for one in things if one.value.startswith(TOLD_WHOLE))
        inner = [value for facts in self._whole.values() for value in reading.named(value for _, value in facts)]
        self._labels = room.reader.labels([*things, *inner])

    def told(self, values: Values) -> dict[str, Json]:
        """Keys with values: lists, of things, or of what the literals say."""
        return {context().word(prop.value).key: self._list(prop, found[:MOST]) for prop, found in values.items()}

    def _list(self, prop: NamedNode, values: Iterable[Term]) -> list[Json]:
        return [self._value(prop, value) for value in values]

    def _value(self, prop: NamedNode, value: Term) -> Json:
        if isinstance(value, Literal):
            return context().literal(value, context().word(prop.value))
        if isinstance(value, NamedNode):
            return {**named(value, self._labels.get(value)), **self._facts(value)}
        return {"id": str(value)}

    def _facts(self, node: NamedNode) -> dict[str, Json]:
        own = self._whole.get(node)
        if own is None:
            return {}
        facts = without_broader(self._room, own)
        inner = {
            context().word(prop.value).key: [
                named(value, self._labels.get(value)) if isinstance(value, NamedNode) else self._value(prop, value)
                for value in values[:MOST]
            ]
            for prop, values in facts.items()
        }
        return {"type": types(self._room, own), **inner}
