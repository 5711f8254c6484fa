"""What the facts of a thing rest on, where sources disagree on it, and what is known to be missing."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import iri
from service.entities.json_ld import context, plain
from service.errors import Json
from service.evidence.grounds import Grounds
from service.evidence.origins import CLAIMED
from service.evidence.provenance import Provenance
from service.evidence.source_json import source_json
from service.live.reading_room import ReadingRoom
from service.pages.facts import gaps_of
from service.pages.reading import RDF_TYPE, Fact
from service.terms import Term

MOST_SOURCED: Final = 200
MOST_CONFLICTS: Final = 50
LEFT_OUT: Final = frozenset(map(iri, ("rdf:type", "cairn:evidencedBy", "cairn:hasSourceValue")))
DISAGREEMENT: Final = iri("cairn:Disagreement")


def sources_json(
    room: ReadingRoom, provenance: Provenance, node: NamedNode, given: Iterable[Fact], more: dict[str, Json]
) -> list[Json]:
    """Each fact that a source states or claims, with its sources; `shown` tells whether it is `given` as a fact."""
    grounds = Grounds(provenance.read, node)
    shown = dict.fromkeys(given)
    facts = [fact for fact in dict.fromkeys([*shown, *grounds.said]) if fact[0] not in LEFT_OUT]
    facts.sort(key=lambda fact: (context().word(fact[0].value).key, str(fact[1])))
    if len(facts) > MOST_SOURCED:
        more["sources"] = len(facts) - MOST_SOURCED
    told: list[Json] = []
    for prop, value in facts[:MOST_SOURCED]:
        ground = grounds.of(prop, value)
        stated = (prop, value) in shown or any(origin.graph != CLAIMED for origin in ground.origins)
        said = {"property": context().word(prop.value).key, **value_json(room, value)}
        sources = [source_json(each) for each in provenance.read_sources(ground.evidence())]
        told.append({**said, "shown": (prop, value) in shown, "claimed": not stated, "sources": sources})
    return told


def value_json(room: ReadingRoom, value: Term) -> dict[str, Json]:
    """A value for people, with its label if it is a thing."""
    if not isinstance(value, NamedNode):
        return {"value": plain(value), "label": None}
    label = room.reader.labels([value]).get(value)
    return {"value": value.value, "label": label.value if label else None}


def conflicts_json(room: ReadingRoom, provenance: Provenance, node: NamedNode, more: dict[str, Json]) -> list[Json]:
    """Each matter on which sources differ, with what each of them says."""
    read = provenance.read
    about = [each for each in read.things_with("cairn:concerns", node) if read.contains(each, RDF_TYPE, DISAGREEMENT)]
    if len(about) > MOST_CONFLICTS:
        more["conflicts"] = len(about) - MOST_CONFLICTS
    return [conflict_json(room, provenance, each) for each in about[:MOST_CONFLICTS]]


def conflict_json(room: ReadingRoom, provenance: Provenance, conflict: NamedNode) -> dict[str, Json]:
    read = provenance.read
    positions: list[Json] = []
    for position in read.things(conflict, "cairn:hasPosition"):
        values = [value for prop in ("rdf:object", "cairn:rawValue") for value in read.values(position, iri(prop))]
        said = value_json(room, values[0]) if values else {"value": None, "label": read.label(position)}
        sources = provenance.read_sources(read.things(position, "cairn:evidencedBy"))
        positions.append({"id": position.value, **said, "sources": [source_json(each) for each in sources]})
    difference = read.thing(conflict, "cairn:differenceKind")
    return {
        "id": conflict.value,
        "label": read.label(conflict),
        "property": [context().word(each.value).key for each in read.things(conflict, "cairn:aboutProperty")],
        "difference": difference.value.rpartition("/")[2] if difference else None,
        "positions": positions,
    }


def gaps_json(room: ReadingRoom, node: NamedNode, more: dict[str, Json]) -> list[Json]:
    """What is known to be missing, and in what way."""
    missing = sorted(gaps_of(room.reader, [node]), key=lambda each: (each.prop.value, each.gap.value))
    if len(missing) > MOST_SOURCED:
        more["gaps"] = len(missing) - MOST_SOURCED
    return [
        {
            "id": each.gap.value,
            "property": context().word(each.prop.value).key,
            "status": each.status,
            "evidence": each.evidence.value,
        }
        for each in missing[:MOST_SOURCED]
    ]
