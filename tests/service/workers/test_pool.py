import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.workers.worker_processes import (
    ADDRESSES,
    asked,
    at_low_priority,
    has_ended,
    is_answered,
    network,
    settled,
    streaming,
    works,
)
from tests.until import LONG, until

SECONDS = 2
SECONDS_IN_QUEUE = 0.3
QUERY_MEMORY = 128 * 1024**2
CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"
UNBOUNDED = "SELECT * {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"
MEMORY_BOMB = "SELECT (STRLEN(?d) AS ?n) {{BIND('{}' AS ?a) {} {} {}}}".format(
    "x" * 1000,
    *(f"BIND(CONCAT({', '.join([f'?{short}'] * 64)}) AS ?{long})" for short, long in ("ab", "bc", "cd")),
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limited")
    publish_trig(folder, "\n".join(f"<x:{number}> <x:next> <x:{number + 1}> ." for number in range(1000)))
    return folder


@pytest.fixture(scope="module")
def limited(data: Path) -> Iterator[Server]:
    """A server that gives each query little memory and all the time that a test needs."""
    with serving(
        data,
        query_timeout=str(2 * LONG),
        queue_timeout=str(LONG / 2),
        query_memory=str(QUERY_MEMORY),
        max_result_bytes="12000000",
    ) as started:
        yield started


@pytest.fixture
def client(limited: Server) -> Iterator[httpx.Client]:
    with limited.client() as opened:
        yield opened
        assert answers(opened), "whatever happened, the next query is fine"


@pytest.fixture(scope="module")
def hasty(data: Path) -> Iterator[Server]:
    """A server that stops queries soon; those that wait for a worker can wait for much longer."""
    with serving(data, query_timeout=str(SECONDS), queue_timeout=str(LONG / 2)) as started:
        yield started


@pytest.fixture(scope="module")
def generous(data: Path) -> Iterator[Server]:
    """A server that gives a query all that it wants, and lets the others hardly wait."""
    with serving(
        data,
        query_timeout=str(2 * LONG),
        queue_timeout=str(SECONDS_IN_QUEUE),
        max_result_bytes=str(10**15),
        heavy_queries="2",
    ) as started:
        yield started


def answers(client: httpx.Client) -> bool:
    answer = client.get("/sparql", params={"query": "ASK {<x:1> <x:next> <x:2>}"})
    return answer.status_code == 200 and bool(answer.json()["boolean"])


def test_a_query_is_stopped_at_its_deadline(hasty: Server) -> None:
    with hasty.client() as client:
        started = time.monotonic()
        answer = client.get("/sparql", params={"query": CROSS_PRODUCT})
        assert SECONDS <= time.monotonic() - started < LONG / 2  # it would go on for hours
        assert answer.status_code == 504
        assert "LIMIT" in answer.json()["detail"]
        assert until(lambda: answers(client)), "a busy machine may need more than the deadline for one"


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


def test_more_queries_than_workers_wait_and_then_hear_when_to_come_back(generous: Server) -> None:
    with generous.client() as client:
        same = "127.0.0.1"
        with streaming(generous, UNBOUNDED, same), streaming(generous, UNBOUNDED, same):
            assert until(lambda: len(at_low_priority(generous)) == 2)
            workers = at_low_priority(generous)
            started = time.monotonic()
            refused = [client.get("/sparql", params={"query": "ASK {}"}) for _ in range(2)]
            assert time.monotonic() - started >= 2 * SECONDS_IN_QUEUE
        assert [answer.status_code for answer in refused] == [503, 503]
        assert all(int(answer.headers["retry-after"]) >= 1 for answer in refused)
        assert until(lambda: all(map(has_ended, workers)))
        assert until(lambda: answers(client))


def test_light_queries_are_answered_while_a_heavy_one_runs(client: httpx.Client, limited: Server) -> None:
    workers = settled(limited)
    begun = works(workers)
    with asked(limited, CROSS_PRODUCT) as heavy:
        assert until(begun)
        assert all(answers(client) for _ in range(20))
        assert not is_answered(heavy)
    assert until(lambda: any(map(has_ended, workers)))


def test_a_client_that_hangs_up_before_the_first_byte_stops_its_query(generous: Server) -> None:
    workers = settled(generous)
    begun = works(workers)
    with asked(generous, CROSS_PRODUCT):
        assert until(begun)
        assert not any(map(has_ended, workers))
    assert until(lambda: any(map(has_ended, workers)), LONG / 2)  # long before the deadline
    assert len(settled(generous) & workers) == 2


def test_a_client_that_hangs_up_in_the_middle_stops_its_query(generous: Server) -> None:
    workers = settled(generous)
    with streaming(generous, UNBOUNDED):
        assert not any(map(has_ended, workers))
    assert until(lambda: any(map(has_ended, workers)), LONG / 2)  # long before the deadline
    assert len(settled(generous) & workers) == 2


def test_clients_that_stop_reading_do_not_keep_the_workers(hasty: Server) -> None:
    workers = settled(hasty)
    with asked(hasty, UNBOUNDED) as one, asked(hasty, UNBOUNDED) as other, hasty.client() as client:
        assert until(lambda: is_answered(one) and is_answered(other))
        assert until(lambda: answers(client)), "a busy machine may need more than the deadline for one"
        assert until(lambda: sum(map(has_ended, workers)) == 2)


def test_a_killed_worker_is_replaced(client: httpx.Client, limited: Server) -> None:
    killed = settled(limited)
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    answered = [client.get("/sparql", params={"query": "ASK {}"}).status_code for _ in range(9)]
    assert answered.count(200) >= 6  # at most one query is lost for each worker
    kept = at_low_priority(limited)
    with streaming(limited, UNBOUNDED), streaming(limited, UNBOUNDED):
        assert until(lambda: len(at_low_priority(limited) - kept) == 2)
        workers = at_low_priority(limited) - kept
    assert not killed & workers
    assert until(lambda: all(map(has_ended, workers)))


def test_two_hundred_killed_queries_leave_no_process_and_no_memory_behind(
    client: httpx.Client, limited: Server
) -> None:
    def kill_queries(number: int) -> tuple[int, int]:
        """Bytes of memory and open files of the server after so many."""
        with ThreadPoolExecutor(4) as threads:  # as many starts of processes as the machine can do
            asked = [threads.submit(post, headers={"X-Forwarded-For": next(ADDRESSES)}) for _ in range(number)]
        assert {each.result().status_code for each in asked} == {400}
        settled(limited)
        pages = Path(f"/proc/{limited.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE"), len(list(Path(f"/proc/{limited.pid}/fd").iterdir()))

    nested = "ASK {FILTER" + "(" * 5000 + "1" + ")" * 5000 + "}"
    post = partial(client.post, "/sparql", data={"query": nested})
    memory, files = kill_queries(5)
    memory_after, files_after = kill_queries(200)
    assert memory_after - memory < 20 * 1024**2
    assert files_after - files < 20  # connections are kept open, and more of them may be than before


def test_workers_have_no_network(limited: Server) -> None:
    assert all(network(pid) != network(limited.pid) for pid in settled(limited))


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_the_server_even_in_the_middle_of_a_query(data: Path, ending: signal.Signals) -> None:
    with serving(data, query_timeout=str(2 * LONG)) as server:
        workers = settled(server)
        begun = works(workers)
        with asked(server, CROSS_PRODUCT):
            assert until(begun)
            server.process.send_signal(ending)
            if ending == signal.SIGKILL:
                server.process.wait(LONG)
        assert server.process.wait(LONG) == (-signal.SIGKILL if ending == signal.SIGKILL else 0)
    try:
        assert until(lambda: all(map(has_ended, workers)), LONG / 2)
    finally:
        for pid in workers:
            if not has_ended(pid):
                os.kill(pid, signal.SIGKILL)
