"""Routes for agents: their tools, and what they are told about this site."""

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse
from starlette.routing import Route

from service.addresses import plain_base_url
from service.agents.door import Door
from service.agents.llms import written
from service.api.responses import READING, problems
from service.api.strict_route import StrictRoute
from service.live.reading_room import reading_room
from service.live.releases import live_release

router = APIRouter(tags=["agents"], route_class=StrictRoute)
router.routes += [Route(path, Door(), methods=["POST"], name="mcp") for path in ("/mcp", "/mcp/")]


@router.get(
    "/llms.txt",
    summary="What language models should know of this site",
    response_class=PlainTextResponse,
    responses=problems(*READING),
)
@router.get("/llms.txt/", include_in_schema=False)
def llms(request: Request) -> PlainTextResponse:
    room = reading_room(live_release(request))
    return PlainTextResponse(written(plain_base_url(request), room, request.app.state.questions))
