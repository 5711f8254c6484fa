"""The server's side of the door of a worker: it speaks the little HTTP that the engine needs to call an endpoint."""

import asyncio
import re
import socket
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from service.errors import EndpointFailed
from service.federation.outside import Headers, Outside
from service.sparql.query_text import calls_service

LONGEST_HEAD: Final = 16 * 1024
LONGEST_QUERY: Final = 1024**2
MOST_CALLS: Final = 100
REQUEST_LINE: Final = re.compile(rb"POST /(\d{1,6})(/silent)? HTTP/1\.1")
USER_AGENT: Final = b"OpenCairn"


@dataclass(frozen=True)
class Call:
    """What the engine asks of an endpoint, by its number in the list; a silent call may fail."""

    endpoint: int
    silent: bool
    headers: Headers
    query: bytes


class Door:
    """Answers what one worker asks of endpoints; each query may call them a number of times."""

    def __init__(self, listening: socket.socket, outside: Outside) -> None:
        self._listening = listening
        self._outside = outside
        self._calls_left = MOST_CALLS
        self._fail: Callable[[EndpointFailed], None] = nobody_hears
        self._visits: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._visited, sock=self._listening, limit=LONGEST_HEAD)

    def close(self) -> None:
        if self._server:
            self._server.close()
        for visit in self._visits:
            visit.cancel()

    def next_query(self, fail: Callable[[EndpointFailed], None]) -> None:
        """Count calls anew; `fail` ends the query."""
        self._calls_left = MOST_CALLS
        self._fail = fail

    def _visited(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = asyncio.create_task(self._serve(reader, writer))
        self._visits.add(visit)
        visit.add_done_callback(self._visits.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await self._read(reader)
            try:
                await self._pass_on(request, writer)
            except EndpointFailed as error:
                if not request.silent:
                    raise
                refuse(writer, error)
        except EndpointFailed as error:
            self._fail(error)
            await asyncio.Event().wait()  # the engine, which may take a failed call for none, hears no more
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the worker is gone
        finally:
            writer.close()

    async def _pass_on(self, call: Call, writer: asyncio.StreamWriter) -> None:
        async with aclosing(self._outside.ask(call.endpoint, call.headers, call.query)) as chunks:
            first = head(HTTPStatus.OK, await anext(chunks))
            async for chunk in chunks:
                writer.write(first + framed(chunk))
                first = b""
                await writer.drain()
        writer.write(first + framed(b""))

    async def _read(self, reader: asyncio.StreamReader) -> Call:
        start, *lines = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
        fields = dict(line.split(b": ", 1) for line in lines if line)
        size = int(fields[b"content-length"])
        asked = REQUEST_LINE.fullmatch(start)
        if size > LONGEST_QUERY or asked is None or int(asked[1]) >= len(self._outside.endpoints):
            raise EndpointFailed("The call cannot be passed on.")
        query = await reader.readexactly(size)
        if calls_service(query.decode()):
            raise EndpointFailed("A SERVICE clause must not stand inside another.")
        if self._calls_left == 0:
            raise EndpointFailed(f"The query calls endpoints more than {MOST_CALLS} times.")
        self._calls_left -= 1
        endpoint = int(asked[1])
        own = [(b"Host", authority(self._outside.endpoints[endpoint])), (b"User-Agent", USER_AGENT)]
        passed_on = [(name, fields[name]) for name in (b"accept", b"content-type", b"content-length")]
        return Call(endpoint, bool(asked[2]), own + passed_on, query)


def nobody_hears(_: EndpointFailed) -> None:
    """Before the first query."""


def authority(address: str) -> bytes:
    """Host and port of an address."""
    return urlsplit(address).netloc.encode()


def refuse(writer: asyncio.StreamWriter, error: EndpointFailed) -> None:
    """Fail a call of a SILENT clause; an answer that was begun becomes one that cannot be read."""
    writer.write(head(HTTPStatus.BAD_GATEWAY, b"text/plain") + framed(error.detail.encode()) + framed(b""))


def head(status: HTTPStatus, media_type: bytes) -> bytes:
    fields = b"Content-Type: %b\r\nTransfer-Encoding: chunked\r\nConnection: close" % media_type
    return b"HTTP/1.1 %d %b\r\n%b\r\n\r\n" % (status, status.phrase.encode(), fields)


def framed(chunk: bytes) -> bytes:
    """A chunk of a chunked body; an empty one ends it."""
    return b"%x\r\n%b\r\n" % (len(chunk), chunk)
