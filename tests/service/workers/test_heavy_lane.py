"""Queries that take long, on a real server: reniced, paused, taking turns, and never in the way of light ones."""

import asyncio
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from ingest.release import current_release
from service.errors import Busy
from service.fair_use.budgets import Account, Rates
from service.sparql.answers import Answer
from service.workers.heavy_lane import FORGIVEN_AFTER
from service.workers.pool import Lanes, WorkerPool
from service.workers.query_worker import Job
from service.workers.worker import Limits
from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.operations.figures import figure, scrape
from tests.service.workers.worker_processes import (
    asked,
    at_low_priority,
    has_ended,
    is_paused,
    niceness,
    seconds_worked,
    settled,
)
from tests.until import LONG, until

CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"
A_MILLION = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f FILTER(STRLEN(STR(?c)) + STRLEN(STR(?f)) > 0)}"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("heavy")
    publish_trig(folder, "\n".join(f"<x:{number}> <x:next> <x:{number + 1}> ." for number in range(1000)))
    return folder


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    """A server on which one heavy query runs and three are paused."""
    with serving(data, query_timeout=str(2 * LONG), heavy_at_once="1") as started:
        yield started


def ask(server: Server, query: str, client: str = "192.0.2.1", timeout: float = 2 * LONG) -> httpx.Response:
    parameters = {"query": query, "timeout": str(timeout)}
    return httpx.get(f"{server.url}/sparql", params=parameters, headers={"X-Forwarded-For": client}, timeout=2 * LONG)


def heavy(server: Server, state: str) -> float:
    return figure(scrape(server), "opencairn_queries_heavy", lane="sparql", state=state)


@contextmanager
def cross_products(server: Server, number: int) -> Iterator[set[int]]:
    """The workers of as many heavy queries of one client, of which one runs."""
    with ExitStack() as connections:
        for each in range(number):
            connections.enter_context(asked(server, f"{CROSS_PRODUCT} # {each}", "127.0.0.1"))
        assert until(lambda: heavy(server, "running") == 1 and heavy(server, "paused") == number - 1)
        settled(server)
        yield at_low_priority(server)
    assert until(lambda: heavy(server, "running") == heavy(server, "paused") == 0)
    settled(server)


def test_heavy_queries_let_others_go_first_and_all_but_one_are_paused(server: Server) -> None:
    with cross_products(server, 4) as workers:
        assert {niceness(pid) for pid in workers} == {19}
        assert until(lambda: sum(map(is_paused, workers)) == 3)
        assert len(server.children()) == 2 + 1 + 4
        assert all(ask(server, f"ASK {{<x:{n}> ?p ?o}}", "192.0.2.9").status_code == 200 for n in range(20))
    assert until(lambda: all(map(has_ended, workers)))


def test_paused_queries_get_their_turns(server: Server) -> None:
    with cross_products(server, 2) as workers:
        before = {pid: seconds_worked(pid) for pid in workers}
        assert until(lambda: all(seconds_worked(pid) > before[pid] + 0.1 for pid in workers))


def test_a_query_that_takes_some_seconds_is_answered_among_those_that_never_end(server: Server) -> None:
    with cross_products(server, 2):
        answer = ask(server, A_MILLION, "192.0.2.2")
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == "1000000"


def test_workers_that_are_killed_while_they_are_paused_end_and_the_next_query_is_fine(server: Server) -> None:
    with cross_products(server, 4) as workers:
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        assert until(lambda: all(map(has_ended, workers)))
    assert ask(server, "ASK {<x:3> ?p <x:4>}").json()["boolean"]


def test_paused_workers_do_not_outlive_a_server_that_is_killed(data: Path) -> None:
    with (
        serving(data, query_timeout=str(2 * LONG), heavy_at_once="1") as server,
        suppress(httpx.HTTPError),
        cross_products(server, 3),
    ):
        workers = server.children()
        server.process.kill()
        server.process.wait(LONG)
    assert until(lambda: all(map(has_ended, workers)), LONG / 2)


