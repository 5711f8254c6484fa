"""Sending an answer whose length is not known beforehand."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing
from http import HTTPStatus

from fastapi import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from service.addresses import as_published
from service.errors import ClientGone, ServiceError
from service.operations.exchange import note_outcome
from service.sparql.answers import Answer

log = logging.getLogger(__name__)


async def until_gone(receive: Receive) -> None:
    """Return when the client has hung up."""
    message: Message = {"type": ""}
    while message["type"] != "http.disconnect":
        message = await receive()


def cut_mark(reason: str) -> bytes:
    """A last line that is wrong in every format, wherever the answer ends: a string, or a tag, that is never closed.

    It is for those who do not notice that the connection was cut, as Python does not for programs that read line by
    line, nor that elements are left open, as some parsers of RDF/XML do not.
    """
    line = " ".join(reason.replace('"', "'").split())
    return f'\n"<TRUNCATED: {line}'.encode()


class ResultStream(Response):
    """Streams an answer. If it cannot be completed the connection is cut, so that nobody takes a part for all.

    What is not compressed ends with a mark before that; what is compressed lacks its end. An answer of at most
    `most_kept` bytes is given to `keep` when it is complete.
    """

    def __init__(
        self,
        answer: Answer,
        gone: "asyncio.Task[None]",
        headers: dict[str, str],
        keep: Callable[[bytes], None],
        most_kept: int,
    ) -> None:
        self.answer = answer
        self.gone = gone
        self.status_code = HTTPStatus.OK
        self.background = None
        self._keep = keep
        self._most_kept = most_kept
        self.init_headers(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = bytearray()
        start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        try:
            async with aclosing(self.answer.chunks()) as chunks:
                await send(start)
                async for chunk in chunks:
                    if len(body) <= self._most_kept:
                        body += chunk
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
        except (ServiceError, ClientGone) as error:
            note_outcome(scope, error)
            log.warning("result cut off: %s", error or "the client is gone")
            if isinstance(error, ServiceError) and "content-encoding" not in self.headers:
                mark = cut_mark(as_published(Request(scope), error.detail))
                await send({"type": "http.response.body", "body": mark, "more_body": True})
            return
        finally:
            self.gone.cancel()
        if len(body) <= self._most_kept:
            self._keep(bytes(body))
        await send({"type": "http.response.body", "body": b"", "more_body": False})
