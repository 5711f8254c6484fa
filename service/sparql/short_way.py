"""The way past everything for queries whose answers are kept or looked up: most of what they cost is the way."""

import time
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from service.errors import Throttled
from service.fair_use.budgets import Account, Budgets
from service.fair_use.clients import client_of
from service.live.one_release import HEADER as RELEASE
from service.live.releases import LiveRelease, LiveReleases
from service.operations.access_log import AccessLines
from service.operations.exchange import Exchange, Query
from service.operations.request_ids import HEADER as REQUEST_ID
from service.operations.request_ids import request_id
from service.outcomes import ANSWERED, KEPT
from service.sparql.answer_headers import repeatable
from service.sparql.endpoint import PATHS, ROUTE
from service.sparql.point_lookups import asked_at, look_up
from service.sparql.result_cache import Address, Kept, address_of

SPECIAL: Final = frozenset({b"if-none-match", b"origin"})
"""Headers of requests whose answers have more to them."""
WITH_ORIGIN: Final = b", Origin"
"""Who asks from a page gets headers more, so caches must tell them apart."""
RELEASE_HEADER: Final = RELEASE.lower().encode()
REQUEST_ID_HEADER: Final = REQUEST_ID.lower().encode()


class ShortWay:
    """ASGI application before all middleware: answers GET from what is kept or looked up, and passes the rest on.

    Its answers are those that the middleware would give, and are told to the log and the metrics like them.
    """

    def __init__(self, app: ASGIApp, releases: LiveReleases, budgets: Budgets, lines: AccessLines) -> None:
        self._app = app
        self._releases = releases
        self._budgets = budgets
        self._lines = lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not is_plain(scope):
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        live = self._releases.current
        account = self._budgets.account(client_of(scope))
        address, outcome = address_of(scope), KEPT
        answer = live.answers.answer_at(address)
        if answer is None:
            answer, outcome = looked_up(address, live, account), ANSWERED
        if answer is None:
            await self._app(scope, receive, send)
            return
        scope["live_release"], scope["route"] = live, ROUTE
        exchange = Exchange(request_id(scope), started, status=200, query=Query(live.pool.lane, answer.query, outcome))
        await self._send(answer, self._budgets.fields(account), exchange, scope, send)

    async def _send(
        self, answer: Kept, budget: list[tuple[bytes, bytes]], exchange: Exchange, scope: Scope, send: Send
    ) -> None:
        headers = [
            *((name, value + WITH_ORIGIN if name == b"vary" else value) for name, value in answer.headers),
            *budget,
            (RELEASE_HEADER, scope["live_release"].id.encode()),
            (REQUEST_ID_HEADER, exchange.request_id.encode()),
        ]
        exchange.first_byte = exchange.elapsed()
        try:
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": answer.body})
            exchange.bytes_sent = len(answer.body)
        finally:
            self._lines.tell(scope, exchange)


def is_plain(scope: Scope) -> bool:
    """Whether a request is a GET of the endpoint whose answer depends on nothing but its address."""
    return (
        scope["type"] == "http"
        and scope["path"] in PATHS
        and scope["method"] == "GET"
        and SPECIAL.isdisjoint(name for name, _ in scope["headers"])
    )


def looked_up(address: Address, live: LiveRelease, account: Account) -> Kept | None:
    """The answer to a point lookup, charged and kept; None for all that must go the long way."""
    asked = asked_at(address)
    if asked is None:
        return None
    job, offer = asked
    began = time.perf_counter()
    try:
        account.begin()
    except Throttled:  # there it hears so
        return None
    try:
        body = look_up(live.store, job)
    finally:
        account.end(time.perf_counter() - began)
    if body is None:
        return None
    headers = repeatable(live.id, job, offer)
    return live.answers.keep_body(headers, job["query"], body, address)
