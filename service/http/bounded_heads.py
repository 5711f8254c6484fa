"""The HTTP protocol of the server, with a bound for what stands before the body; the parser has none."""

from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD: Final = 2 * 1024**2
TOO_LONG: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: 45\r\nConnection: close\r\n\r\nAddress and headers are longer than 2097152 B"
)


class BoundedHeads(HttpToolsProtocol):
    """Hangs up on a client whose address and headers do not end."""

    _in_head = True
    _taken = 0

    def data_received(self, data: bytes) -> None:
        self._taken += len(data)
        super().data_received(data)
        if self._in_head and self._taken > LONGEST_HEAD and not self.transport.is_closing():
            self.transport.write(TOO_LONG)
            self.transport.close()

    def on_message_begin(self) -> None:
        self._in_head = True
        self._taken = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()
