"""`/api/search`: things by name, alias or identifier."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from ingest.search_index.kinds import SEARCHED
from service.addresses import base_url
from service.api.pages import own_url
from service.api.responses import problems
from service.api.strict_route import StrictRoute
from service.entities.addresses import links_of
from service.errors import BadParameter, Json, SearchMissing
from service.live.reading_room import reading_room
from service.live.releases import live_release
from service.search.finding import Found, Hit

LONGEST: Final = 200
MOST: Final = 100
SHOWN_ALIASES: Final = 10

KindName = Annotated[
    str, Field(pattern=f"^({'|'.join(SEARCHED)})$", max_length=40, json_schema_extra={"enum": list(SEARCHED)})
]
Text = Annotated[
    str,
    Query(
        min_length=1,
        max_length=LONGEST,
        pattern=r"\S",
        description="a name, an alias or an identifier such as a ROR or Wikidata address, a DOI or a Hub id; spelling "
        "may be off by a letter or two, and the last word unfinished",
        examples=["huging face"],
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
Limit = Annotated[int, Query(ge=1, le=MOST, description=f"how many at most, up to {MOST}")]

router = APIRouter(tags=["entities"], route_class=StrictRoute)


@router.get("/api/search", summary="Find things by name", responses=problems(BadParameter, SearchMissing))
@router.get("/api/search/", include_in_schema=False)
def search(request: Request, q: Text, kinds: OfKind, limit: Limit = 10) -> JSONResponse:
    """The likeliest first: what is called or identified just so, then what is called nearly so.

    `total` counts all that match, `kinds` how many of each kind match, whatever `kind` asks for.
    """
    live = live_release(request)
    found = reading_room(live).search.find(q, kinds, limit)
    return JSONResponse(found_json(found, q, live.id, base_url(request)) | {"links": {"self": own_url(request)}})


def found_json(found: Found, text: str, release: str, base: str) -> dict[str, Json]:
    return {
        "release": release,
        "query": text,
        "total": found.total,
        "results": [hit_json(hit, base) for hit in found.hits],
        "kinds": [
            {"kind": kind, "title": SEARCHED[kind].title, "count": count} for kind, count in found.kinds.most_common()
        ],
    }


def hit_json(hit: Hit, base: str) -> dict[str, Json]:
    return {
        "id": hit.entry.iri,
        "kind": hit.kind,
        "label": hit.label,
        "also": hit.entry.others[:SHOWN_ALIASES],
        "description": hit.description or None,
        "matched": hit.matched,
        "exact": hit.exact,
        "score": round(hit.score, 2),
        "links": links_of(hit.key, base),
    }
