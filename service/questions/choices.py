"""What a parameter can be: the concepts of a scheme, and the things of a class that most others link to."""

import asyncio
from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import PREFIXES, iri
from ingest.questions.parameters import Parameter
from service.errors import Json, NotFound, ServiceError
from service.execution import Desk, result_of
from service.live.reading_room import ReadingRoom, reading_room
from service.pages.linking import words
from service.questions.answer import read_answer
from service.questions.choice import Choice

CONCEPT: Final = PREFIXES["concept"]
IN_SCHEME, TYPE, SCHEME = iri("skos:inScheme"), iri("rdf:type"), iri("skos:ConceptScheme")
MOST_SUGGESTED: Final = 20
SUGGESTED_WITHIN_SECONDS: Final = 2.0


def concepts_of(room: ReadingRoom, scheme: str) -> list[Choice]:
    """The concepts of a scheme by label.

    Raises:
        NotFound: there is no such scheme.
    """
    node = scheme_node(scheme)
    found = room.reader.subjects(IN_SCHEME, node) if node else []
    if not found:
        raise NotFound(f"There is no scheme {scheme[:60]!r} of concepts in this release. All of them: /api/concepts.")
    return in_order(room, found)


def schemes_of(room: ReadingRoom) -> list[Choice]:
    return in_order(room, [node for node in room.reader.subjects(TYPE, SCHEME) if node.value.startswith(CONCEPT)])


def scheme_node(name: str) -> NamedNode | None:
    try:
        return NamedNode(CONCEPT + name)
    except ValueError:
        return None


def in_order(room: ReadingRoom, nodes: list[NamedNode]) -> list[Choice]:
    labels, uses = room.reader.labels(nodes), room.statistics.get("concepts", {})
    found = [
        Choice(
            node.value.rpartition("/")[2],
            node,
            labels[node].value if node in labels else words(node),
            uses.get(node.value, 0),
        )
        for node in nodes
    ]
    return sorted(found, key=lambda choice: (choice.label.casefold(), choice.value))


def choice_json(choice: Choice) -> dict[str, Json]:
    return {"id": choice.node.value, "label": choice.label, "value": choice.value, "uses": choice.uses}


async def suggested(desk: Desk, parameter: Parameter) -> list[Choice] | None:
    """The things of a parameter's class that most others link to; None if they cannot be found now."""
    kept = reading_room(desk.live).suggested
    if not parameter.class_ or not parameter.home.startswith("id/"):
        return []
    if parameter.class_ not in kept:
        found = await most_linked(desk, iri(parameter.class_))
        if found is None:
            return None
        kept[parameter.class_] = found
    return kept[parameter.class_]


async def most_linked(desk: Desk, of_class: NamedNode) -> list[Choice] | None:
    query = f"""SELECT ?thing (COUNT(?link) AS ?links) WHERE {{ ?thing a {of_class} . ?link ?property ?thing }}
      GROUP BY ?thing ORDER BY DESC(?links) ?thing LIMIT {MOST_SUGGESTED}"""
    try:
        answer = read_answer(await result_of(desk, query, "json", SUGGESTED_WITHIN_SECONDS))
    except ServiceError:
        return None
    nodes = [row[0] for row in answer.rows if isinstance(row[0], NamedNode)]
    return await asyncio.to_thread(in_order, reading_room(desk.live), nodes)
