"""The SPARQL endpoint: SPARQL 1.1 protocol, queries only."""

import asyncio
import hashlib
import json

from fastapi import APIRouter, Request, Response

from service.addresses import base_url
from service.errors import BadParameter, ServiceRefused, UpdateRefused
from service.http.negotiation import GRAPH_OFFERS, SOLUTION_OFFERS, Offer, choose, preferred, prefers_html
from service.live.releases import live_release
from service.operations.exchange import note_outcome, note_query
from service.outcomes import UNCHANGED
from service.sparql import query_page, service_description
from service.sparql.answers import ask
from service.sparql.protocol_request import READ_ONLY, ProtocolRequest, read_request
from service.sparql.query_text import calls_service, form_of
from service.sparql.result_stream import ResultStream, until_gone
from service.workers.query_worker import Job

PATHS = ("/sparql", "/sparql/")
METHODS = ("GET", "HEAD", "OPTIONS", "POST")
OFFERS = {"solutions": SOLUTION_OFFERS, "graph": GRAPH_OFFERS}
NO_SERVICE = (
    "This endpoint does not call other endpoints. Remove the SERVICE clause, or run the query in a tool of yours and "
    "call this endpoint from there. If `service` is a prefix of yours, please rename it."
)

router = APIRouter(tags=["sparql"])


async def sparql(request: Request) -> Response:
    """Answer a SPARQL query; without one, describe the service."""
    if request.method == "OPTIONS":  # preflight requests of browsers are answered before they come this far
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    asked = await read_request(request, request.app.state.settings.request_limit)
    if browses(request, asked):
        return await query_page.show(request, asked)
    if asked.query is None:
        return without_query(request, asked)
    note_query(request.scope, live_release(request).pool.lane, asked.query)
    form = form_of(asked.query)
    if form == "update":
        raise UpdateRefused(READ_ONLY)
    if calls_service(asked.query):
        raise ServiceRefused(NO_SERVICE)
    offer = choose(OFFERS[form or "solutions"], request.headers.get("accept"), asked.format)
    return await answer_query(request, asked, asked.query, offer)


async def answer_query(request: Request, asked: ProtocolRequest, query: str, offer: Offer) -> Response:
    live = live_release(request)
    job = Job(
        query=query,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        format=offer.format,
        head=request.method == "HEAD",
    )
    headers = {"ETag": entity_tag(live.id, job, offer), "Vary": "Accept", "Cache-Control": "no-cache"}
    if request.method != "POST" and is_known(request.headers.get("if-none-match"), headers["ETag"]):
        note_outcome(request.scope, UNCHANGED)
        return Response(status_code=304, headers=headers)
    gone = asyncio.create_task(until_gone(request.receive))
    try:
        answer = await ask(live.pool, job, gone)
    except BaseException:
        gone.cancel()
        raise
    if not answer.complete:
        return ResultStream(answer, gone, offer.content_type, headers)
    gone.cancel()
    response = Response(answer.first, headers={**headers, "Content-Type": offer.content_type})
    if job["head"]:
        del response.headers["Content-Length"]  # it is that of the body which was not made
    return response


def browses(request: Request, asked: ProtocolRequest) -> bool:
    """Whether a person opened the endpoint or a link to a query in a browser: then a page shows it."""
    return request.method != "POST" and asked.format is None and prefers_html(request.headers.get("accept"))


def without_query(request: Request, asked: ProtocolRequest) -> Response:
    """The service description."""
    if request.method == "POST":
        raise BadParameter("The parameter `query` is missing.", parameter="query")
    base = base_url(request)
    accept = request.headers.get("accept")
    if asked.format is None and preferred(GRAPH_OFFERS, accept) is None and preferred(SOLUTION_OFFERS, accept):
        raise BadParameter("The parameter `query` is missing.", parameter="query")
    offer = choose(GRAPH_OFFERS, accept, asked.format)
    described = service_description.describe(base, live_release(request), offer.format)
    return Response(described, headers={"Vary": "Accept", "Content-Type": offer.content_type})


def entity_tag(release: str, job: Job, offer: Offer) -> str:
    parts = [release, job["query"], job["default_graphs"], job["named_graphs"], offer.content_type]
    return f'"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]}"'


def is_known(if_none_match: str | None, tag: str) -> bool:
    known = (entry.strip().removeprefix("W/") for entry in (if_none_match or "").split(","))
    return tag in known


for path in PATHS:
    router.add_api_route(path, sparql, methods=list(METHODS), include_in_schema=False)
