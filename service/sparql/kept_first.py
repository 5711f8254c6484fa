"""The way past everything for a query that was answered before: most of what repeated queries cost is the way."""

from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from service.fair_use.budgets import Budgets
from service.fair_use.clients import client_of
from service.live.one_release import HEADER as RELEASE
from service.live.releases import LiveReleases
from service.operations.access_log import AccessLines
from service.operations.exchange import Exchange, Query
from service.operations.request_ids import HEADER as REQUEST_ID
from service.operations.request_ids import request_id
from service.outcomes import KEPT
from service.sparql.endpoint import PATHS, ROUTE
from service.sparql.result_cache import Kept, address_of

SPECIAL: Final = frozenset({b"if-none-match", b"origin"})
"""Headers of requests whose answers have more to them."""
WITH_ORIGIN: Final = b", Origin"
"""Who asks from a page gets headers more, so caches must tell them apart."""
RELEASE_HEADER: Final = RELEASE.lower().encode()
REQUEST_ID_HEADER: Final = REQUEST_ID.lower().encode()


class KeptFirst:
    """ASGI application before all middleware: answers GET from what is kept, and passes everything else on.

    Its answers are those that the middleware would give, and are told to the log and the metrics like them.
    """

    def __init__(self, app: ASGIApp, releases: LiveReleases, budgets: Budgets, lines: AccessLines) -> None:
        self._app = app
        self._releases = releases
        self._budgets = budgets
        self._lines = lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kept = self._kept(scope) if scope["type"] == "http" and scope["path"] in PATHS else None
        if kept is None:
            await self._app(scope, receive, send)
        else:
            await self._answer(kept, scope, send)

    def _kept(self, scope: Scope) -> Kept | None:
        if scope["method"] != "GET" or not SPECIAL.isdisjoint(name for name, _ in scope["headers"]):
            return None
        return self._releases.current.answers.answer_at(address_of(scope))

    async def _answer(self, kept: Kept, scope: Scope, send: Send) -> None:
        live = scope["live_release"] = self._releases.current
        scope["route"] = ROUTE
        exchange = Exchange(request_id(scope), status=200, query=Query(live.pool.lane, kept.query, KEPT))
        headers = [
            *((name, value + WITH_ORIGIN if name == b"vary" else value) for name, value in kept.headers),
            *self._budgets.fields(self._budgets.account(client_of(scope))),
            (RELEASE_HEADER, live.id.encode()),
            (REQUEST_ID_HEADER, exchange.request_id.encode()),
        ]
        exchange.first_byte = exchange.elapsed()
        try:
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": kept.body})
            exchange.bytes_sent = len(kept.body)
        finally:
            self._lines.tell(scope, exchange)
