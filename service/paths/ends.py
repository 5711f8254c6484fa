"""The two things that a path is asked for, as people write them."""

from difflib import get_close_matches
from typing import Final

from pyoxigraph import NamedNode, Store

from ingest.namespaces import KINDS, PREFIXES, is_thing
from service.errors import BadParameter, NotFound
from service.live.graph_reader import GraphReader
from service.pages.names import Names, thing
from service.paths.links import BETWEEN
from service.terms import read_iri, shown

LONGEST: Final = 200
PATTERN: Final = (
    rf"^(id:|{PREFIXES['id'].replace('.', '[.]')})?({'|'.join(sorted(KINDS))})/[a-z0-9][a-z0-9.-]{{0,119}}$"
)
"""How ends are written, for OpenAPI."""
MOST_NEAR: Final = 5
LEAST_LIKENESS: Final = 0.6


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


def present(store: Store, names: Names, node: NamedNode, parameter: str) -> NamedNode:
    """The thing as this release has it, where records were joined; raises UnknownThing with what might be meant."""
    read = GraphReader(store)
    current = read.current(node)
    if next(store.quads_for_pattern(current, None, None), None) is not None:
        return current
    key = node.value.removeprefix(PREFIXES["id"])
    found = near(store, names, key)
    hint = f" Did you mean {' or '.join(found)}?" if found else " /browse and /api/search find things by name."
    raise UnknownThing(f"There is no {key} in this release.{hint}", parameter=parameter, near=found)


def near(store: Store, names: Names, key: str) -> list[str]:
    """Things that might be meant: of the same name and another kind, or of a name that is much like it."""
    kind, _, slug = key.partition("/")
    namesakes = [
        f"{other}/{slug}"
        for other in sorted(BETWEEN)
        if next(store.quads_for_pattern(NamedNode(f"{PREFIXES['id']}{other}/{slug}"), None, None), None) is not None
    ]
    if kind not in BETWEEN:
        return namesakes[:MOST_NEAR]
    known = [thing(line).value.removeprefix(PREFIXES["id"]) for line in names.of_kind(kind, "")]
    longer = sorted((each for each in known if slug in each.partition("/")[2]), key=lambda each: (len(each), each))
    close = get_close_matches(key, known, n=MOST_NEAR, cutoff=LEAST_LIKENESS)
    return list(dict.fromkeys([*namesakes, *close[:3], *longer, *close]))[:MOST_NEAR]
