"""The two things that a path is asked for, as people write them."""

from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import KINDS, PREFIXES, is_thing
from service.errors import BadParameter, NotFound
from service.live.graph_reader import GraphReader
from service.live.reading_room import ReadingRoom
from service.near_names import did_you_mean
from service.terms import read_iri, shown

LONGEST: Final = 200
PATTERN: Final = (
    rf"^(id:|{PREFIXES['id'].replace('.', '[.]')})?({'|'.join(sorted(KINDS))})/[a-z0-9][a-z0-9.-]{{0,119}}$"
)
"""How ends are written, for OpenAPI."""


class UnknownThing(NotFound):
    slug, title = "unknown-thing", "The release does not know this thing"


def read_end(text: str, parameter: str) -> NamedNode:
    """The IRI of a thing of ours; raises BadParameter for what cannot be one."""
    node = read_iri(text, parameter)
    if not is_thing(node.value.removeprefix(PREFIXES["id"])) or not node.value.startswith(PREFIXES["id"]):
        raise BadParameter(
            f"`{parameter}` must be a thing of this graph, written like project/bigscience, not {shown(text)}. "
            "/browse and /api/search find it by name.",
            parameter=parameter,
        )
    return node


def present(room: ReadingRoom, node: NamedNode, parameter: str) -> NamedNode:
    """The thing as this release has it, where records were joined; raises UnknownThing with what might be meant."""
    current = GraphReader(room.live.store).current(node)
    if room.reader.exists(current):
        return current
    key = node.value.removeprefix(PREFIXES["id"])
    near = room.near(key)
    hint = did_you_mean(near) or " /browse and /api/search find things by name."
    raise UnknownThing(f"There is no {key} in this release.{hint}", parameter=parameter, near=near)
