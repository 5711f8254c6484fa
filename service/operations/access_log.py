"""One line in the log for every request, and its figures for the metrics."""

import asyncio
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.live.releases import LiveRelease
from service.operations.exchange import KEY, Exchange, note_outcome
from service.operations.log_lines import address, json_line, plain_line
from service.operations.metrics import Metrics
from service.operations.request_ids import HEADER, request_id
from service.outcomes import ABANDONED, BUG

LEVEL: Final = "INFO"
PLAIN: Final = (
    '%(client)s "%(method)s %(path)s HTTP/%(http)s" %(status)d %(bytes)d %(seconds).3f release=%(release)s '
    "request=%(request)s"
)
PLAIN_QUERY: Final = PLAIN + " lane=%(lane)s query=%(query)s outcome=%(outcome)s"


class AccessLines:
    """Tells metrics and log of requests that are over; lines that come together are written together."""

    def __init__(self, metrics: Metrics, form: str) -> None:
        self._metrics = metrics
        self._line = {"plain": plain, "json": as_json}[form]
        self._waiting: list[str] = []

    def tell(self, scope: Scope, exchange: Exchange) -> None:
        seconds = exchange.elapsed()
        self._metrics.exchange_over(exchange, getattr(scope.get("route"), "path_format", None), seconds)
        if not self._waiting:
            asyncio.get_running_loop().call_soon(self._write)
        self._waiting.append(self._line(fields(scope, exchange, seconds)))

    def _write(self) -> None:
        lines, self._waiting = self._waiting, []
        with suppress(OSError):  # nobody reads the log any more
            sys.stderr.write("\n".join([*lines, ""]))
            sys.stderr.flush()


class AccessLog:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, lines: AccessLines) -> None:
        self._app = app
        self._lines = lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = scope[KEY] = Exchange(request_id(scope))

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                exchange.first_byte = exchange.elapsed()
                MutableHeaders(scope=message)[HEADER] = exchange.request_id
            elif scope["method"] != "HEAD":
                exchange.bytes_sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        except BaseException as error:
            exchange.status = exchange.status or 500
            note_outcome(scope, BUG if isinstance(error, Exception) else ABANDONED)
            raise
        finally:
            self._lines.tell(scope, exchange)


def plain(told: Mapping[str, object]) -> str:
    return plain_line(time.time(), LEVEL, (PLAIN_QUERY if "query" in told else PLAIN) % told)


def as_json(told: Mapping[str, object]) -> str:
    return json_line(time.time(), LEVEL, __name__, told)


def fields(scope: Scope, exchange: Exchange, seconds: float) -> Mapping[str, object]:
    """What the log says of a request. The query string is left out: it holds what people ask."""
    client, live = scope.get("client"), scope.get("live_release")
    told: dict[str, object] = {
        "client": address(client[0]) if client else "-",
        "method": scope["method"],
        "path": address(scope.get("raw_path") or scope["path"]),
        "http": scope["http_version"],
        "status": exchange.status,
        "bytes": exchange.bytes_sent,
        "seconds": round(seconds, 6),
        "release": live.id if isinstance(live, LiveRelease) else "-",
        "request": exchange.request_id,
    }
    if query := exchange.query:
        told |= {"lane": query.lane, "query": query.digest, "outcome": query.outcome}
    return told
