"""`/reconcile`: the Reconciliation Service API 0.2, as OpenRefine speaks it.

Unknown parameters are passed over here: clients send some of their own.
"""

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from pyoxigraph import NamedNode

from ingest.search_index.documents import iri_of_key
from ingest.search_index.kinds import SEARCHED
from service.addresses import base_url, local_address
from service.api.responses import problems, shaped
from service.api.shapes import reconciliation as shapes
from service.errors import (
    BadParameter,
    DeadlinePassed,
    Json,
    NotFound,
    SearchMissing,
    Throttled,
    TooLarge,
    TooSlow,
    UnsupportedMedia,
)
from service.fair_use.charging import aside
from service.live.reading_room import ReadingRoom, reading_room
from service.live.releases import live_release
from service.pages import html
from service.reconciliation.batches import Wanted, read_batch, read_extension
from service.reconciliation.candidates import candidates, result_json
from service.reconciliation.extension import current_key, extension_json
from service.reconciliation.manifest import manifest
from service.reconciliation.suggestions import (
    MOST_SKIPPED,
    entities_json,
    proposal_json,
    suggested_properties_json,
    types_json,
)
from service.reconciliation.work import Work
from service.sparql.protocol_request import FORM, parse_pairs, read_body

NOT_KEPT: Final = {"Cache-Control": "no-store"}
LONGEST: Final = 200
MOST_PROPOSED: Final = 1000
FRAMED: Final = html.SECURITY | {
    "Content-Security-Policy": html.SECURITY["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    )
}
Batch = Annotated[str, Query(description="names to match: a query batch, as JSON")]
Extend = Annotated[str, Query(description="values to fetch: a data extension query, as JSON")]
Prefix = Annotated[str, Query(max_length=LONGEST, description="what has been typed")]
Skip = Annotated[int, Query(ge=0, le=MOST_SKIPPED, description="how many to pass over")]
Kinds = Annotated[str, Query(alias="type", max_length=LONGEST, description="only of these kinds, between commas")]
Id = Annotated[str, Query(alias="id", max_length=LONGEST, description="a thing, such as id/project/bigscience")]
BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "minProperties": 1,
                    "properties": {
                        "queries": {"type": "string", "description": "names to match: a query batch, as JSON"},
                        "extend": {"type": "string", "description": "values to fetch, as JSON"},
                    },
                }
            }
        },
    }
}
WORKING: Final = {
    **shaped(shapes.Reconciled, "The manifest, candidates by name of the query, or values"),
    **problems(BadParameter, TooLarge, Throttled, SearchMissing, DeadlinePassed),
}
SENDING: Final = {
    **shaped(shapes.Matched, "Candidates by name of the query, or values"),
    **problems(BadParameter, TooLarge, TooSlow, UnsupportedMedia, Throttled, SearchMissing, DeadlinePassed),
}

router = APIRouter(tags=["reconciliation"])


@router.get("/reconcile", summary="What can be matched, or matches", responses=WORKING)
@router.get("/reconcile/", include_in_schema=False)
async def reconcile(request: Request, queries: Batch = "", extend: Extend = "") -> JSONResponse:
    """The manifest; with `queries` what names may stand for, with `extend` values of things."""
    if not queries and not extend:
        return JSONResponse(manifest(base_url(request)))
    return await worked(request, queries or None, extend)


@router.post("/reconcile", summary="Match names, or fetch values", responses=SENDING, openapi_extra=BODY)
@router.post("/reconcile/", include_in_schema=False)
async def reconcile_posted(request: Request) -> JSONResponse:
    """What the names of a batch may stand for, or values of things, from a form as long as the server takes."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != FORM:
        raise UnsupportedMedia(f"Send `Content-Type: {FORM}`, not {media_type[:60] or 'nothing'}.")
    settings = request.app.state.settings
    body = await read_body(request, settings.request_limit, settings.query_timeout)
    given = dict(parse_pairs(body, "body"))
    if "queries" not in given and "extend" not in given:
        raise BadParameter("The form has neither `queries` nor `extend`.", parameter="queries")
    return await worked(request, given.get("queries"), given.get("extend"))


async def worked(request: Request, queries: str | None, extend: str | None) -> JSONResponse:
    """The answer, charged to whoever asked."""
    room, seconds = reading_room(live_release(request)), request.app.state.settings.query_timeout
    work = matching(room, queries, seconds) if queries is not None else fetching(room, extend or "", seconds)
    return JSONResponse(await aside(request.scope["account"], work), headers=NOT_KEPT)


def matching(room: ReadingRoom, queries: str, seconds: float) -> Callable[[], dict[str, Json]]:
    batch = read_batch(queries)
    return lambda: matches(Work(room, seconds), batch)


def matches(work: Work, batch: dict[str, Wanted]) -> dict[str, Json]:
    return {name: result_json(candidates(work, one), one.limit) for name, one in batch.items()}


def fetching(room: ReadingRoom, extend: str, seconds: float) -> Callable[[], dict[str, Json]]:
    asked = read_extension(extend)
    return lambda: extension_json(Work(room, seconds), asked)


@router.get(
    "/reconcile/suggest/entity",
    summary="Complete a name",
    responses={**shaped(shapes.SuggestedThings, "Things"), **problems(BadParameter, Throttled, SearchMissing)},
)
async def suggest_entity(request: Request, prefix: Prefix, kinds: Kinds = "", cursor: Skip = 0) -> JSONResponse:
    room, asked = reading_room(live_release(request)), kinds.split(",")
    return JSONResponse(await aside(request.scope["account"], lambda: entities_json(room, prefix, asked, cursor)))


@router.get(
    "/reconcile/suggest/type",
    summary="Complete the name of a kind",
    responses={**shaped(shapes.Suggested, "Kinds"), **problems(BadParameter)},
)
def suggest_type(prefix: Prefix, cursor: Skip = 0) -> JSONResponse:
    return JSONResponse(types_json(prefix, cursor))


@router.get(
    "/reconcile/suggest/property",
    summary="Complete the name of a property",
    responses={**shaped(shapes.Suggested, "Properties"), **problems(BadParameter)},
)
def suggest_property(prefix: Prefix, cursor: Skip = 0) -> JSONResponse:
    return JSONResponse(suggested_properties_json(prefix, cursor))


@router.get(
    "/reconcile/properties",
    summary="What can be fetched for a kind",
    responses={**shaped(shapes.ProposedProperties, "Properties"), **problems(BadParameter)},
)
def propose(
    kind: Annotated[str, Query(alias="type", max_length=LONGEST, description="a kind; without it, all")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST_PROPOSED)] = MOST_PROPOSED,
) -> JSONResponse:
    return JSONResponse(proposal_json(kind, limit))


@router.get(
    "/reconcile/view",
    summary="The page of a thing",
    status_code=303,
    response_class=RedirectResponse,
    responses=problems(BadParameter, NotFound),
)
def view(request: Request, given: Id) -> Response:
    """To the page of the thing with an identifier of this service."""
    room = reading_room(live_release(request))
    return RedirectResponse(local_address(iri_of_key(known_key(room, given)), base_url(request)), 303)


@router.get(
    "/reconcile/preview",
    summary="A thing in a few words",
    response_class=HTMLResponse,
    responses=problems(BadParameter, NotFound, SearchMissing),
)
def preview(request: Request, given: Id) -> Response:
    """A small page for a frame of another site."""
    room = reading_room(live_release(request))
    key = known_key(room, given)
    entry = room.search.get(key)
    if entry is None:
        raise unknown(given)
    address = local_address(entry.iri, base_url(request))
    told = {"entry": entry, "kind": SEARCHED[entry.kind].title, "address": address}
    return html.page(request, "preview.html", told, headers=FRAMED)


def known_key(room: ReadingRoom, given: str) -> str:
    """The key of a thing that is there; raises NotFound."""
    key = current_key(room, given)
    if key is None or not room.reader.outgoing([node := NamedNode(iri_of_key(key))])[node]:
        raise unknown(given)
    return key


def unknown(given: str) -> NotFound:
    return NotFound(f"There is no {given!r} in this release. Identifiers are written like id/project/bigscience.")
