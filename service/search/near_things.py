"""Things that may have been meant by a key of which the release says nothing."""

import re
from collections.abc import Callable
from typing import Final

from ingest.search_index.kinds import SEARCHED
from service.errors import SearchMissing
from service.search.finding import Search

MOST: Final = 3
LOOKED_AT: Final = 50
CATALOG: Final = "catalog-"
"""What the slug of the document of a catalog begins with."""
MINTED: Final = re.compile(r"(?:[a-z-]+\.)?(.+?)(?:-[0-9a-f]{6})?")
"""A slug that was made of a name in a catalog: the catalog before it, a part of a checksum behind it."""


def near_things(opened: Callable[[], Search], key: str) -> list[str]:
    """Keys of things with a name or identifier like that of a key: of its kind or scheme, then namesakes of others.

    The document of a catalog comes first for the name of the catalog.

    Args:
        opened: gives the search index; if it raises SearchMissing, nothing is found.
        key: `kind/slug` of a thing, `concept/scheme/slug` of a concept.
    """
    try:
        search = opened()
    except SearchMissing:
        return []
    folder, _, slug = key.rpartition("/")
    kind, minted = folder.partition("/")[0], MINTED.fullmatch(slug)
    texts = dict.fromkeys([slug, minted[1] if minted else slug])
    hits = [hit for text in texts for hit in search.find(text, [kind], LOOKED_AT).hits] if kind in SEARCHED else []
    found = [hit.key for hit in hits if hit.key.startswith(f"{folder}/")]
    namesakes = [hit.key for hit in search.find(slug, (), LOOKED_AT).hits if hit.exact]
    catalog = [key for key in [f"{folder}/{CATALOG}{slug}"] if search.get(key)]
    return list(dict.fromkeys([*catalog, *found, *namesakes]))[:MOST]
