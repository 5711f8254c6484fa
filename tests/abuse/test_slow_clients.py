"""Clients that let the server wait: for their request, or for taking the answer."""

import socket
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.abuse.conftest import answers
from tests.abuse.test_broken_requests import connected, get, send, status
from tests.server_process import Server
from tests.until import until

ASK = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\n\r\n"
EVERYTHING = quote("SELECT * {?a <x:text> ?b . ?c <x:text> ?d}")
"""9,000,000 rows."""


def open_files(server: Server) -> int:
    return len(list(Path(f"/proc/{server.pid}/fd").iterdir()))


def dribble(connection: socket.socket) -> bool:
    """Send a little more of a request; whether the server has hung up by now."""
    connection.setblocking(False)
    try:
        connection.send(b"a")
        return connection.recv(65536) == b""
    except BlockingIOError:
        return False
    except (BrokenPipeError, ConnectionResetError):
        return True


@pytest.mark.parametrize(
    ("sent", "statuses"),
    [
        pytest.param(b"", (0,), id="nothing"),
        pytest.param(b"G", (408,), id="a letter"),
        pytest.param(b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\nX: ", (408,), id="half a header"),
        pytest.param(b"\r\n", (0, 408), id="the end of a line"),
    ],
)
def test_a_head_that_does_not_come_is_not_waited_for(
    client: httpx.Client, attacked: Server, sent: bytes, statuses: tuple[int, ...]
) -> None:
    with connected(attacked) as connection:
        send(connection, sent)
        assert status(connection) in statuses


@pytest.mark.parametrize("sent", [b"\r\n", b"GET /"])
def test_nor_is_the_second_of_a_connection(client: httpx.Client, attacked: Server, sent: bytes) -> None:
    with connected(attacked) as connection:
        send(connection, ASK)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        send(connection, sent)
        assert until(lambda: connection.recv(65536) == b"")


def test_heads_that_come_letter_by_letter_are_given_up_and_stop_nobody(client: httpx.Client, attacked: Server) -> None:
    with ExitStack() as held:
        slow = [held.enter_context(connected(attacked)) for _ in range(200)]
        for connection in slow:
            send(connection, ASK[:-2] + b"X: ")
        assert all(answers(client) for _ in range(10))
        left = set(slow)

        def all_gone() -> bool:
            left.difference_update([each for each in left if dribble(each)])
            return not left

        assert until(all_gone)


def test_an_answer_that_nobody_takes_is_given_up(client: httpx.Client, attacked: Server) -> None:
    before = open_files(attacked)
    with ExitStack() as held:
        for _ in range(4):
            send(held.enter_context(connected(attacked)), get(f"/sparql?query={EVERYTHING}"))
        assert until(lambda: open_files(attacked) >= before + 4)
        assert until(lambda: open_files(attacked) <= before)
        assert answers(client)


def test_a_request_that_took_its_time_but_came_is_answered(client: httpx.Client, attacked: Server) -> None:
    with connected(attacked) as connection:
        for start in range(0, len(ASK), 16):
            send(connection, ASK[start : start + 16])
        assert status(connection) == 200
