import asyncio
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest

from service.app import create_app
from service.settings import Settings
from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.operations.figures import at_rest, figure, queries, scrape
from tests.service.operations.test_metrics import CROSS_PRODUCT
from tests.until import until


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    publish_trig(tmp_path, "\n".join(f"<x:{number}> <x:next> <x:{number + 1}> ." for number in range(1000)))
    with serving(tmp_path, query_timeout="4", drain_timeout="600", poll_interval="0.05") as started:
        yield started
        started.process.kill()


def ready(server: Server) -> httpx.Response:
    return httpx.get(f"{server.url}/readyz", timeout=60)


def test_a_server_with_a_release_and_workers_is_alive_and_ready(server: Server) -> None:
    assert httpx.get(f"{server.url}/healthz").text == "ok\n"
    assert ready(server).text == "ready\n"
    assert httpx.head(f"{server.url}/readyz").status_code == 200
    assert sum(queries(at_rest(server)).values()) == 0, "probes are no queries"


def test_a_server_whose_workers_are_all_at_work_is_ready(server: Server) -> None:
    with ThreadPoolExecutor(2) as threads:
        heavy = [
            threads.submit(httpx.get, f"{server.url}/sparql", params={"query": CROSS_PRODUCT}, timeout=60)
            for _ in range(2)
        ]
        assert until(lambda: figure(scrape(server), "opencairn_workers_busy", lane="sparql") == 2)
        assert ready(server).status_code == 200
        assert [each.result().status_code for each in heavy] == [504, 504]


def test_workers_that_do_not_answer_make_it_not_ready_until_they_are_replaced(server: Server) -> None:
    for pid in server.children():
        os.kill(pid, signal.SIGSTOP)
    answer = ready(server)
    assert answer.status_code == 503
    assert answer.json()["type"].endswith("/not-ready")
    assert "No worker of the lane sparql answers" in answer.json()["detail"]
    assert httpx.get(f"{server.url}/healthz").status_code == 200
    assert until(lambda: ready(server).status_code == 200)


def test_a_store_that_is_gone_does_not_touch_health(server: Server) -> None:
    for path in (server.data / "releases").glob("*/store/*"):
        path.unlink()
    for pid in server.children():
        os.kill(pid, signal.SIGKILL)
    assert until(lambda: ready(server).status_code == 503)
    assert httpx.get(f"{server.url}/healthz").text == "ok\n"


def test_a_server_that_was_told_to_stop_says_so_while_it_drains(server: Server) -> None:
    server.process.send_signal(signal.SIGTERM)
    assert until(lambda: ready(server).status_code == 503)
    assert ready(server).json()["detail"] == "The server is shutting down."
    assert httpx.get(f"{server.url}/sparql", params={"query": "ASK {}"}).status_code == 200
    assert server.stop() == 0, "a second signal ends the draining"


def test_versions_name_the_software_the_release_and_the_engines(server: Server) -> None:
    told = httpx.get(f"{server.url}/version").json()
    assert told["opencairn"] == version("opencairn")
    assert told["engines"]["pyoxigraph"] == version("pyoxigraph")
    assert set(told["engines"]) == {"pyoxigraph", "uvicorn", "fastapi", "rdflib"}
    assert told["release"]["id"] == httpx.get(f"{server.url}/healthz").headers["opencairn-release"]


def test_a_release_that_cannot_be_opened_is_shown_and_the_server_stays_ready(server: Server) -> None:
    broken = server.data / "releases" / "0123456789abcdef"
    broken.mkdir()
    (broken / "manifest.json").write_text("{}", encoding="utf-8")
    (server.data / "staged").symlink_to("releases/0123456789abcdef")
    (server.data / "staged").replace(server.data / "current")
    assert until(lambda: figure(scrape(server), "opencairn_release_rejected") == 1)
    assert ready(server).status_code == 200
    publish_trig(server.data, "<x:a> <x:b> <x:c> .")
    assert until(lambda: figure(scrape(server), "opencairn_release_rejected") == 0)


def test_before_a_release_is_open_it_is_not_ready(example_data: Path) -> None:
    async def asked() -> None:
        app = create_app(Settings(data=example_data))
        await app.state.readiness.check()

    with pytest.raises(Exception, match="No release is open yet"):
        asyncio.run(asked())


def test_two_applications_in_one_process_count_apart(example_data: Path) -> None:
    first, second = (create_app(Settings(data=example_data)).state.metrics for _ in range(2))
    first.worker_lost("sparql", "deadline")
    labels = {"lane": "sparql", "reason": "deadline"}
    counted = [each.registry.get_sample_value("opencairn_workers_replaced_total", labels) for each in (first, second)]
    assert counted == [1, 0]
