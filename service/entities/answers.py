"""Kinds and lists of things as JSON."""

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from ingest.search_index import fields
from ingest.search_index.kinds import SEARCHED, Facet, iri_of
from service.entities.addresses import links_of
from service.entities.facts import types
from service.entities.lists import Counted
from service.errors import Json
from service.live.reading_room import ReadingRoom
from service.pages.reading import RDF_TYPE
from service.search.finding import Entry


def kinds_json(counts: Mapping[str, int], base: str) -> list[dict[str, Json]]:
    """Each kind with how many things it has, and what its list can be filtered and sorted by."""
    return [
        {
            "kind": name,
            "title": kind.title,
            "count": counts[name],
            "facets": [{"name": facet.name, "description": facet.description} for facet in kind.facets],
            "sorts": [{"name": sort, "description": words} for sort, (_, words) in fields.SORTS.items()],
            "links": {"self": f"{base}api/entities/{name}"},
        }
        for name, kind in SEARCHED.items()
    ]


def facet_labels(room: ReadingRoom, values: Iterable[tuple[Facet, str]]) -> dict[tuple[str, str], str]:
    """The label of each value of a facet that stands for a thing or concept."""
    found = {(facet.name, value): iri_of(facet, value) for facet, value in values}
    nodes = {key: NamedNode(iri) for key, iri in found.items() if iri}
    labels = room.reader.labels(nodes.values())
    return {key: labels[node].value for key, node in nodes.items() if node in labels}


def facets_json(room: ReadingRoom, kind: str, counted: Mapping[str, Counted]) -> dict[str, Json]:
    facets = SEARCHED[kind].facets
    labels = facet_labels(room, ((facet, value) for facet in facets for value, _ in counted[facet.name].values))
    return {
        facet.name: {
            "values": [
                {"value": value, "label": labels.get((facet.name, value), value), "count": count}
                for value, count in counted[facet.name].values
            ],
            "other": counted[facet.name].other,
            "without": counted[facet.name].without,
        }
        for facet in facets
    }


def entries_json(room: ReadingRoom, kind: str, entries: Iterable[Entry], base: str) -> list[Json]:
    """Things as lists show them: name, classes, and the values of the facets."""
    listed = list(entries)
    nodes = {entry.key: NamedNode(entry.iri) for entry in listed}
    facets = SEARCHED[kind].facets
    labels = facet_labels(
        room, ((facet, value) for entry in listed for facet in facets for value in entry.facets[facet.name])
    )
    return [
        {
            "id": entry.iri,
            "label": entry.label,
            "type": types(room, [(RDF_TYPE, cls) for _, cls in room.reader.valued([nodes[entry.key]], RDF_TYPE)]),
            "description": entry.description or None,
            "values": {
                facet.name: [
                    {"value": value, "label": labels.get((facet.name, value), value)}
                    for value in entry.facets[facet.name]
                ]
                for facet in facets
            },
            "links": links_of(entry.key, base),
        }
        for entry in listed
    ]
