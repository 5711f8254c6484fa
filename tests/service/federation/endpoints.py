"""Endpoints of others, each with its manners, on a real port."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

JSON: Final = "application/sparql-results+json"
ROWS: Final = json.dumps(
    {"head": {"vars": ["o"]}, "results": {"bindings": [{"o": {"type": "literal", "value": "from outside"}}]}}
).encode()


@dataclass
class Endpoints:
    """What was asked of them, with the headers."""

    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    elsewhere: str = ""

    def url(self, manner: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/{manner}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    endpoints: Endpoints

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        query = self.rfile.read(int(self.headers["content-length"] or 0)).decode()
        self.endpoints.asked.append((self.path, query))
        self.endpoints.headers.append(dict(self.headers))
        match self.path:
            case "/moved":
                self.reply(307, b"", Location=self.endpoints.elsewhere)
            case "/broken":
                self.reply(500, b"a secret of the inside")
            case "/packed":
                self.reply(200, b"\x1f\x8b", **{"Content-Type": JSON, "Content-Encoding": "gzip"})
            case "/endless":
                self.reply(200, b"", **{"Content-Type": JSON, "Content-Length": "1000000000"})
                self.wfile.write(b'{"head":{"vars":["o"]},"results":{"bindings":[')
                self.pour(b'{"o":{"type":"literal","value":"%s"}},' % (b"x" * 10_000))
            case "/cut":
                self.reply(200, ROWS[:-40], **{"Content-Type": JSON, "Content-Length": str(len(ROWS))})
                self.close_connection = True
            case "/silent":
                threading.Event().wait(20)
            case _:
                self.reply(200, ROWS, **{"Content-Type": JSON})

    def pour(self, piece: bytes) -> None:
        try:
            for _ in range(100_000):
                self.wfile.write(piece)
        except OSError:
            self.close_connection = True

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def others() -> Iterator[Endpoints]:
    """Endpoints on a port of their own."""
    endpoints = Endpoints(0)
    handler = type("Handler", (Handler,), {"endpoints": endpoints})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    endpoints.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield endpoints
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
