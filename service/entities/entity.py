"""All that a release says of one thing, as JSON-LD."""

from collections.abc import Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from service.addresses import local_address
from service.entities.addresses import links_of
from service.entities.facts import MOST, relations, types, without_broader
from service.entities.grounds import conflicts_json, gaps_json, sources_json
from service.entities.json_ld import CONTEXT, context, named
from service.entities.neighbors import Neighbors
from service.entities.remainder import rest_of
from service.errors import Json
from service.evidence.provenance import Provenance
from service.live.reading_room import ReadingRoom


class Cut(NamedTuple):
    """How many values of a property are left out, and the path that leads to all of them."""

    left_out: int
    path: str


def entity_json(room: ReadingRoom, key: str, node: NamedNode, base: str) -> dict[str, Json]:
    """Label, facts, relations in both directions, sources, conflicts and gaps of a thing that exists.

    Keys that the context does not have, `kind` and all from `release` on, are no statements: programs that read
    JSON-LD pass over them, and so what they read stands in the graph.
    """
    own = room.reader.outgoing([node])[node]
    facts = without_broader(room, own)
    incoming, counts = relations(room, node, facts)
    cut = {**cut_off({prop: len(values) for prop, values in facts.items()}), **cut_off(counts, "@reverse ", "^")}
    more: dict[str, Json] = {name: each.left_out for name, each in cut.items()}
    around = [value for values in (*facts.values(), *incoming.values()) for value in values[:MOST]]
    neighbors = Neighbors(room, around, base)
    provenance = Provenance(room.reader.store)
    turtle = f"{local_address(node.value, base)}.ttl"
    given = [(prop, value) for prop, values in facts.items() for value in values]
    told: dict[str, Json] = {
        "@context": CONTEXT,
        **named(node, room.reader.labels([node]).get(node)),
        "kind": key.partition("/")[0],
        "type": types(room, own),
        **neighbors.told(facts),
        "@reverse": neighbors.told(incoming),
        "release": room.live.id,
        "sources": sources_json(room, provenance, node, given, more),
        "conflicts": conflicts_json(room, provenance, node, more),
        "gaps": gaps_json(room, node, more),
        "more": more,
    }
    paths = {name: each.path for name, each in cut.items()}
    return {**told, "links": {**links_of(key, base), "turtle": turtle, "more": rest_of(node, more, paths, base)}}


def cut_off(counts: Mapping[NamedNode, int], before: str = "", turn: str = "") -> dict[str, Cut]:
    """The properties of which there are too many values, by key."""
    return {
        before + context().word(prop.value).key: Cut(count - MOST, f"{turn}{prop}")
        for prop, count in counts.items()
        if count > MOST
    }
