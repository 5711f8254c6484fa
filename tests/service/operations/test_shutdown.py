import json
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.operations.figures import figure, scrape
from tests.service.operations.test_metrics import CROSS_PRODUCT
from tests.until import until

ROWS = " ".join(str(number) for number in range(600))
LARGE = f"SELECT ?a ?b {{VALUES ?a {{{ROWS}}} VALUES ?b {{{ROWS}}}}}"


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    publish_trig(tmp_path, "\n".join(f"<x:{number}> <x:next> <x:{number + 1}> ." for number in range(1000)))
    with serving(tmp_path, query_timeout=request.param) as started:
        yield started
        started.process.kill()


def is_closed(server: Server) -> bool:
    """Whether nobody listens any more."""
    url = httpx.URL(server.url)
    with socket.socket() as probe:
        return probe.connect_ex((url.host, url.port or 80)) != 0


@pytest.mark.parametrize("server", ["60"], indirect=True)
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_result_that_is_being_sent_is_sent_to_its_end(server: Server, ending: signal.Signals) -> None:
    with httpx.stream("POST", f"{server.url}/sparql", data={"query": LARGE}, timeout=60) as answer:
        chunks = answer.iter_bytes()
        body = next(chunks)  # nobody reads on, so the query has to wait
        server.process.send_signal(ending)
        assert until(lambda: is_closed(server))
        assert server.process.poll() is None
        body += b"".join(chunks)
    assert len(json.loads(body)["results"]["bindings"]) == 600 * 600
    assert server.process.wait(timeout=60) == 0


@pytest.mark.parametrize("server", ["4"], indirect=True)
def test_a_query_that_is_being_computed_has_its_time(server: Server) -> None:
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(httpx.get, f"{server.url}/sparql", params={"query": CROSS_PRODUCT}, timeout=60)
        assert until(lambda: figure(scrape(server), "opencairn_workers_busy", lane="sparql") == 1)
        server.process.terminate()
        assert until(lambda: is_closed(server))
        assert running.result().status_code == 504
    assert server.process.wait(timeout=60) == 0


@pytest.mark.parametrize("server", ["2"], indirect=True)
def test_a_client_that_does_not_read_cannot_keep_the_server_from_stopping(server: Server) -> None:
    with httpx.stream("POST", f"{server.url}/sparql", data={"query": LARGE}, timeout=60) as answer:
        next(answer.iter_bytes())
        server.process.terminate()
        assert server.process.wait(timeout=60) == 0
    assert "Traceback" not in server.log()
