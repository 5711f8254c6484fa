import json
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.until import until

ESCAPE = "\x1b]0;owned\x07"
PERSONAL = "ada@example.org"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("logged")
    publish_trig(data, "<x:1> <x:next> <x:2> .")
    with serving(data, log_format="json") as started:
        yield started


def lines(server: Server) -> list[dict[str, Any]]:
    """The log as programs read it: every line but the announcement is one object."""
    return [json.loads(line) for line in server.log().splitlines() if not line.startswith("serving release")]


def line_of(server: Server, answer: httpx.Response) -> dict[str, Any]:
    """The line of the request that was answered."""
    found: list[dict[str, Any]] = []

    def is_told() -> bool:
        found[:] = [line for line in lines(server) if line.get("request") == answer.headers["request-id"]]
        return bool(found)

    assert until(is_told)
    [only] = found
    return only


def test_a_request_is_one_line_with_everything_that_is_known_of_it(server: Server) -> None:
    answer = httpx.post(f"{server.url}/sparql", data={"query": "ASK {}"})
    line = line_of(server, answer)
    assert line["time"].endswith("Z")
    assert 0 < line.pop("seconds") < 60
    assert {key: line[key] for key in ("level", "logger", "client", "method", "path", "http", "status", "bytes")} == {
        "level": "INFO",
        "logger": "service.operations.access_log",
        "client": "127.0.0.1",
        "method": "POST",
        "path": "/sparql",
        "http": "1.1",
        "status": 200,
        "bytes": answer.num_bytes_downloaded,
    }
    assert line["release"] == answer.headers["opencairn-release"]
    assert (line["lane"], line["outcome"]) == ("sparql", "answered")


def test_repeated_queries_are_found_by_a_digest_and_what_they_ask_is_not_told(server: Server) -> None:
    first, spaced, other = (
        httpx.get(f"{server.url}/sparql", params={"query": query, "format": "json"})
        for query in (f"ASK {{ ?s ?p '{PERSONAL}' }}", f"ASK\n{{ ?s  ?p '{PERSONAL}' }} ", "ASK {}")
    )
    digests = [line_of(server, answer)["query"] for answer in (first, spaced, other)]
    assert digests[0] == digests[1] != digests[2]
    assert all(len(digest) == 16 for digest in digests)
    assert "example.org" not in server.log()


def test_a_failed_query_says_how_it_ended(server: Server) -> None:
    answer = httpx.get(f"{server.url}/sparql", params={"query": "SELECT {"})
    assert line_of(server, answer)["outcome"] == "syntax_error"


def test_a_trace_of_the_caller_is_in_the_line(server: Server) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    answer = httpx.get(f"{server.url}/healthz", headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    assert line_of(server, answer)["request"].startswith(trace)
    assert "lane" not in line_of(server, answer)


def raw(server: Server, request: bytes) -> bytes:
    url = httpx.URL(server.url)
    with socket.create_connection((url.host, url.port or 80), timeout=60) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    "target",
    [
        pytest.param(b"/%0a%7b%22status%22%3a200%7d", id="escaped line end"),
        pytest.param(b"/%1b%5d0;owned%07", id="escaped escape sequence"),
        pytest.param(b"/\x1b]0;owned\x07", id="escape sequence"),
        pytest.param(b"/\xc2\x9b2J\xe2\x80\xae", id="raw UTF-8"),
        pytest.param(b"/a\r\nb", id="line end"),
        pytest.param(b'/"}\\', id="quotation"),
        pytest.param(b"/" + b"a" * 50_000, id="long"),
    ],
)
def test_no_address_forges_a_line_or_drives_the_terminal_of_the_reader(server: Server, target: bytes) -> None:
    before = len(lines(server))
    raw(server, b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert until(lambda: len(lines(server)) > before)
    added = server.log().splitlines()[before + 1 :]
    assert len(added) == 1
    assert added[0].isascii() and added[0].isprintable()
    assert len(added[0]) < 1200
    assert json.loads(added[0]).get("status") != 200


@pytest.mark.parametrize("header", ["User-Agent", "traceparent", "X-Request-Id", "Referer"])
def test_headers_of_strangers_are_not_repeated(server: Server, header: str) -> None:
    raw(server, f"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}: forged{ESCAPE}\r\n\r\n".encode())
    assert httpx.get(f"{server.url}/healthz").status_code == 200
    assert "forged" not in server.log()
