"""Values of properties for things that were matched."""

import re
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import PREFIXES
from ingest.search_index.documents import iri_of_key, key_of
from service.errors import BadParameter, Json
from service.live.graph_reader import GraphReader
from service.live.reading_room import ReadingRoom
from service.near_names import did_you_mean, near_names
from service.reconciliation.batches import Extension
from service.reconciliation.candidates import type_json
from service.reconciliation.properties import ALL, Value, id_of, key_in, properties_of
from service.reconciliation.work import Work

XSD: Final = PREFIXES["xsd"]
WHOLE_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
ENDLESS: Final = ("INF", "-INF", "NaN")


def extension_json(work: Work, asked: Extension) -> dict[str, Json]:
    """A row for each id with a cell for each property; an id that is not known has empty cells.

    Raises:
        BadParameter: there is no such property; an empty column would look like an answer.
    """
    for prop in asked.properties:
        check_property(prop)
    return {
        "meta": [meta_json(prop) for prop in asked.properties],
        "rows": {given: row_json(work, given, asked.properties) for given in asked.ids},
    }


def check_property(prop: str) -> None:
    if prop not in ALL:
        near = near_names(prop, ALL)
        raise BadParameter(
            f"There is no property {prop[:80]!r}.{did_you_mean(near)} /reconcile/properties lists all.",
            parameter="extend",
            place="extend.properties.id",
            near=near,
        )


def meta_json(prop: str) -> dict[str, Json]:
    known = ALL[prop]
    told: dict[str, Json] = {"id": prop, "name": known.name}
    return told | ({"type": type_json(known.kind)} if known.kind else {})


def row_json(work: Work, given: str, props: tuple[str, ...]) -> dict[str, Json]:
    key = current_key(work.room, given)
    known = properties_of(key.partition("/")[0]) if key else {}
    return {
        prop: [cell_json(value) for value in work.values(key, known[prop])] if key and prop in known else []
        for prop in props
    }


def current_key(room: ReadingRoom, given: str) -> str | None:
    """The key of what a client means, or of what is in its place now; None if that is nothing of ours."""
    try:
        node = NamedNode(iri_of_key(key_in(given)))
    except ValueError:
        return None
    return key_of(GraphReader(room.reader.store).current(node))


def cell_json(value: Value) -> dict[str, Json]:
    """A value as the protocol has it: a thing, a number, a whole date, else text."""
    if value.key:
        return {"id": id_of(value.key), "name": value.name}
    text = value.year or str(getattr(value.term, "value", value.term))
    datatype = value.term.datatype.value.removeprefix(XSD) if isinstance(value.term, Literal) else ""
    if value.year.isdigit() or datatype == "integer":
        return {"int": int(text)}
    if datatype in ("decimal", "double", "float") and text not in ENDLESS:
        return {"float": float(text)}
    if datatype == "date" and WHOLE_DATE.fullmatch(text):
        return {"date": f"{text}T00:00:00Z"}
    return {"str": text}
