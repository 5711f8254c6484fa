"""Where a thing is found on this instance: as JSON, and as a page."""

from pyoxigraph import NamedNode

from ingest.namespaces import PREFIXES
from ingest.search_index.documents import iri_of_key
from service.addresses import local_address
from service.errors import Json
from service.terms import CONCEPT, key_of_iri


def of_kinds(*kinds: str) -> tuple[str, ...]:
    """What the IRIs of things of these kinds begin with."""
    return tuple(f"{PREFIXES['id']}{kind}/" for kind in kinds)


def links_of(key: str, base: str) -> dict[str, Json]:
    """The addresses of a thing or concept by its key."""
    return {"self": f"{base}api/entities/{key}", "page": local_address(iri_of_key(key), base)}


def place_of(node: NamedNode, base: str) -> dict[str, Json]:
    """The kind of a thing or concept of ours, and where all about it is; empty for other IRIs."""
    key = key_of_iri(node)
    if key is None or (key.startswith(CONCEPT) and key.count("/") == 1):  # a scheme has a list, and no JSON of its own
        return {}
    return {"kind": key.partition("/")[0], "links": {"self": f"{base}api/entities/{key}"}}
