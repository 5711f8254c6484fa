"""The SPARQL endpoint: SPARQL 1.1 protocol, queries only."""

import asyncio
from collections.abc import Callable

from fastapi import Request, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from service.addresses import plain_base_url
from service.errors import BadParameter, ClientGone, ServiceError
from service.explain.answer import explained, refuse_endless
from service.http import problem
from service.http.content_coding import content_coding
from service.http.entity_tags import is_known
from service.http.negotiation import GRAPH_OFFERS, SOLUTION_OFFERS, Offer, choose, preferred, prefers_html
from service.live.releases import live_release
from service.operations.exchange import note_outcome, note_query, query_digest
from service.outcomes import UNCHANGED
from service.sparql import query_page, service_description
from service.sparql.answer_headers import VARY, described, repeatable
from service.sparql.answers import ask
from service.sparql.kept_answer import KeptAnswer
from service.sparql.placement import placed
from service.sparql.protocol_request import ProtocolRequest, read_request
from service.sparql.query_text import form_of, is_repeatable
from service.sparql.result_cache import address_of
from service.sparql.result_stream import ResultStream, until_gone
from service.workers.pool import WorkerPool
from service.workers.query_worker import Job

PATHS = ("/sparql", "/sparql/")
METHODS = ("GET", "HEAD", "OPTIONS", "POST")
ALLOW = {"Allow": ", ".join(METHODS)}
OFFERS = {"solutions": SOLUTION_OFFERS, "graph": GRAPH_OFFERS}


class SparqlEndpoint:
    """ASGI middleware that answers what is asked at the endpoint, and passes the rest on.

    It stands before the routes because the stack of a route costs more than a simple query does.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in PATHS:
            await self._app(scope, receive, send)
            return
        scope["route"] = ROUTE
        await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await sparql(request)
        except ServiceError as error:
            response = problem.expected(request, error)
        except HTTPException as error:
            response = problem.plain_http(request, error)
        except (ClientGone, ClientDisconnect) as error:
            response = problem.client_gone(request, error)
        await response(scope, receive, send)


async def sparql(request: Request) -> Response:
    """Answer a SPARQL query; without one, describe the service."""
    if request.method not in METHODS:
        raise HTTPException(405, headers=ALLOW)
    if request.method == "OPTIONS":  # preflight requests of browsers are answered before they come this far
        return Response(status_code=204, headers=ALLOW)
    settings = request.app.state.settings
    asked = await read_request(request, settings.request_limit, settings.query_timeout)
    if asked.explain:
        return await explanation(request, asked)
    if browses(request, asked):
        return await query_page.show(request, asked)
    if asked.query is None:
        return without_query(request, asked)
    note_query(request.scope, live_release(request).pool.lane, query_digest(asked.query))
    query, pool = placed(asked.query, live_release(request))
    offer = choose(OFFERS[form_of(query) or "solutions"], request.headers.get("accept"), asked.format)
    return await answer_query(request, asked, query, pool, offer)


async def answer_query(
    request: Request, asked: ProtocolRequest, query: str, pool: WorkerPool, offer: Offer
) -> Response:
    live = live_release(request)
    job = Job(
        query=query,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        format=offer.format,
        coding=content_coding(request.headers.get("accept-encoding")),
        head=request.method == "HEAD",
    )
    if pool is not live.pool or not is_repeatable(query):
        headers = {**described(job, offer), "Cache-Control": "no-store"}
        await refuse_endless(request, asked, query)
        return await computed(request, pool, job, asked.timeout, headers, lambda _: None)
    headers = repeatable(live.id, job, offer)
    tag = headers["ETag"]
    address = address_of(request.scope) if request.method != "POST" else None

    def keep(body: bytes) -> None:
        live.answers.keep_body(headers, query, body, address)

    kept = live.answers.answer(tag)
    if kept is not None:
        keep(kept.body)
        return KeptAnswer(kept)
    known = request.headers.get("if-none-match")
    if request.method != "POST" and known != "*" and is_known(known, tag):  # whether there is any is not known yet
        note_outcome(request.scope, UNCHANGED)
        return Response(status_code=304, headers=headers)
    await refuse_endless(request, asked, query)
    return await computed(request, pool, job, asked.timeout, headers, keep)


def whole(body: bytes, job: Job, headers: dict[str, str], keep: Callable[[bytes], None]) -> Response:
    response = Response(body, headers=headers)
    if job["head"]:
        del response.headers["Content-Length"]  # it is that of the body which was not made
    else:
        keep(body)
    return response


async def computed(
    request: Request,
    pool: WorkerPool,
    job: Job,
    timeout: float | None,
    headers: dict[str, str],
    keep: Callable[[bytes], None],
) -> Response:
    """The answer of a worker; `keep` gets its body when it is complete and not too large."""
    gone = asyncio.create_task(until_gone(request.receive))
    try:
        answer = await ask(pool, job, gone, request.scope["account"], timeout)
    except BaseException:
        gone.cancel()
        raise
    if not answer.complete:
        return ResultStream(answer, gone, headers, keep, live_release(request).answers.largest)
    gone.cancel()
    return whole(answer.first, job, headers, keep)


async def explanation(request: Request, asked: ProtocolRequest) -> Response:
    """What a query would do, if it may run at all."""
    if asked.query is None:
        raise BadParameter("The parameter `query` is missing: there is nothing to explain.", parameter="query")
    note_query(request.scope, live_release(request).pool.lane, query_digest(asked.query))
    placed(asked.query, live_release(request))
    return await explained(request, asked, asked.query)


def browses(request: Request, asked: ProtocolRequest) -> bool:
    """Whether a person opened the endpoint or a link to a query in a browser: then a page shows it."""
    return request.method != "POST" and asked.format is None and prefers_html(request.headers.get("accept"))


def without_query(request: Request, asked: ProtocolRequest) -> Response:
    """The service description."""
    if request.method == "POST":
        raise BadParameter("The parameter `query` is missing.", parameter="query")
    accept = request.headers.get("accept")
    if asked.format is None and preferred(GRAPH_OFFERS, accept) is None and preferred(SOLUTION_OFFERS, accept):
        raise BadParameter("The parameter `query` is missing.", parameter="query")
    offer = choose(GRAPH_OFFERS, accept, asked.format)
    described = service_description.describe(plain_base_url(request), live_release(request), offer.format)
    return Response(described, headers={"Vary": VARY, "Content-Type": offer.content_type})


ROUTE = Route(PATHS[0], sparql, methods=list(METHODS))
"""What log and metrics call it."""
