"""A web server on this machine that behaves like an upstream, on its good days and on its bad ones."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request."""

    path: str
    query: dict[str, list[str]]
    headers: Message


@dataclass(frozen=True)
class Says:
    """An answer.

    Attributes:
        cut: bytes of the body after which the connection breaks, though the headers promise all of them.
        endless: send the body over and over.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    endless: bool = False


Route = Callable[[Asked], Says]


class Site:
    """What the server answers, by path, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}/"
        self.routes: dict[str, Route] = {}
        self.otherwise: Route = lambda _: Says(status=404)
        self.asked: list[Asked] = []
        self.hold: dict[str, Event] = defaultdict(Event)
        """Events that an answer waits for before its last byte, by path."""

    def says(self, path: str, *answers: Says) -> str:
        """Give these answers, one after the other, and the last one from then on; returns the address."""
        left = list(answers)
        self.routes[path] = lambda _: left.pop(0) if len(left) > 1 else left[0]
        return self.base + path.lstrip("/")

    def keeps(self, path: str, body: bytes, etag: str = '"1"', *, cuts: tuple[int, ...] = ()) -> str:
        """A file that is served with an entity tag, in parts if asked for; the first answers break off."""
        left = list(cuts)

        def answer(asked: Asked) -> Says:
            headers = {"ETag": etag, "Content-Type": "application/octet-stream"}
            if asked.headers["If-None-Match"] == etag:
                return Says(status=304, headers=headers)
            cut = left.pop(0) if left else None
            start = re.fullmatch(r"bytes=(\d+)-", asked.headers["Range"] or "")
            if start and asked.headers["If-Range"] == etag:
                first = int(start[1])
                if first >= len(body):
                    return Says(status=416)
                place = {"Content-Range": f"bytes {first}-{len(body) - 1}/{len(body)}"}
                return Says(body[first:], 206, headers | place, cut)
            return Says(body, 200, headers, cut)

        self.routes[path] = answer
        return self.base + path.lstrip("/")

    def requests(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.path == path]


@contextmanager
def running() -> Iterator[Site]:
    server = _Server(("127.0.0.1", 0), _Handler)
    site = Site(server.server_address[1])
    _Handler.sites[server.server_address[1]] = site
    thread = Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        for event in site.hold.values():
            event.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    sites: dict[int, Site] = {}  # noqa: RUF012 (one for each server)

    def do_GET(self) -> None:
        site = self.sites[self.server.server_address[1]]  # type: ignore[index]  # an address of the Internet has a port
        parts = urlsplit(self.path)
        asked = Asked(parts.path, parse_qs(parts.query), self.headers)
        site.asked.append(asked)
        said = site.routes.get(parts.path, site.otherwise)(asked)
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        if not said.endless and said.status != 304:
            self.send_header("Content-Length", str(len(said.body)))
        self.end_headers()
        self._send(said, site.hold.get(parts.path))

    def _send(self, said: Says, hold: Event | None) -> None:
        self.close_connection = said.endless or said.cut is not None
        try:
            if hold:
                self.wfile.write(said.body[:-1])
                self.wfile.flush()
                hold.wait()
                self.wfile.write(said.body[-1:])
                return
            self.wfile.write(said.body[: said.cut])
            while said.endless:
                self.wfile.write(said.body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass
