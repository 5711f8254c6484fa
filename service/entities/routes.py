"""`/api/entities`: kinds, the list of each, and single things."""

from collections.abc import Awaitable, Callable
from inspect import Parameter, Signature
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pyoxigraph import NamedNode

from ingest.namespaces import KINDS, MADE_KINDS, PREFIXES
from ingest.search_index import fields
from ingest.search_index.kinds import CONCEPT, SEARCHED
from service.addresses import base_url
from service.api.cursors import read_cursor
from service.api.lists import list_response, page_of, starting_again
from service.api.pages import MOST, After, Limit
from service.api.responses import NAMED, PAGED, READING_INDEX, WORKING, Responses, problems, shaped
from service.api.shapes.entity import Entity
from service.api.shapes.lists import KindList, ThingList
from service.api.strict_route import StrictRoute
from service.api.value_forms import OneOf, Written
from service.entities.answers import entries_json, facets_json, kinds_json
from service.entities.entity import entity_json
from service.entities.filter_values import check, in_index
from service.entities.lists import Filtered
from service.errors import NotAcceptable, NotFound
from service.fair_use.charging import aside
from service.http.negotiation import Offer, choose
from service.live.graph_reader import GraphReader
from service.live.reading_room import ReadingRoom, reading_room
from service.live.releases import live_release
from service.near_names import did_you_mean, near_names
from service.terms import key_of_iri

MOST_VALUES: Final = 20
VALUE: Final = Written(
    r"^<?[A-Za-z0-9][A-Za-z0-9._:/-]*>?$", "a slug, kind/slug, IRI, year or word", "huggingface", 200
)
SLUG: Final = Written(r"^[a-z0-9][a-z0-9.-]{0,119}$", "a slug: small letters, digits, dots and hyphens", "bigscience")
OFFERED: Final = (Offer("application/ld+json", "jsonld"), Offer("application/json", "json"))

FacetValue = Annotated[str, VALUE]
Sort = Annotated[
    str,
    OneOf.of(fields.SORTS),
    Query(description="; ".join(f"`{sort}`: {words}" for sort, (_, words) in fields.SORTS.items())),
]
Slug = Annotated[str, SLUG, Path(description="what stands behind the kind in its IRI")]
KindOfThing = Annotated[
    str,
    Written(r"^[a-z][a-z-]{0,39}$", "a kind, in small letters", "project"),
    Path(description="a kind", json_schema_extra={"enum": sorted(KINDS | MADE_KINDS)}),
]

router = APIRouter(tags=["entities"], route_class=StrictRoute)


@router.get(
    "/api/entities",
    summary="The kinds of things",
    responses={**shaped(KindList), **problems(*READING_INDEX, *PAGED)},
)
@router.get("/api/entities/", include_in_schema=False)
async def kinds(request: Request, limit: Limit = MOST, after: After = None) -> JSONResponse:
    """How many things there are of each kind, and what their lists can be filtered and sorted by."""
    room = reading_room(live_release(request))
    told = kinds_json(await aside(request.scope["account"], lambda: room.search.kinds), base_url(request))
    page = page_of(request, told, lambda each: str(each["kind"]), limit, after)
    return list_response(request, page, page.things)


def list_of(kind: str) -> Callable[..., Awaitable[JSONResponse]]:
    """The route of the list of a kind, with a parameter for each of its facets."""
    facets = SEARCHED[kind].facets

    async def listing(request: Request, sort: str, limit: int, after: str | None, **filters: list[str]) -> JSONResponse:
        room, base = reading_room(live_release(request)), base_url(request)
        cursor = read_cursor(after) if after is not None else None

        def work() -> JSONResponse:
            wanted = {facet.name: [in_index(facet, each) for each in filters[facet.name]] for facet in facets}
            filtered = Filtered(room.search, kind, wanted)
            check(room, filtered)
            page = filtered.page(sort, limit, filtered.start(cursor, sort, room.live.id), room.live.id)
            results = entries_json(room, kind, page.things, base)
            return list_response(request, page, results, kind=kind, facets=facets_json(room, kind, filtered.facets()))

        with starting_again(request):
            return await aside(request.scope["account"], work)

    def keyword(name: str, annotation: object, default: object) -> Parameter:
        return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)

    by_facet = [
        keyword(
            facet.name,
            Annotated[
                list[FacetValue],
                Query(
                    default_factory=list,
                    max_length=MOST_VALUES,
                    description=f"{facet.description}; several: any of them",
                ),
            ],
            Parameter.empty,
        )
        for facet in facets
    ]
    paging = [keyword("sort", Sort, "label"), keyword("limit", Limit, 100), keyword("after", After, None)]
    listing.__signature__ = Signature(  # type: ignore[attr-defined]  # FastAPI reads parameters from it
        [Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=Request), *by_facet, *paging]
    )
    listing.__doc__ = (
        f"{SEARCHED[kind].title}, filtered by facets. `total` is exact. Each facet counts its values under the filters "
        "of the other facets; `other` counts further values, `without` the things that have none."
    )
    return listing


