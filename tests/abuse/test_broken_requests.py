"""Requests that no client of good faith sends, on plain sockets."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import quote

import httpx
import pytest

from tests.abuse.conftest import answers
from tests.server_process import Server
from tests.until import LONG

MEGABYTE = 1_000_000
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


@contextmanager
def connected(server: Server) -> Iterator[socket.socket]:
    url = httpx.URL(server.url)
    with socket.create_connection((url.host, url.port or 80), LONG) as connection:
        yield connection


def send(connection: socket.socket, data: bytes) -> None:
    """Send as much as the server takes: it may have said no in the middle."""
    try:
        connection.sendall(data)
    except (BrokenPipeError, ConnectionResetError):
        return


def status(connection: socket.socket) -> int:
    """The status of the answer; 0 when the server just closed the connection."""
    try:
        line = connection.makefile("rb").readline()
    except ConnectionResetError:
        return 0
    return int(line.split(b" ")[1]) if line else 0


def post(body: bytes, media_type: str = DIRECT, length: int | None = None, extra: str = "") -> bytes:
    size = len(body) if length is None else length
    start = f"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: {media_type}\r\nContent-Length: {size}\r\n{extra}\r\n"
    return start.encode() + body


def get(path: str, extra: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{extra}\r\n".encode()


REFUSED_OR_CLOSED = (0, 400, 413, 414, 431)


@pytest.mark.parametrize(
    ("request_bytes", "statuses"),
    [
        pytest.param(post(b"#" * 10 * MEGABYTE), (413,), id="a query of 10 MB"),
        pytest.param(post(b"query=" + b"%23" * 3 * MEGABYTE, FORM), (413,), id="a form of 9 MB"),
        pytest.param(post(b"&".join([b"a=b"] * 200_000), FORM), (400,), id="a form of 200,000 parameters"),
        pytest.param(post(b"ASK {}", length=2**62), (413, 408, 0), id="a length that cannot be"),
        pytest.param(post(b"ASK {}", length=-1), (0, 400), id="a length below zero"),
        pytest.param(post(b"ASK {\xc3\x28}"), (400,), id="invalid UTF-8 in a query"),
        pytest.param(post(b"query=ASK%20%7B%C3%28%7D", FORM), (400,), id="invalid UTF-8 in a form"),
        pytest.param(post(b"query=\xff", FORM), (400,), id="invalid UTF-8 around a form"),
        pytest.param(get("/sparql?query=%F0%28%8C%28"), (400,), id="invalid UTF-8 in an address"),
        pytest.param(get("/sparql?query=ASK%7B%7D%ED%A0%80"), (400,), id="half a surrogate pair in an address"),
        pytest.param(post(b"ASK {\x00}"), (400,), id="a zero byte"),
        pytest.param(get("/sparql?query=ASK%7B%7D", f"Accept: {'a' * MEGABYTE}\r\n"), (406,), id="a giant header"),
        pytest.param(
            get("/sparql?query=ASK%7B%7D", "".join(f"X-{n}: {n}\r\n" for n in range(20_000))),
            (*REFUSED_OR_CLOSED, 200),
            id="20,000 headers",
        ),
        pytest.param(
            get("/sparql?query=ASK%7B%7D", f"Accept: {','.join(['a/b;q=0.1'] * 5_000)}\r\n"),
            (*REFUSED_OR_CLOSED, 406),
            id="an Accept of 5,000 entries",
        ),
        pytest.param(get(f"/sparql?query={quote('#' * 900_000)}"), REFUSED_OR_CLOSED, id="an address of 2.7 MB"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100, REFUSED_OR_CLOSED, id="TLS"),
        pytest.param(
            b"GET /sparql?query=ASK HTTP/1.1\r\nHost: a\r\n : x\r\n\r\n", REFUSED_OR_CLOSED, id="a header without name"
        ),
        pytest.param(b"\r\n" * 10_000 + b"x\r\n\r\n", REFUSED_OR_CLOSED, id="nothing but ends of lines"),
        pytest.param(
            post(b"", extra="Transfer-Encoding: chunked\r\n").replace(b"Content-Length: 0\r\n", b"")
            + b"ZZ\r\nASK {}\r\n0\r\n\r\n",
            REFUSED_OR_CLOSED,
            id="chunks without a size",
        ),
    ],
)
def test_it_is_refused_in_one_line_or_by_hanging_up(
    client: httpx.Client, attacked: Server, request_bytes: bytes, statuses: tuple[int, ...]
) -> None:
    with connected(attacked) as connection:
        send(connection, request_bytes)
        assert status(connection) in statuses


def test_headers_of_any_size_are_not_taken(client: httpx.Client, attacked: Server) -> None:
    with connected(attacked) as connection:
        send(connection, b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 100 * MEGABYTE)
        assert status(connection) in (0, 431)
    with connected(attacked) as connection:
        send(connection, b"GET /" + b"x" * 100 * MEGABYTE)
        assert status(connection) in (0, 431)
    with connected(attacked) as connection:
        send(connection, b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 5 * MEGABYTE)
        assert status(connection) in (0, 431)


def test_a_body_that_never_ends_is_given_up_and_stops_nobody(client: httpx.Client, attacked: Server) -> None:
    with ExitStack() as held:
        slow = [held.enter_context(connected(attacked)) for _ in range(100)]
        for connection in slow:
            send(connection, post(b"ASK ", length=100))
        assert all(answers(client) for _ in range(10))
        assert {status(connection) for connection in slow} == {408}


def test_headers_that_never_end_stop_nobody(client: httpx.Client, attacked: Server) -> None:
    with ExitStack() as held:
        for _ in range(200):
            send(held.enter_context(connected(attacked)), b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\nX: ")
        assert all(answers(client) for _ in range(10))


def test_clients_that_stop_sending_still_get_their_answer_or_none(client: httpx.Client, attacked: Server) -> None:
    for _ in range(50):
        with connected(attacked) as connection:
            send(connection, get("/sparql?query=ASK%7B%7D"))
            connection.shutdown(socket.SHUT_WR)
            assert status(connection) in (0, 200)


def test_clients_that_hang_up_in_every_place_leave_nothing(client: httpx.Client, attacked: Server) -> None:
    whole = post(b"SELECT * {?a ?b ?c . ?d ?e ?f . ?g ?h ?i}")
    for length in [*range(1, len(whole), 8), len(whole)] * 2:
        with connected(attacked) as connection:
            send(connection, whole[:length])


def test_many_requests_on_one_connection_are_answered_in_order(client: httpx.Client, attacked: Server) -> None:
    ask = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\n\r\n"
    with connected(attacked) as connection:
        send(connection, ask * 50 + get("/sparql?query=ASK%7B%7D"))
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert received.count(b"HTTP/1.1 200 OK") == 51


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "query", ["BASE" + "#" * 100_000, "PREFIX a:" + "#" * 100_000, 'ASK {service "' + '\\"' * 200_000]
)
def test_a_query_that_naive_patterns_never_finish_reading_is_refused(client: httpx.Client, query: str) -> None:
    answer = client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"})
    assert answer.status_code in (400, 403)
