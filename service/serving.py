"""Running the application on a socket until it is told to stop."""

import math
import signal
import socket
import sys
import time
from collections.abc import Callable
from types import FrameType

import uvicorn

from service.app import create_app
from service.http.bounded_connections import with_patience
from service.operations.log_lines import configure
from service.processes.siblings import Siblings
from service.settings import Settings


def listen(host: str, port: int, processes: int) -> list[socket.socket]:
    """A listening socket for each process; raises OSError when the address is taken or not ours."""
    alone = bound(host, port)
    if processes == 1:
        return [alone]
    taken: int = alone.getsockname()[1]
    alone.close()  # it showed that nobody else is there, whom sockets that share a port would not notice
    return [bound(host, taken, shared=True) for _ in range(processes)]


def bound(host: str, port: int, *, shared: bool = False) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        opened.bind((host, port))
        opened.listen(2048)
    except OSError:
        opened.close()
        raise
    return opened


def serve(
    settings: Settings, listening: socket.socket, started: Callable[[], None], siblings: Siblings | None = None
) -> None:
    """Serve until SIGTERM or SIGINT; queries that run then are allowed to finish."""
    configure(settings.log_format)
    app = create_app(settings, siblings)
    config = uvicorn.Config(
        app.state.short_way,
        http=with_patience(settings.query_timeout),
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=math.ceil(settings.query_timeout) + 1,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn raises it again when it is done
    server = DrainingServer(config, started, app.state.readiness.stop, settings.drain_timeout)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:  # likewise for SIGINT
        return


class DrainingServer(uvicorn.Server):
    """Says when it is ready, and when it is told to stop, before it closes its port."""

    def __init__(
        self, config: uvicorn.Config, started: Callable[[], None], stopping: Callable[[], None], drain_seconds: float
    ) -> None:
        super().__init__(config)
        self._announce = started
        self._stopping = stopping
        self._drain_seconds = drain_seconds
        self._drained_at: float | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop at once, or on a first SIGTERM when the time to drain is over."""
        self._stopping()
        super().handle_exit(sig, frame)
        if sig == signal.SIGTERM and self._drained_at is None:
            self._drained_at = time.monotonic() + self._drain_seconds
            self.should_exit = self._drain_seconds == 0

    async def on_tick(self, counter: int) -> bool:
        if self._drained_at is not None and time.monotonic() >= self._drained_at:
            self.should_exit = True
        return await super().on_tick(counter)
