"""`/api/search`: things by name, alias or identifier."""

from collections.abc import Collection
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from ingest.search_index.kinds import SEARCHED
from service.addresses import base_url
from service.api.cursors import Cursor, not_there, read_cursor
from service.api.lists import Page, list_response, starting_again
from service.api.pages import After
from service.api.responses import PAGED, READING_INDEX, problems, shaped
from service.api.shapes.lists import FoundList
from service.api.strict_route import StrictRoute
from service.api.value_forms import OneOf, Written
from service.entities.addresses import links_of
from service.errors import Json
from service.fair_use.charging import aside
from service.live.reading_room import reading_room
from service.live.releases import live_release
from service.search.finding import MOST_FOUND, Found, Hit, Search

LONGEST: Final = 200
MOST: Final = 100
SHOWN_ALIASES: Final = 10

KindName = Annotated[str, OneOf.of(SEARCHED)]
Text = Annotated[
    str,
    Written(r"\S", f"a text of 1 to {LONGEST} characters", "huging face", LONGEST),
    Query(
        description="a name, an alias or an identifier such as a ROR or Wikidata address, a DOI or a Hub id; spelling "
        "may be off by a letter or two, and the last word unfinished",
    ),
]
OfKind = Annotated[
    list[KindName],
    Query(
        default_factory=list,
        alias="kind",
        max_length=len(SEARCHED),
        description="only these kinds, one by one",
    ),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description=f"how many at most, up to {MOST}", examples=[20])]

router = APIRouter(tags=["entities"], route_class=StrictRoute)


@router.get(
    "/api/search",
    summary="Find things by name",
    responses={**shaped(FoundList), **problems(*READING_INDEX, *PAGED)},
)
@router.get("/api/search/", include_in_schema=False)
async def search(request: Request, q: Text, kinds: OfKind, limit: Limit = 10, after: After = None) -> JSONResponse:
    """The likeliest first: what is called or identified just so, then what is called nearly so.

    `level` tells whether an artifact is a family, a release, a checkpoint or a repository: several have the same name.
    `total` counts all that match, `kinds` how many of each kind match, whatever `kind` asks for. Pages go on up to the
    likeliest 10,000.
    """
    live, base = live_release(request), base_url(request)
    cursor = read_cursor(after) if after is not None else None

    def work() -> JSONResponse:
        finder = reading_room(live).search
        start = start_behind(finder, cursor, live.id, q, kinds)
        found = finder.find(q, kinds, limit, start)
        page = page_of(found, start, limit, live.id)
        counts: list[Json] = [
            {"kind": kind, "title": SEARCHED[kind].title, "count": count} for kind, count in found.kinds.most_common()
        ]
        return list_response(request, page, [hit_json(hit, base) for hit in found.hits], query=q, kinds=counts)

    with starting_again(request):
        return await aside(request.scope["account"], work)


def start_behind(finder: Search, cursor: Cursor | None, release: str, text: str, kinds: Collection[str]) -> int:
    """How many things stand up to a cursor, in the list that a search finds.

    Raises:
        CursorExpired: the list is of another release, which does not have that thing.
        BadParameter: the cursor belongs to another list.
    """
    if cursor is None:
        return 0
    start = finder.up_to(cursor.key, text, kinds)
    if start is None or (cursor.release == release and start != cursor.position):
        raise not_there(cursor, release)
    return start


def page_of(found: Found, start: int, limit: int, release: str) -> Page[Hit]:
    end = start + len(found.hits)
    more = found.hits and end < min(found.total, MOST_FOUND)
    return Page(found.hits, found.total, limit, Cursor(release, end, found.hits[-1].key) if more else None)


def hit_json(hit: Hit, base: str) -> dict[str, Json]:
    return {
        "id": hit.entry.iri,
        "kind": hit.kind,
        "label": hit.label,
        "level": hit.level,
        "also": hit.entry.others[:SHOWN_ALIASES],
        "description": hit.description or None,
        "matched": hit.matched,
        "exact": hit.exact,
        "score": round(hit.score, 2),
        "links": links_of(hit.key, base),
    }
