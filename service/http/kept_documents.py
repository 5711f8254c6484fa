"""Everything that says the same for as long as a release is served: compressed, tagged, and kept in memory.

What routes answer passes through here, but for queries and dumps, which have rules of their own, and for what says
`no-store`.
"""

import asyncio
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.byte_cache import ByteCache
from service.http.content_coding import compressed, content_coding
from service.http.entity_tags import is_known

METHODS: Final = ("GET", "HEAD")
SMALLEST: Final = 1024
"""Bytes from which on compression is worth its while."""
LARGE: Final = 64 * 1024
"""Bytes from which on it would hold up others."""
COMPRESSIBLE: Final = ("text/", "application/", "image/svg+xml")
VARY: Final = ("Accept", "Accept-Encoding")
DUMPS: Final = "/dumps/"
QUERIES: Final = ("/sparql", "/sparql/")
NO_QUERY: Final = re.compile(rb"(format=[^&%]*)?")
LONGEST_ADDRESS: Final = 4096
NOT_WITH_304: Final = frozenset({b"content-length", b"content-type", b"content-encoding"})

Address = tuple[bytes | str, ...]


@dataclass(frozen=True)
class Document:
    """A whole answer to GET.

    Attributes:
        route: what log and metrics call it.
    """

    route: object
    tag: str
    headers: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def size(self) -> int:
        return len(self.body)


class KeptDocuments:
    """ASGI middleware within `OneRelease`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in METHODS or asks_query(scope) or asks_dump(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        coding = content_coding(headers.get("accept-encoding"))
        address = address_of(scope, headers, coding)
        documents: ByteCache[Address, Document] = scope["live_release"].documents
        document = documents.find(address)
        if document is None:
            whole = Collected(send)
            inner = {**scope, "method": "GET"}
            try:
                await self._app(inner, receive, whole.take)
            finally:
                scope["route"] = inner.get("route")
            if whole.start is None:
                return
            document = await finished(whole, coding, inner.get("route"))
            if sum(map(len, address)) <= LONGEST_ADDRESS:
                documents.keep(address, document)
        else:
            scope["route"] = document.route
        await deliver(document, scope["method"], headers.get("if-none-match"), send)


@dataclass
class Collected:
    """Holds back an answer that can be kept until it is whole; lets any other through."""

    send: Send
    start: Message | None = None
    body: bytearray = field(default_factory=bytearray)

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start" and is_document(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")


def is_document(start: Message) -> bool:
    return start["status"] == 200 and "no-store" not in Headers(raw=start["headers"]).get("cache-control", "")


def asks_query(scope: Scope) -> bool:
    """Whether a query may be asked; the endpoint without one is a document like others."""
    return scope["path"] in QUERIES and not NO_QUERY.fullmatch(scope["query_string"])


def asks_dump(scope: Scope) -> bool:
    """Whether a file is asked for that is too large to be kept, and compressed."""
    path: str = scope["path"]
    return path.startswith(DUMPS)


def address_of(scope: Scope, headers: Headers, coding: str) -> Address:
    """What a document depends on: the address that was asked, as links start with it, and what the client takes."""
    asked = (scope["scheme"], headers.get("host", ""), scope["path"], scope["query_string"])
    return (*asked, ",".join(headers.getlist("accept")), coding)


async def finished(whole: Collected, coding: str, route: object) -> Document:
    """The answer as it is sent: compressed if that is worth it, with its tag."""
    assert whole.start is not None
    body, headers = bytes(whole.body), MutableHeaders(raw=list(whole.start["headers"]))
    used = coding if len(body) >= SMALLEST and headers.get("content-type", "").startswith(COMPRESSIBLE) else ""
    content = hashlib.sha256(headers.get("content-type", "").encode() + b"\n" + body).hexdigest()[:24]
    tag = f'"{content}{used and "-" + used}"'
    if used:
        body = await aside(len(body), lambda: compressed(bytes(whole.body), used))
        headers["Content-Encoding"] = used
    headers["Content-Length"] = str(len(body))
    headers["ETag"] = tag
    headers.setdefault("Cache-Control", "no-cache")
    headers["Vary"] = ", ".join(dict.fromkeys([*filter(None, headers.get("vary", "").split(", ")), *VARY]))
    return Document(route, tag, headers.raw, body)


async def aside(size: int, work: Callable[[], bytes]) -> bytes:
    """Do the work, in a thread if it is large."""
    return await asyncio.to_thread(work) if size > LARGE else work()


async def deliver(document: Document, method: str, if_none_match: str | None, send: Send) -> None:
    """Send a document, or tell the client that it has it already."""
    status, headers, body = 200, document.headers, document.body
    if is_known(if_none_match, document.tag):
        status, headers, body = 304, [each for each in headers if each[0] not in NOT_WITH_304], b""
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})
