"""Where a thing is found on this instance: as JSON, and as a page."""

from ingest.search_index.documents import iri_of_key
from service.addresses import local_address
from service.errors import Json


def links_of(key: str, base: str) -> dict[str, Json]:
    """The addresses of a thing or concept by its key, `kind/slug` or `concept/scheme/slug`."""
    return {"self": f"{base}api/entities/{key}", "page": local_address(iri_of_key(key), base)}
