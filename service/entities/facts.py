"""What is said of a thing and of what points at it, without what is said more precisely elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode

from service.entities.addresses import of_kinds
from service.entities.grounds import LEFT_OUT
from service.entities.json_ld import context
from service.errors import Json
from service.live.reading_room import ReadingRoom
from service.pages import reading
from service.pages.reading import DEFAULT_GRAPH, RDF_TYPE, Fact, objects
from service.pages.relations import INTERNAL
from service.terms import Term

MOST: Final = 100
"""How many values of one property are given; `more` counts the others."""
RECORDS: Final = of_kinds("evidence", "statement", "value", "identity", "gap", "disagreement", "measurement")
"""Things that only tell where facts come from: what they say is in `sources`, `conflicts` and `gaps`."""

Values = dict[NamedNode, list[Term]]


def types(room: ReadingRoom, own: Iterable[Fact]) -> list[Json]:
    """The narrowest classes, of ours and of those we build on."""
    classes = room.vocabulary.narrowest(reading.named(objects(own, RDF_TYPE)))
    return [context().word(each.value).key for each in classes]


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
