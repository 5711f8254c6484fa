"""What the endpoint says of a query that it does not run."""

import asyncio
import json
import math
from typing import Final

from fastapi import Request, Response

from service.errors import Busy, Endless, Json, NotExplained, PlanUnknown, SyntaxFault
from service.explain.cross_products import CrossProduct, endless
from service.explain.estimates import Estimates
from service.explain.explanation import Allowed, explain, graphs_of, in_words, limits_json, unexplained
from service.explain.loose_ends import may_fall_apart
from service.explain.query_reader import QueryReader
from service.explain.reading import Reading
from service.fair_use.budgets import Account
from service.fair_use.charging import charged
from service.http.negotiation import prefers_html
from service.live.reading_room import reading_room
from service.live.releases import LiveRelease, live_release
from service.operations.exchange import note_outcome
from service.outcomes import EXPLAINED
from service.pages import html
from service.sparql.protocol_request import ProtocolRequest
from service.workers.pool import HEAVY_AFTER_SECONDS

MOST_SECONDS: Final = 5.0
MOST_SECONDS_BEFORE_RUNNING: Final = 1.0
HEADERS: Final = {"Vary": "Accept", "Cache-Control": "no-store"}
TEMPLATE: Final = "explain.html"


async def explained(request: Request, asked: ProtocolRequest, query: str) -> Response:
    """The explanation, as a page for browsers and as JSON for everybody else; reading the query counts as work."""
    live = live_release(request)
    account: Account = request.scope["account"]
    try:
        async with charged(account):
            allowed = allowed_by(request, asked)
            reading = await reader_of(request).read(query, MOST_SECONDS)
            graphs = graphs_of(reading, asked.default_graphs, asked.named_graphs)
            told = await asyncio.to_thread(explain, reading, reading_room(live).counts, graphs, allowed)
    except PlanUnknown as unknown:
        told = unexplained(query, unknown.detail)
    body: dict[str, Json] = {"query": query, "release": live.id, **told, "limits": limits_json(allowed, account.told())}
    note_outcome(request.scope, EXPLAINED)
    if asked.format is None and prefers_html(request.headers.get("accept")):
        return html.page(request, TEMPLATE, {"told": body}, headers=HEADERS)
    return Response(json.dumps(body, ensure_ascii=False), 200, HEADERS, "application/json")


async def refuse_endless(request: Request, asked: ProtocolRequest, query: str) -> None:
    """Raises Endless for a query that asks for combinations without end; when in doubt, it may run."""
    await refuse_combinations(
        reader_of(request), live_release(request), query, asked.default_graphs, asked.named_graphs
    )


async def refuse_combinations(
    reader: QueryReader,
    live: LiveRelease,
    query: str,
    default_graphs: list[str] | None = None,
    named_graphs: list[str] | None = None,
) -> None:
    """As `refuse_endless`, of a query that came in whatever way."""
    if not may_fall_apart(query) or not reading_room(live).counts.described or not reader.ready():
        return
    try:
        reading = await reader.read(query, MOST_SECONDS_BEFORE_RUNNING)
    except (NotExplained, SyntaxFault, Busy):
        return
    graphs = graphs_of(reading, default_graphs, named_graphs)
    product = await asyncio.to_thread(product_of, live, reading, graphs)
    if product:
        raise Endless(
            f"This query was not run: {in_words(product)}, more than can be made before the deadline. Join the "
            "patterns by a variable that they share, ask for each alone, or add a LIMIT if some of them will do; with "
            "aggregates, ORDER BY or GROUP BY a LIMIT does not help. `explain=true` tells more.",
            combinations=product.rows,
        )


def product_of(live: LiveRelease, reading: Reading, graphs: tuple[str, ...]) -> CrossProduct | None:
    return endless(reading, Estimates(reading_room(live).counts, graphs), live.pool.limits.seconds)


def reader_of(request: Request) -> QueryReader:
    reader = request.app.state.query_reader
    assert isinstance(reader, QueryReader)
    return reader


def allowed_by(request: Request, asked: ProtocolRequest) -> Allowed:
    return allowed_on(live_release(request), asked.timeout)


def allowed_on(live: LiveRelease, timeout: float | None = None) -> Allowed:
    limits = live.pool.limits
    seconds = min(limits.seconds, timeout or math.inf)
    return Allowed(seconds, limits.memory, limits.result_bytes, HEAVY_AFTER_SECONDS)