def test_who_has_just_sent_a_heavy_query_begins_at_the_lowest_priority_on_a_worker_that_is_kept(data: Path) -> None:
    with serving(data, query_timeout=str(2 * LONG)) as server:
        ordinary = settled(server)
        assert ask(server, A_MILLION, "192.0.2.1").status_code == 200
        assert until(lambda: len(at_low_priority(server)) == 1)
        kept, before = at_low_priority(server), {pid: seconds_worked(pid) for pid in settled(server)}
        assert kept < ordinary
        assert ask(server, A_MILLION.replace("?n", "?m"), "192.0.2.1").status_code == 200
        assert at_low_priority(server) == kept
        assert all(seconds_worked(pid) - before[pid] < 0.1 for pid in settled(server))


def test_whose_queries_were_light_since_begins_like_all_others(data: Path) -> None:
    with serving(data, query_timeout=str(2 * LONG)) as server:
        assert ask(server, A_MILLION).status_code == 200
        assert until(lambda: len(at_low_priority(server)) == 1)
        for number in range(FORGIVEN_AFTER):
            assert ask(server, f"SELECT * {{?a <x:next> ?b . ?b <x:next> <x:{number}>}}").status_code == 200
        assert ask(server, A_MILLION.replace("?n", "?m")).status_code == 200
        assert until(lambda: len(at_low_priority(server)) == 2)


def test_queries_of_one_client_do_not_push_each_other_aside(data: Path) -> None:
    some = A_MILLION.replace("?a ?b ?c .", "{SELECT * {?a ?b ?c} LIMIT 30}")
    with serving(data, query_timeout=str(2 * LONG)) as server, ThreadPoolExecutor(4) as threads:
        settled(server)
        answers = list(threads.map(lambda each: ask(server, f"{some} # {each}"), range(12)))
        assert {answer.status_code for answer in answers} == {200}
        assert not at_low_priority(server)


def test_a_query_that_is_paused_at_its_deadline_hears_that_it_had_no_turn(data: Path) -> None:
    job = Job(query=CROSS_PRODUCT, default_graphs=None, named_graphs=None, format="json", coding="", head=False)

    async def deadline() -> Busy:
        lanes = Lanes(light=2, heavy=2, heavy_at_once=1, waiting=1)
        limits = Limits(seconds=LONG, memory=1024**3, result_bytes=1024**2, queue_seconds=LONG)
        pool = WorkerPool(current_release(data).store_path, lanes, limits)
        await pool.warm_up()
        nobody_leaves = asyncio.create_task(asyncio.sleep(2 * LONG))
        try:
            first, second = await pool.take("192.0.2.1"), await pool.take("192.0.2.2")
            pool.heavy.join(first)
            pool.heavy.join(second)
            account = Account("192.0.2.2", Rates(60, 120, 1))
            account.begin()
            now = asyncio.get_running_loop().time()
            answer = Answer(pool, second, nobody_leaves, account, 0.2, now)  # its turn would come after a second
            with pytest.raises(Busy) as busy:
                await answer.begin(job)
            assert account.at_once == 0
            await pool.discard(first)
            assert pool.heavy.running == pool.heavy.paused == 0
            return busy.value
        finally:
            nobody_leaves.cancel()
            await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task(), nobody_leaves})
            await pool.close()

    busy = asyncio.run(deadline())
    assert "ran for 0.2 s before this one" in busy.detail
    assert int(busy.headers["Retry-After"]) >= 1


def test_the_time_in_which_a_query_waits_counts_towards_its_timeout(data: Path) -> None:
    long = str(2 * LONG)
    one_heavy_query = serving(data, heavy_queries="1", heavy_at_once="1", query_timeout=long, queue_timeout=long)
    with one_heavy_query as server, cross_products(server, 1):
        answer = ask(server, "ASK {}", "127.0.0.1", timeout=0.3)  # who sent the heavy one
    assert answer.status_code == 503
    assert "within 0.3 s" in answer.json()["detail"]


def test_for_a_newcomer_the_client_with_the_most_heavy_queries_gives_up_one(server: Server) -> None:
    def busy() -> float:
        return figure(scrape(server), "opencairn_queries_total", lane="sparql", outcome="busy")

    before = busy()
    with cross_products(server, 4), asked(server, f"{CROSS_PRODUCT} # newcomer", "192.0.2.2"):
        assert until(lambda: busy() == before + 1)
        assert heavy(server, "running") + heavy(server, "paused") == 4
