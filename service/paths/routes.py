"""`/api/path`: how two things are connected."""

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from pyoxigraph import NamedNode

from service.addresses import base_url
from service.api.responses import Responses, problems
from service.api.strict_route import StrictRoute
from service.errors import BadParameter, Busy, Json, Throttled
from service.evidence.provenance import Provenance
from service.live.reading_room import reading_room
from service.live.releases import LiveRelease, live_release
from service.networks.workbench import WORKBENCH
from service.paths.ends import LONGEST, PATTERN, UnknownThing, present, read_end
from service.paths.links import Links
from service.paths.search import Bounds, PathsFound, find_paths, hubs_on
from service.paths.steps import Step, Teller, step_json, thing_json
from service.paths.text import as_text

MOST_PATHS: Final = 20
BOUNDS: Final = Bounds()
ANSWERS: Final[Responses] = {200: {"description": "the paths", "content": {"text/plain": {}}}}
WRITTEN: Final = {"pattern": PATTERN, "maxLength": LONGEST}

router = APIRouter(tags=["networks"], route_class=StrictRoute)


@dataclass(frozen=True)
class Told:
    """Paths with the steps of each."""

    ends: tuple[NamedNode, NamedNode]
    found: PathsFound
    steps: list[list[Step]]
    links: Links
    teller: Teller


@router.get(
    "/api/path",
    summary="How two things are connected",
    responses={**ANSWERS, **problems(BadParameter, UnknownThing, Throttled, Busy)},
)
@router.get("/api/path/", include_in_schema=False)
async def path(
    request: Request,
    start: Annotated[
        str,
        Query(
            alias="from",
            max_length=LONGEST,
            description="a thing, such as project/bigscience",
            json_schema_extra=WRITTEN,
            examples=["project/bigscience"],
        ),
    ],
    end: Annotated[
        str,
        Query(
            alias="to",
            max_length=LONGEST,
            description="another thing",
            json_schema_extra=WRITTEN,
            examples=["organization/genci"],
        ),
    ],
    limit: Annotated[int, Query(ge=1, le=MOST_PATHS, description="how many paths at most")] = 3,
    form: Annotated[Literal["json", "text"], Query(alias="format", description="how they are written")] = "json",
) -> Response:
    """The shortest explanations, edge by edge, each with who says so.

    Only what somebody did connects: not to be of one kind, country or license. Things with more than 300 links are
    passed over, except where a way around them is much longer; then they are named in `through_hubs`.
    """
    live, base = live_release(request), base_url(request)
    asked = read_end(start, "from"), read_end(end, "to")

    def work() -> Response:
        told = tell(live, asked, limit)
        if form == "text":
            return PlainTextResponse(as_text(told.found, told.ends, told.steps, told.teller))
        return JSONResponse(paths_json(told, live.id, base))

    return await WORKBENCH.do(work, request.scope["account"])


def tell(live: LiveRelease, asked: tuple[NamedNode, NamedNode], limit: int) -> Told:
    names = reading_room(live).names
    start, end = (
        present(live.store, names, node, parameter) for node, parameter in zip(asked, ("from", "to"), strict=True)
    )
    links = Links(live.store, (start, end))
    teller = Teller(links, Provenance(live.store))
    found = find_paths(links, start, end, limit, BOUNDS)
    return Told((start, end), found, [teller.steps(each) for each in found.paths], links, teller)


def paths_json(told: Told, release: str, base: str) -> dict[str, Json]:
    start, end = told.ends
    return {
        "release": release,
        "from": thing_json(start, told.teller),
        "to": thing_json(end, told.teller),
        "length": min((len(steps) for steps in told.steps), default=None),
        "paths": [
            {
                "length": len(steps),
                "steps": [step_json(step, told.teller, base) for step in steps],
                "alike": alike,
                "through_hubs": [thing_json(node, told.teller) for node in hubs_on(told.links, each)],
            }
            for each, steps, alike in zip(told.found.paths, told.steps, told.found.alike, strict=True)
        ],
        "visited": told.found.visited,
        "complete": told.found.complete,
        "bounds": {"steps": BOUNDS.steps, "things": BOUNDS.nodes, "seconds": BOUNDS.seconds},
    }
