"""Names of things that may be meant by one that is not known, from the search index."""

from typing import Final

from ingest.namespaces import BASE
from ingest.search_index.kinds import CONCEPT, SEARCHED
from service.errors import SearchMissing
from service.live.reading_room import ReadingRoom

LOOKED_AT: Final = 50


def likely_names(room: ReadingRoom, beginning: str, slug: str) -> list[str]:
    """What follows in the IRIs of things that begin so and are called or named nearly so; none without an index."""
    folder = beginning.removeprefix(BASE)
    kind = CONCEPT if folder.startswith(f"{CONCEPT}/") else folder.removeprefix("id/").strip("/")
    if kind not in SEARCHED:
        return []
    try:
        found = room.search.find(slug, [kind], LOOKED_AT)
    except SearchMissing:
        return []
    return [hit.entry.iri.removeprefix(beginning) for hit in found.hits if hit.entry.iri.startswith(beginning)]
