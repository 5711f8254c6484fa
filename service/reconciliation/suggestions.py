"""Completions of what somebody types: things, kinds and properties."""

from collections.abc import Iterable
from typing import Final

from ingest.search_index.kinds import SEARCHED
from ingest.search_index.names import folded
from service.errors import Json
from service.live.reading_room import ReadingRoom
from service.reconciliation.candidates import type_json
from service.reconciliation.properties import ALL, Property, id_of, properties_of
from service.search.finding import Hit

SHOWN: Final = 10
MOST_SKIPPED: Final = 90


def entities_json(room: ReadingRoom, prefix: str, kinds: Iterable[str], skip: int) -> dict[str, Json]:
    asked = [kind.strip() for kind in kinds if kind.strip()]
    known = [kind for kind in asked if kind in SEARCHED]
    hits = room.search.find(prefix, known, skip + SHOWN).hits[skip:] if known or not asked else ()
    return {"result": [entity_json(hit) for hit in hits]}


def entity_json(hit: Hit) -> dict[str, Json]:
    told: dict[str, Json] = {"id": id_of(hit.key), "name": hit.label, "notable": [type_json(hit.kind)]}
    return told | ({"description": hit.description} if hit.description else {})


def types_json(prefix: str, skip: int) -> dict[str, Json]:
    found = [kind for kind in SEARCHED if begins(prefix, kind, SEARCHED[kind].title)]
    return {"result": [type_json(kind) for kind in found[skip : skip + SHOWN]]}


def suggested_properties_json(prefix: str, skip: int) -> dict[str, Json]:
    found = [each for each in ALL.values() if begins(prefix, each.id.replace("_", " "), each.name)]
    return {"result": [property_json(each) for each in found[skip : skip + SHOWN]]}


def proposal_json(kind: str, limit: int) -> dict[str, Json]:
    """The properties that things of a kind may have; those of any kind if it is not known."""
    known = properties_of(kind) if kind in SEARCHED else ALL
    told: dict[str, Json] = {"properties": [property_json(each) for each in known.values()][:limit], "limit": limit}
    return told | ({"type": kind} if kind else {})


def property_json(each: Property) -> dict[str, Json]:
    return {"id": each.id, "name": each.name, "description": each.description}


def begins(prefix: str, *names: str) -> bool:
    """Whether a word of a name begins so, or the name goes on so."""
    wanted = folded(prefix)
    return any(f" {folded(name)}".find(f" {wanted}") >= 0 for name in names)
