"""`/api/networks`, what there is, and `/api/network`, one of them."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from service.addresses import base_url
from service.api.lists import list_response, page_of
from service.api.pages import MOST, After, Limit
from service.api.responses import PAGED, QUERYING, problems, shaped
from service.api.shapes.lists import NetworkList
from service.api.strict_route import StrictRoute
from service.api.value_forms import Written
from service.errors import BadParameter, Json
from service.execution import Desk, desk_of
from service.heavy_work import HEAVY_WORK
from service.live.reading_room import reading_room
from service.networks.errors import NetworkTooLarge, NoSuchTies
from service.networks.files.exported import Exported, labeled
from service.networks.files.formats import FILES, FORMATS, FormatName, file_headers
from service.networks.graph import Network, Slice, Undated, network
from service.networks.measures import ALWAYS, MEASURES, Measured, Name, citations, measured
from service.networks.origin import origin_of
from service.networks.periods import DATE, Period, before, is_day
from service.networks.projections import PROJECTIONS, Projection, ProjectionName, Via, ViaName
from service.networks.ties import answers_of, ties_in

MOST_VIAS: Final = 10
MOST_WEIGHT: Final = 1_000_000

Date = Annotated[str, Written(DATE, "a year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD", "2021-05")]

router = APIRouter(tags=["networks"], route_class=StrictRoute)


@router.get(
    "/api/networks",
    summary="The networks, their ties and measures",
    responses={**shaped(NetworkList), **problems(BadParameter, *PAGED)},
)
@router.get("/api/networks/", include_in_schema=False)
async def networks(request: Request, limit: Limit = MOST, after: After = None) -> JSONResponse:
    """Which networks `/api/network` gives: who is tied to whom, through what, and when."""
    base = base_url(request)
    page = page_of(request, list(PROJECTIONS.values()), lambda each: each.name, limit, after)
    return list_response(
        request,
        page,
        [projection_json(each, base) for each in page.things],
        measures=citations([ALWAYS, *MEASURES.values()]),
        formats={name: {"means": each.means, "media_type": each.media_type} for name, each in FORMATS.items()},
    )


@router.get(
    "/api/network",
    summary="A network with measures",
    responses={**FILES, **problems(*QUERYING, NoSuchTies, NetworkTooLarge)},
)
@router.get("/api/network/", include_in_schema=False)
async def one_network(
    request: Request,
    projection: Annotated[ProjectionName, Query(description="which network, see /api/networks")],
    via: Annotated[
        list[ViaName] | None,
        Query(
            max_length=MOST_VIAS,
            description="kinds of tie, of those that the network has, see /api/networks; may be given several times",
        ),
    ] = None,
    start: Annotated[
        Date | None,
        Query(alias="from", description="only ties that held on or after this year, month or day"),
    ] = None,
    end: Annotated[
        Date | None,
        Query(alias="to", description="only ties that held on or before this year, month or day"),
    ] = None,
    undated: Annotated[
        Undated, Query(description="what becomes of ties without dates when `from` or `to` is given")
    ] = "leave",
    min_weight: Annotated[int, Query(ge=1, le=MOST_WEIGHT, description="only edges of at least this weight")] = 1,
    measures: Annotated[
        list[Name] | None,
        Query(
            max_length=len(MEASURES) + 1, description="what to compute of nodes beside degree and strength; empty: all"
        ),
    ] = None,
    form: Annotated[FormatName, Query(alias="format", description="how the network is written")] = "json",
) -> Response:
    """Who is tied to whom: weights count the different things that each tie rests on."""
    kind = PROJECTIONS[projection]
    vias = kind.chosen(via)
    wanted = Slice(asked_time(start, end), undated, min_weight)
    facts = {**asked(request, kind, vias), "from": start, "to": end, "undated_ties": undated, "min_weight": min_weight}
    desk = desk_of(request)
    desk.account.admit()
    chosen = tuple(name for name in MEASURES if not measures or name in measures)
    kept, key = reading_room(desk.live).networks, (kind.name, vias, wanted, chosen)
    found = kept.find(key)
    answers = {} if found else await answers_of(desk, kind, vias)

    def work() -> tuple[Measured, bytes]:
        made = found or measured(made_of(answers, kind, wanted), chosen)
        return made, FORMATS[form].write(exported(desk, made, vias, facts))

    made, body = await HEAVY_WORK.do(work, desk.account, admitted=True)
    kept.keep(key, made)
    return Response(body, headers=file_headers(kind.name, form), media_type=FORMATS[form].media_type)


def made_of(answers: Mapping[ViaName, bytes], kind: Projection, wanted: Slice) -> Network:
    return network(ties_in(answers), wanted, directed=kind.directed, bipartite=kind.bipartite)


def asked_time(start: str | None, end: str | None) -> Period:
    for parameter, date in (("from", start), ("to", end)):
        if date and not is_day(date):
            raise BadParameter(f"`{parameter}` is {date}, a day that the month does not have.", parameter=parameter)
    if not before(start or "", end or ""):
        raise BadParameter(f"`from` is {start}, which is after `to`, {end}. Exchange them.", parameter="from")
    return Period(start or "", end or "")


def asked(request: Request, projection: Projection, vias: Sequence[Via]) -> dict[str, Json]:
    """What the network is, for whoever finds the file without its address."""
    return {
        **origin_of(request),
        "projection": projection.name,
        "title": f"{projection.name} network via {', '.join(via.name for via in vias)}",
        "means": projection.means,
        "about": f"{base_url(request)}api/networks",
    }


def exported(desk: Desk, found: Measured, vias: Sequence[Via], facts: dict[str, Json]) -> Exported:
    """The network with what was counted on the way."""
    made = found.network
    counts = {
        "ties": made.ties,
        "undated": made.undated,
        "half_dated": made.half_dated,
        "outside": made.outside,
        "light_edges": made.light,
    }
    told: dict[str, dict[str, str]] = {each.name: via_json(each) for each in vias}
    return labeled(desk.live, found, {**facts, **counts}, told)


def projection_json(each: Projection, base: str) -> dict[str, Json]:
    address = f"{base}api/network?projection={each.name}"
    return {
        "name": each.name,
        "means": each.means,
        "source": each.kinds[0],
        "target": each.kinds[1],
        "directed": each.directed,
        "bipartite": each.bipartite,
        "via": {via.name: {**via_json(via), "unasked": via.unasked} for via in each.vias},
        "links": {form: f"{address}&format={form}" for form in FORMATS},
    }


def via_json(via: Via) -> dict[str, str]:
    return {"means": via.means, "through": via.through, "dated": via.dated}
