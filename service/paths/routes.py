"""`/api/path`: how two things are connected."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from service.addresses import base_url
from service.api.responses import Responses, problems
from service.api.shapes.paths import Paths
from service.api.strict_route import StrictRoute
from service.errors import BadParameter, Busy, Throttled
from service.heavy_work import HEAVY_WORK
from service.live.releases import live_release
from service.paths.ends import LONGEST, PATTERN, UnknownThing, read_end
from service.paths.text import as_text
from service.paths.told import Told, paths_json, tell

MOST_PATHS: Final = 20
ANSWERS: Final[Responses] = {200: {"model": Paths, "description": "the paths", "content": {"text/plain": {}}}}
Form = Literal["json", "text"]
WRITTEN: Final = {"pattern": PATTERN, "maxLength": LONGEST}

router = APIRouter(tags=["networks"], route_class=StrictRoute)


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
    form: Annotated[Form, Query(alias="format", description="how they are written")] = "json",
) -> Response:
    """The shortest explanations, edge by edge, each with who says so.

    Only what somebody did connects: not to be of one kind, country or license. Things with more than 300 links are
    passed over, except where a way around them is much longer; then they are named in `through_hubs`.
    """
    live, base = live_release(request), base_url(request)
    asked = read_end(start, "from"), read_end(end, "to")

    def work() -> Response:
        return written(tell(live, asked, limit), form, live.id, base)

    return await HEAVY_WORK.do(work, request.scope["account"])


def written(told: Told, form: Form, release: str, base: str) -> Response:
    """The answer; one that was stopped is not kept, since the next search may get further."""
    headers = {} if told.found.complete else {"Cache-Control": "no-store"}
    if form == "text":
        return PlainTextResponse(as_text(told.found, told.ends, told.steps, told.teller), headers=headers)
    return JSONResponse(paths_json(told, release, base), headers=headers)
