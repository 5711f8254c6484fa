"""Running the application on a socket until it is told to stop."""

import logging.config
import signal
import socket
import sys
from collections.abc import Callable

import uvicorn

from service.app import create_app
from service.settings import Settings

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(message)s"},
        "access": {
            "()": "uvicorn.logging.AccessFormatter",
            "fmt": '%(asctime)s %(client_addr)s "%(request_line)s" %(status_code)s',
            "use_colors": False,
        },
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
        "access": {"class": "logging.StreamHandler", "formatter": "access"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "service": {"level": "INFO"},
        "uvicorn.access": {"handlers": ["access"], "level": "INFO", "propagate": False},
    },
}


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; raises OSError when the address is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(2048)
    except OSError:
        opened.close()
        raise
    return opened


def serve(settings: Settings, listening: socket.socket, started: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT; queries that run then are allowed to finish."""
    logging.config.dictConfig(LOGGING)
    config = uvicorn.Config(
        create_app(settings),
        http="httptools",
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=int(settings.query_timeout) + 1,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn raises it again when it is done
    server = AnnouncingServer(config, started)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:  # likewise for SIGINT
        return


class AnnouncingServer(uvicorn.Server):
    """Says so when it is ready."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()
