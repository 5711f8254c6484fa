"""A reverse proxy that publishes a server under a path, as nginx does."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

PREFIX = "/cairn"
NOT_FORWARDED = {"connection", "transfer-encoding", "content-length", "date", "server", "host"}


class Proxy(ThreadingHTTPServer):
    """Asks `upstream`, and takes the prefix off or leaves it on."""

    def __init__(self, *, strips: bool) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.strips = strips
        self.upstream = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{PREFIX}/"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Proxy)
        path = self.path.removeprefix(PREFIX) if self.server.strips else self.path
        headers = {name: value for name, value in self.headers.items() if name.lower() not in NOT_FORWARDED}
        with httpx.stream("GET", self.server.upstream + path, headers=headers, timeout=60) as answer:
            body = b"".join(answer.iter_raw())  # compressed as it came
        self.send_response(answer.status_code)
        for name, value in answer.headers.items():
            if name not in NOT_FORWARDED:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def proxy(*, strips: bool) -> Iterator[Proxy]:
    with Proxy(strips=strips) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()
