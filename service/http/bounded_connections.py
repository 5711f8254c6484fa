"""The HTTP protocol of the server, with bounds for size and time that the parser does not have."""

import asyncio
from typing import ClassVar, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD: Final = 2 * 1024**2


def plain_answer(status: str, text: str) -> bytes:
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(text)}\r\n"
        f"Connection: close\r\n\r\n{text}"
    ).encode("ascii")


TOO_LONG: Final = plain_answer(
    "431 Request Header Fields Too Large", f"Address and headers are longer than {LONGEST_HEAD} B"
)
TOO_SLOW: Final = plain_answer("408 Request Timeout", "Address and headers took too long to arrive")


class BoundedConnection(HttpToolsProtocol):
    """Hangs up on a client whose address and headers do not end, or that lets us wait.

    Attributes:
        patience: seconds for address and headers, and for taking something of an answer.
    """

    patience: ClassVar[float]
    _in_head = False
    _taken = 0
    _head_timer: asyncio.TimerHandle | None = None
    _reading_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._head_timer, self._reading_timer):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._taken += len(data)
        super().data_received(data)
        if self._in_head and self._taken > LONGEST_HEAD:
            self._hang_up(TOO_LONG)

    def on_message_begin(self) -> None:
        self._in_head = True
        self._taken = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_head = False
        if self._head_timer:
            self._head_timer.cancel()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.cycle.response_complete:  # no other request waits
            self._expect_head()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._reading_timer = self.loop.call_later(self.patience, self.transport.abort)

    def resume_writing(self) -> None:
        if self._reading_timer:
            self._reading_timer.cancel()
        super().resume_writing()

    def _expect_head(self) -> None:
        """Wait for an address and headers; those who send nothing at all hear nothing."""
        if self._head_timer:
            self._head_timer.cancel()
        self._head_timer = self.loop.call_later(
            self.patience, lambda: self._hang_up(TOO_SLOW if self._in_head else b"")
        )

    def _hang_up(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()


def with_patience(seconds: float) -> type[BoundedConnection]:
    class PatientConnection(BoundedConnection):
        patience = seconds

    return PatientConnection
