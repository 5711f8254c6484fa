import json
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx
import pytest

from ingest.release import prune, rollback
from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.until import LONG, until

NUMBER = "SELECT ?n {<x:release> <x:number> ?n}"
ROWS = " ".join(f'"{number:0500}"' for number in range(200))
LARGE = f"SELECT ?a ?b ?n {{<x:release> <x:number> ?n VALUES ?a {{{ROWS}}} VALUES ?b {{{ROWS}}}}}"
LOOKS = 0.01
Seen = list[tuple[str, int]]


def numbered(number: int) -> str:
    return f"<x:release> <x:number> {number} ."


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    publish_trig(tmp_path, numbered(0))
    with serving(tmp_path, poll_interval=str(LOOKS), query_timeout=str(2 * LONG), queue_timeout=str(LONG)) as started:
        yield started


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as opened:
        yield opened


def answered(client: httpx.Client) -> tuple[str, int]:
    """The release that an answer names, and the number that it holds."""
    answer = client.get("/sparql", params={"query": NUMBER})
    assert answer.status_code == 200, answer.text
    return answer.headers["opencairn-release"], int(answer.json()["results"]["bindings"][0]["n"]["value"])


def live_release(client: httpx.Client) -> str:
    return client.get("/nowhere").headers["opencairn-release"]


def publish_number(client: httpx.Client, data: Path, number: int) -> str:
    """Publish a release with this number; returns its id when it is served."""
    release = publish_trig(data, numbered(number)).id
    assert until(lambda: live_release(client) == release), f"release {release} was not picked up"
    return release


def ask_until(server: Server, stop: threading.Event, seen: Seen) -> None:
    """Ask without pause and note every answer."""
    with server.client() as client:
        while not stop.is_set():
            seen.append(answered(client))


def all_have_seen(askers: "dict[Future[None], Seen]", release: str) -> bool:
    """Whether the newest answer of each is from this release; raises what went wrong for one of them."""
    for asker in askers:
        if asker.done():
            asker.result()
    return all(seen and seen[-1][0] == release for seen in askers.values())


def test_under_steady_load_releases_are_swapped_and_rolled_back_without_a_failed_request(
    server: Server, client: httpx.Client
) -> None:
    stop = threading.Event()
    published = {live_release(client): 0}
    with ThreadPoolExecutor(4) as threads:
        try:
            askers: dict[Future[None], Seen] = {}
            for _ in range(4):
                seen: Seen = []
                askers[threads.submit(ask_until, server, stop, seen)] = seen
            assert until(partial(all_have_seen, askers, *published))
            for number in range(1, 6):
                newest = publish_number(client, server.data, number)
                published[newest] = number
                assert until(partial(all_have_seen, askers, newest))
            oldest = min(published, key=lambda release: published[release])
            rollback(server.data, oldest)
            assert until(partial(all_have_seen, askers, oldest))
        finally:
            stop.set()
    for asker, seen in askers.items():
        asker.result()
        assert {number for _, number in seen} == set(range(6))
        assert all(published[release] == number for release, number in seen)  # content and name belong together


def test_a_query_that_runs_during_a_swap_finishes_on_its_release(server: Server, client: httpx.Client) -> None:
    before, workers = live_release(client), set(server.children())
    uncompressed = {"Accept-Encoding": "identity"}  # else all of it has room on the way
    asking = client.stream("POST", "/sparql", data={"query": LARGE}, headers=uncompressed)
    with asking as answer, server.client() as other:
        chunks = answer.iter_bytes()
        body = next(chunks)  # nobody reads on, so the query has to wait
        after = publish_number(other, server.data, 1)
        assert before in {release.id for release in prune(server.data, keep=1)}
        assert workers & set(server.children())
        body += b"".join(chunks)
    assert answer.headers["opencairn-release"] == before
    assert len(json.loads(body)["results"]["bindings"]) == 200 * 200
    assert answered(client)[0] == after


def test_workers_of_an_old_release_end_when_they_are_no_longer_needed(server: Server, client: httpx.Client) -> None:
    before = set(server.children())
    publish_number(client, server.data, 1)
    assert until(lambda: not before & set(server.children()))
    assert len(server.children()) == 3


def test_the_store_of_an_old_release_is_closed(server: Server, client: httpx.Client) -> None:
    def opened() -> set[str]:
        """Releases of which the server itself has files open."""
        folder = Path(f"/proc/{server.pid}/fd")
        names = [str(each.readlink()) for each in folder.iterdir() if each.is_symlink()]
        return {name.split("/releases/")[1].split("/")[0] for name in names if "/releases/" in name}

    before = live_release(client)
    assert client.get("/").status_code == 200
    assert opened() == {before}
    for number in (1, 2):
        after = publish_number(client, server.data, number)
        assert client.get("/").status_code == 200
    assert until(lambda: client.get("/nowhere").status_code == 404 and opened() == {after})


def test_a_release_that_cannot_be_opened_leaves_the_old_one_in_service(server: Server, client: httpx.Client) -> None:
    broken = server.data / "releases" / "0123456789abcdef"
    broken.mkdir()
    (broken / "manifest.json").write_text("{}", encoding="utf-8")
    (server.data / "staged").symlink_to("releases/0123456789abcdef")
    (server.data / "staged").replace(server.data / "current")
    assert until(lambda: "cannot open the new release" in server.log())
    assert {answered(client)[1] for _ in range(200)} == {0}  # meanwhile it looks again and again
    assert server.log().count("cannot open the new release") == 1
    assert "Traceback" not in server.log()
    publish_number(client, server.data, 2)
