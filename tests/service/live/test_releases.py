import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from ingest.release import prune, rollback
from tests.service.conftest import Server, publish_trig, start_server, stop_server

NUMBER = "SELECT ?n {<x:release> <x:number> ?n}"
ROWS = " ".join(str(number) for number in range(600))
LARGE = f"SELECT ?a ?b ?n {{<x:release> <x:number> ?n VALUES ?a {{{ROWS}}} VALUES ?b {{{ROWS}}}}}"


def numbered(number: int) -> str:
    return f"<x:release> <x:number> {number} ."


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    publish_trig(tmp_path, numbered(0))
    started = start_server(tmp_path, poll_interval="0.05", query_timeout="20")
    yield started
    stop_server(started)


def number_of(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def wait_for_release(server: Server, release: str) -> None:
    deadline = time.monotonic() + 20
    while httpx.get(f"{server.url}/nowhere").headers["opencairn-release"] != release:
        assert time.monotonic() < deadline, f"release {release} was not picked up"
        time.sleep(0.02)


def ask_until(server: Server, stop: threading.Event) -> list[tuple[str, int]]:
    """Ask without pause; gives the release and the number of every answer."""
    seen = []
    with server.client() as client:
        while not stop.is_set():
            answer = client.get("/sparql", params={"query": NUMBER})
            seen.append((answer.headers["opencairn-release"], number_of(answer)))
    return seen


def test_under_steady_load_releases_are_swapped_and_rolled_back_without_a_failed_request(server: Server) -> None:
    stop = threading.Event()
    published = {httpx.get(f"{server.url}/nowhere").headers["opencairn-release"]: 0}
    with ThreadPoolExecutor(4) as threads:
        askers = [threads.submit(ask_until, server, stop) for _ in range(4)]
        for number in range(1, 6):
            release = publish_trig(server.data, numbered(number))
            published[release.id] = number
            wait_for_release(server, release.id)
        oldest = min(published, key=lambda release_id: published[release_id])
        rollback(server.data, oldest)
        wait_for_release(server, oldest)
        stop.set()
        seen = [answer for asker in askers for answer in asker.result()]
    assert len(seen) > 100
    assert {number for _, number in seen} == set(range(6))
    assert all(published[release] == number for release, number in seen)  # content and name always belong together


def test_a_query_that_runs_during_a_swap_finishes_on_its_release(server: Server) -> None:
    before = httpx.get(f"{server.url}/nowhere").headers["opencairn-release"]
    with httpx.stream("POST", f"{server.url}/sparql", data={"query": LARGE}, timeout=30) as answer:
        chunks = answer.iter_bytes()
        body = next(chunks)  # nobody reads on, so the query has to wait
        after = publish_trig(server.data, numbered(1)).id
        wait_for_release(server, after)
        prune(server.data, keep=1)
        body += b"".join(chunks)
    assert answer.headers["opencairn-release"] == before
    assert len(json.loads(body)["results"]["bindings"]) == 600 * 600
    assert httpx.get(f"{server.url}/sparql", params={"query": NUMBER}).headers["opencairn-release"] == after


def test_workers_of_an_old_release_end_when_they_are_no_longer_needed(server: Server) -> None:
    before = set(server.children())
    wait_for_release(server, publish_trig(server.data, numbered(1)).id)
    deadline = time.monotonic() + 5
    while before & set(server.children()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not before & set(server.children())
    assert len(server.children()) == 2


def test_a_release_that_cannot_be_opened_leaves_the_old_one_in_service(server: Server) -> None:
    broken = server.data / "releases" / "0123456789abcdef"
    broken.mkdir()
    (broken / "manifest.json").write_text("{}", encoding="utf-8")
    (server.data / "staged").symlink_to("releases/0123456789abcdef")
    (server.data / "staged").replace(server.data / "current")
    time.sleep(0.3)
    assert number_of(httpx.get(f"{server.url}/sparql", params={"query": NUMBER})) == 0
    time.sleep(1)
    assert server.log().count("cannot open the new release") == 1
    assert "Traceback" not in server.log()
    wait_for_release(server, publish_trig(server.data, numbered(2)).id)
