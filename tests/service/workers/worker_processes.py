"""What the system tells about the processes that answer queries."""

import os
import resource
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_network
from pathlib import Path

import httpx

from tests.server_process import Server
from tests.until import LONG, until

ADDRESSES = (str(address) for address in ip_network("198.18.0.0/15").hosts())


def asked(server: Server, query: str, client: str = "") -> socket.socket:
    """A connection on which a query was sent and nothing is read; from a client of its own if none is named."""
    url = httpx.URL(f"{server.url}/sparql", params={"query": query})
    connection = socket.create_connection((url.host, url.port or 80), LONG)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    headers = f"Host: {url.host}\r\nX-Forwarded-For: {client or next(ADDRESSES)}"
    connection.sendall(f"GET {url.raw_path.decode()} HTTP/1.1\r\n{headers}\r\n\r\n".encode())
    return connection


@contextmanager
def streaming(server: Server, query: str, client: str = "") -> Iterator[socket.socket]:
    """The same for a query that never ends by itself, once its answer has begun: a worker is busy with it."""
    with asked(server, query, client) as connection:
        assert until(lambda: is_answered(connection))
        assert connection.recv(12, socket.MSG_PEEK) == b"HTTP/1.1 200"
        yield connection


def is_answered(connection: socket.socket) -> bool:
    """Whether the server has sent something that nobody has read yet."""
    return bool(select.select([connection], [], [], 0)[0])


def has_ended(pid: int) -> bool:
    """Whether the process is gone, or only its parent has not taken note yet."""
    return _fields(pid)[:1] in ([], ["Z"], ["X"])


def seconds_worked(pid: int) -> float:
    """How long the process had the processor."""
    fields = _fields(pid)
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def ready_workers(server: Server) -> set[int]:
    """The workers that have opened their store: the last thing that they do then is to limit their memory."""
    return {pid for pid in server.children() if _limit(pid) not in (None, _limit(server.pid))}


def settled(server: Server) -> set[int]:
    """Its two workers and the spare one, when all are ready; those at the lowest priority are not among them."""

    def at_ease() -> bool:
        return set(server.children()) == ready_workers(server) and len(ordinary(server)) == 3

    assert until(at_ease)
    return ordinary(server)


def ordinary(server: Server) -> set[int]:
    return {pid for pid in ready_workers(server) if niceness(pid) == 0}


def at_low_priority(server: Server) -> set[int]:
    return {pid for pid in ready_workers(server) if niceness(pid) == 19}


def niceness(pid: int) -> int:
    """0 for an ordinary process, 19 for one that lets all others go first."""
    return int(_fields(pid)[16])


def is_paused(pid: int) -> bool:
    return _fields(pid)[:1] == ["T"]


def works(workers: set[int]) -> Callable[[], bool]:
    """Whether one of the workers has begun to work after now; those that wait take no time."""
    before = {pid: seconds_worked(pid) for pid in workers}
    return lambda: any(seconds_worked(pid) - spent >= 0.05 for pid, spent in before.items())


def network(pid: int) -> Path:
    return Path(f"/proc/{pid}/ns/net").readlink()


def _fields(pid: int) -> list[str]:
    """State and counts of a process, from the third field of its line on; none when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _limit(pid: int) -> tuple[int, int] | None:
    try:
        return None if has_ended(pid) else resource.prlimit(pid, resource.RLIMIT_AS)
    except ProcessLookupError:
        return None