for name, described in SEARCHED.items():
    route = list_of(name)
    documented = {**shaped(ThingList), **problems(*READING_INDEX, *PAGED)}
    router.get(f"/api/entities/{name}", summary=described.title, name=f"list_{name}", responses=documented)(route)
    router.get(f"/api/entities/{name}/", include_in_schema=False)(route)


@router.get("/api/entities/{kind}", include_in_schema=False)
@router.get("/api/entities/{kind}/", include_in_schema=False)
def no_list(kind: str) -> Response:
    """Say which kinds have lists."""
    near, known = near_names(kind, SEARCHED), ", ".join(SEARCHED)
    raise NotFound(f"There is no list of {kind[:60]!r} here.{did_you_mean(near)} There are {known}.", near=near)


LD: Final = {"application/ld+json": {"schema": {"$ref": f"#/components/schemas/{Entity.__name__}"}}}
ONE: Final[Responses] = {
    200: {**shaped(Entity, "All about it, the same for both media types")[200], "content": LD},
    301: {"description": "It was joined into another thing, which is there"},
    **problems(*WORKING, *NAMED, NotAcceptable),
}


@router.get("/api/entities/concept/{scheme}/{slug}", summary="All about a term", responses=ONE)
@router.get("/api/entities/concept/{scheme}/{slug}/", include_in_schema=False)
async def concept(request: Request, scheme: Slug, slug: Slug) -> Response:
    """A term of a classification with its definition and what it is used for, as JSON-LD."""
    key, node = f"{CONCEPT}/{scheme}/{slug}", NamedNode(f"{PREFIXES['concept']}{scheme}/{slug}")
    return await aside(request.scope["account"], lambda: described_here(request, key, node))


@router.get("/api/entities/{kind}/{slug}", summary="All about a thing", responses=ONE)
@router.get("/api/entities/{kind}/{slug}/", include_in_schema=False)
async def entity(request: Request, kind: KindOfThing, slug: Slug) -> Response:
    """Label, facts, relations both ways, sources, conflicts and gaps, as JSON-LD with our context."""
    key, node = f"{kind}/{slug}", NamedNode(f"{PREFIXES['id']}{kind}/{slug}")
    return await aside(request.scope["account"], lambda: described_here(request, key, node))


def described_here(request: Request, key: str, node: NamedNode) -> Response:
    """What is known of a thing; a redirect to the thing in its place; NotFound with what is called like it."""
    offer = choose(OFFERED, request.headers.get("accept"), None)
    room = reading_room(live_release(request))
    base = base_url(request)
    headers = {"Vary": "Accept"}
    current = GraphReader(room.reader.store).current(node)
    if current != node and (there := key_of_iri(current)):
        return RedirectResponse(f"{base}api/entities/{there}", 301, headers)
    if not room.reader.outgoing([node])[node]:
        raise missing(room, key)
    return JSONResponse(entity_json(room, key, node, base), headers=headers, media_type=offer.media_type)


def missing(room: ReadingRoom, key: str) -> NotFound:
    """That there is no such thing, with those that are called most like it."""
    near = room.near(key)
    hint = f"{did_you_mean(near)} Look for it by name at /api/search."
    return NotFound(f"There is no {key} in this release.{hint}", near=near)
