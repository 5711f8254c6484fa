"""Records that may tell what another does not: catalogs speak of a family, a release or a repository of one name."""

from itertools import islice
from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import iri
from ingest.search_index.documents import iri_of_key
from service.agents.written import key_of
from service.errors import SearchMissing
from service.live.graph_reader import GraphReader
from service.live.reading_room import ReadingRoom
from service.pages.linking import kind_of

FAMILY: Final = iri("cairn:memberOfFamily")
LEVELS: Final = (FAMILY, iri("cairn:checkpointOf"), iri("cairn:variantOf"), iri("cairn:repositoryOf"))
"""What leads from an artifact to one that it is a part or a form of."""
MOST: Final = 5
LOOKED_AT: Final = 50
MOST_COUNTED: Final = 200


def relatives(room: ReadingRoom, thing: NamedNode) -> list[str]:
    """Things of the same name, the family, and what else is in it, each with its label and level.

    Those of which most is said come first.
    """
    read = GraphReader(room.live.store)
    found = {each for each in (*related(read, thing), *namesakes(room, thing)) if each != thing}
    return [told(read, each) for each in sorted(found, key=lambda one: (-said_of(room, one), one.value))[:MOST]]


def related(read: GraphReader, thing: NamedNode) -> set[NamedNode]:
    families = [node for node in read.values(thing, FAMILY) if isinstance(node, NamedNode)]
    found = {node for prop in LEVELS for node in read.values(thing, prop) if isinstance(node, NamedNode)}
    return found.union(*(read.subjects(prop, each) for prop in LEVELS for each in (thing, *families)))


def namesakes(room: ReadingRoom, thing: NamedNode) -> list[NamedNode]:
    """Things of its kind with its name."""
    label = room.reader.labels([thing]).get(thing)
    try:
        hits = room.search.find(label.value, [kind_of(thing)], LOOKED_AT).hits if label else ()
    except SearchMissing:
        return []
    return [NamedNode(iri_of_key(hit.key)) for hit in hits if hit.exact]


def said_of(room: ReadingRoom, thing: NamedNode) -> int:
    """How much is said of a thing and points at it; beyond `MOST_COUNTED` it is much."""
    patterns = ((thing, None), (None, thing))
    found = (room.live.store.quads_for_pattern(subject, None, value) for subject, value in patterns)
    return sum(1 for quads in found for _ in islice(quads, MOST_COUNTED))


def told(read: GraphReader, thing: NamedNode) -> str:
    level = read.thing(thing, "cairn:artifactLevel")
    words = [each for each in (read.label(thing), level and read.label(level)) if each]
    return f"{key_of(thing)} ({', '.join(words)})"
