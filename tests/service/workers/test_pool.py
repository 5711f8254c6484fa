import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.service.conftest import Server, publish_trig, start_server, stop_server

SECONDS = 1.5
QUERY_MEMORY = 128 * 1024**2
CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"
UNBOUNDED = "SELECT * {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"
MEMORY_BOMB = "SELECT (STRLEN(?d) AS ?n) {{BIND('{}' AS ?a) {} {} {}}}".format(
    "x" * 1000,
    *(f"BIND(CONCAT({', '.join([f'?{short}'] * 64)}) AS ?{long})" for short, long in ("ab", "bc", "cd")),
)


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("limited")
    publish_trig(data, "\n".join(f"<x:{number}> <x:next> <x:{number + 1}> ." for number in range(1000)))
    started = start_server(
        data,
        query_timeout=str(SECONDS),
        query_memory=str(QUERY_MEMORY),
        queue_timeout="0.5",
        max_result_bytes="12000000",
    )
    yield started
    stop_server(started)


@pytest.fixture
def client(limited: Server) -> Iterator[httpx.Client]:
    with limited.client() as opened:
        yield opened
        answer = opened.get("/sparql", params={"query": "ASK {<x:1> <x:next> <x:2>}"})
        assert answer.json()["boolean"], "whatever happened, the next query is fine"


def until(condition: Callable[[], bool], seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def asked(server: Server, query: str) -> socket.socket:
    """A connection on which a query was sent and nothing is read."""
    url = httpx.URL(f"{server.url}/sparql", params={"query": query})
    connection = socket.create_connection((url.host, url.port or 80))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.sendall(f"GET {url.raw_path.decode()} HTTP/1.1\r\nHost: {url.host}\r\n\r\n".encode())
    return connection


def exists(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_a_query_is_stopped_at_its_deadline(client: httpx.Client) -> None:
    started = time.monotonic()
    answer = client.get("/sparql", params={"query": CROSS_PRODUCT})
    assert answer.status_code == 504
    assert "LIMIT" in answer.json()["detail"]
    assert SECONDS <= time.monotonic() - started < SECONDS + 0.5


def test_a_query_that_takes_too_much_memory_is_stopped(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": MEMORY_BOMB})
    assert answer.status_code == 507
    assert "128 MiB" in answer.json()["detail"]


@pytest.mark.parametrize("depth", [5_000, 50_000])
@pytest.mark.parametrize(
    "template",
    [
        pytest.param(lambda n: "SELECT * " + "{" * n + "}" * n, id="groups"),
        pytest.param(lambda n: "ASK {FILTER" + "(" * n + "1" + ")" * n + "}", id="parentheses"),
        pytest.param(lambda n: "ASK {FILTER(" + "!" * 4 * n + "1)}", id="negations"),
    ],
)
def test_deep_nesting_ends_only_its_own_query(client: httpx.Client, template: Callable[[int], str], depth: int) -> None:
    answer = client.post("/sparql", data={"query": template(depth)})
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/too-complex")


def test_a_result_that_cannot_be_completed_never_looks_complete(client: httpx.Client) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"):
        client.get("/sparql", params={"query": UNBOUNDED})


def test_a_result_that_is_too_large_is_cut_off_and_the_reason_logged(client: httpx.Client, limited: Server) -> None:
    numbers = " ".join(str(number) for number in range(700))
    query = f"SELECT ?a ?b {{VALUES ?a {{{numbers}}} VALUES ?b {{{numbers}}}}}"
    with pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"):
        client.post("/sparql", data={"query": query})
    assert "larger than 12000000 bytes" in limited.log()


def test_more_queries_than_workers_wait_and_then_hear_when_to_come_back(client: httpx.Client, limited: Server) -> None:
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(httpx.get, f"{limited.url}/sparql", params={"query": CROSS_PRODUCT}) for _ in range(4)]
        answers = [each.result() for each in asked]
    busy = [answer for answer in answers if answer.status_code == 503]
    assert sorted(answer.status_code for answer in answers) == [503, 503, 504, 504]
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in busy)


def test_light_queries_are_answered_while_a_heavy_one_runs(client: httpx.Client, limited: Server) -> None:
    with ThreadPoolExecutor(1) as threads:
        heavy = threads.submit(httpx.get, f"{limited.url}/sparql", params={"query": CROSS_PRODUCT})
        time.sleep(0.2)
        started = time.monotonic()
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        assert time.monotonic() - started < 0.5
        assert heavy.result().status_code == 504


@pytest.mark.parametrize("query", [CROSS_PRODUCT, UNBOUNDED], ids=["before the first byte", "in the middle"])
def test_a_client_that_hangs_up_stops_its_query(client: httpx.Client, limited: Server, query: str) -> None:
    assert until(lambda: len(limited.children()) == 2)
    before = set(limited.children())
    started = time.monotonic()
    with asked(limited, query):
        time.sleep(0.1)
    assert until(lambda: set(limited.children()) != before, SECONDS)
    assert time.monotonic() - started < SECONDS / 2


def test_clients_that_stop_reading_do_not_keep_the_workers(client: httpx.Client, limited: Server) -> None:
    with asked(limited, UNBOUNDED), asked(limited, UNBOUNDED):
        time.sleep(SECONDS + 0.2)
        started = time.monotonic()
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        assert time.monotonic() - started < 0.5


def test_a_killed_worker_is_replaced(client: httpx.Client, limited: Server) -> None:
    assert until(lambda: len(limited.children()) == 2)
    before = limited.children()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    answers = [client.get("/sparql", params={"query": "ASK {}"}).status_code for _ in range(6)]
    assert answers.count(200) >= 4  # at most one query is lost for each worker
    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(httpx.get, f"{limited.url}/sparql", params={"query": CROSS_PRODUCT}) for _ in "12"]
    assert [each.result().status_code for each in both] == [504, 504]
    assert until(lambda: len(limited.children()) == 2)
    assert not set(before) & set(limited.children())


def test_forty_killed_queries_leave_no_process_and_no_memory_behind(client: httpx.Client, limited: Server) -> None:
    nested = "ASK {FILTER" + "(" * 5000 + "1" + ")" * 5000 + "}"
    before = limited.resident_bytes()
    for _ in range(40):
        assert client.post("/sparql", data={"query": nested}).status_code == 400
    assert until(lambda: len(limited.children()) == 2)
    assert limited.resident_bytes() - before < 20 * 1024**2


def test_workers_have_no_network(limited: Server) -> None:
    def network(pid: int) -> Path:
        return Path(f"/proc/{pid}/ns/net").readlink()

    assert until(lambda: all(network(pid) != network(limited.pid) for pid in limited.children()))


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_the_server_even_in_the_middle_of_a_query(
    example_data: Path, ending: signal.Signals
) -> None:
    server = start_server(example_data, query_timeout="2")
    workers = server.children()
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(httpx.get, f"{server.url}/sparql", params={"query": CROSS_PRODUCT})
        time.sleep(0.2)
        server.process.send_signal(ending)
        running.exception()
    assert stop_server(server) == (-signal.SIGKILL if ending == signal.SIGKILL else 0)
    assert until(lambda: not any(map(exists, workers)))
