"""The server's side of the door of a worker: it speaks the little HTTP that the engine needs to call an endpoint."""

import asyncio
import re
import socket
from contextlib import aclosing
from http import HTTPStatus
from typing import Final

from service.errors import EndpointFailed
from service.federation.outside import Headers, Outside
from service.sparql.query_text import calls_service

LONGEST_HEAD: Final = 16 * 1024
LONGEST_QUERY: Final = 1024**2
MOST_CALLS: Final = 100
REQUEST_LINE: Final = re.compile(rb"POST /(\d{1,6}) HTTP/1\.1")
PASSED_ON: Final = (b"accept", b"content-type")
USER_AGENT: Final = (b"User-Agent", b"OpenCairn")


class Door:
    """Answers what one worker asks of endpoints; each query may call them a number of times."""

    def __init__(self, listening: socket.socket, outside: Outside) -> None:
        self._listening = listening
        self._outside = outside
        self._calls_left = MOST_CALLS
        self._visits: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._visited, sock=self._listening, limit=LONGEST_HEAD)

    def close(self) -> None:
        if self._server:
            self._server.close()
        for visit in self._visits:
            visit.cancel()

    def next_query(self) -> None:
        """Begin to count calls anew."""
        self._calls_left = MOST_CALLS

    def _visited(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = asyncio.create_task(self._serve(reader, writer))
        self._visits.add(visit)
        visit.add_done_callback(self._visits.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request; an answer that breaks off is cut, so that the engine does not take it for all."""
        begun = False
        try:
            number, headers, query = await self._read(reader)
            async with aclosing(self._outside.ask(number, headers, query)) as chunks:
                writer.write(head(HTTPStatus.OK, await anext(chunks)))
                begun = True
                async for chunk in chunks:
                    writer.write(framed(chunk))
                    await writer.drain()
            writer.write(framed(b""))
        except EndpointFailed as error:
            if begun:
                writer.transport.abort()
            else:
                writer.write(head(HTTPStatus.BAD_GATEWAY, b"text/plain") + framed(error.detail.encode()) + framed(b""))
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the worker is gone
        finally:
            writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> tuple[int, Headers, bytes]:
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
        host = re.sub(r"^[a-z]+://(?:[^/@]*@)?([^/?#]*).*$", r"\1", self._outside.endpoints[int(asked[1])])
        passed_on = [(name, fields[name]) for name in PASSED_ON]
        return (
            int(asked[1]),
            [(b"Host", host.encode()), USER_AGENT, *passed_on, (b"Content-Length", str(size).encode())],
            query,
        )


def head(status: HTTPStatus, media_type: bytes) -> bytes:
    fields = b"Content-Type: %b\r\nTransfer-Encoding: chunked\r\nConnection: close" % media_type
    return b"HTTP/1.1 %d %b\r\n%b\r\n\r\n" % (status, status.phrase.encode(), fields)


def framed(chunk: bytes) -> bytes:
    """A chunk of a chunked body; an empty one ends it."""
    return b"%x\r\n%b\r\n" % (len(chunk), chunk)
