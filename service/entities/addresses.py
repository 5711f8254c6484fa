"""Where a thing is found on this instance: as JSON, and as a page."""

from typing import Final

from pyoxigraph import NamedNode

from ingest import namespaces
from ingest.namespaces import PREFIXES
from ingest.search_index.documents import iri_of_key
from ingest.search_index.kinds import CONCEPT, SEARCHED
from service.addresses import local_address
from service.errors import Json

KINDS: Final = frozenset({*namespaces.KINDS, *SEARCHED, "activity", "agent", "measurement", "period", "snapshot"})
"""What follows `id/` in the IRIs of things; the last are of classes that others defined."""


def of_kinds(*kinds: str) -> tuple[str, ...]:
    """What the IRIs of things of these kinds begin with."""
    return tuple(f"{PREFIXES['id']}{kind}/" for kind in kinds)


def key_of(node: NamedNode) -> str | None:
    """`kind/slug` of a thing, `concept/scheme/slug` of a concept; None for other IRIs."""
    key = node.value.removeprefix(PREFIXES["id"]).replace(PREFIXES["concept"], f"{CONCEPT}/", 1)
    return key if key.partition("/")[0] in KINDS else None


def links_of(key: str, base: str) -> dict[str, Json]:
    """The addresses of a thing or concept by its key."""
    return {"self": f"{base}api/entities/{key}", "page": local_address(iri_of_key(key), base)}


def place_of(node: NamedNode, base: str) -> dict[str, Json]:
    """The kind of a thing or concept of ours, and where all about it is; empty for other IRIs."""
    key = key_of(node)
    if key is None:
        return {}
    return {"kind": key.partition("/")[0], "links": {"self": f"{base}api/entities/{key}"}}
