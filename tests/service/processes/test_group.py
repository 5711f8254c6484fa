import json
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from service.cli import main
from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.operations.figures import Figures, by_label, scrape
from tests.service.operations.test_shutdown import LARGE, is_closed
from tests.until import until


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Server]:
    publish_trig(tmp_path, "<x:1> <x:next> <x:2> .")
    with serving(tmp_path, processes="2", workers="1", poll_interval="0.05", query_timeout="60") as started:
        yield started


fresh = count()  # a query that came before would be answered from memory


def ask(server: Server) -> int:
    """The status of a query on a connection of its own; 0 when the connection breaks."""
    with suppress(httpx.TransportError):
        return httpx.get(f"{server.url}/sparql", params={"query": f"ASK {{}} # {next(fresh)}"}, timeout=60).status_code
    return 0


def processes(figures: Figures) -> set[str]:
    """The processes whose figures are shown; every sample names one."""
    return {dict(labels)["process"] for _, labels in figures}


def answered(server: Server) -> list[float]:
    """Queries that each process has answered."""
    figures = {key: value for key, value in scrape(server).items() if ("outcome", "answered") in key[1]}
    return list(by_label(figures, "opencairn_queries_total", "process").values())


def workers_of(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def test_connections_are_shared_out_and_one_scrape_shows_the_figures_of_all(group: Server) -> None:
    assert len(group.children()) == 2
    asked = 0
    while asked < 200 and (asked < 10 or min(answered(group)) == 0):
        assert ask(group) == 200
        asked += 1
    assert until(lambda: sum(answered(group)) == asked)
    assert min(answered(group)) > 0
    assert processes(scrape(group)) == {"0", "1"}


def test_every_process_takes_up_a_new_release(group: Server) -> None:
    release = publish_trig(group.data, "<x:1> <x:next> <x:3> .").id

    def taken_up() -> bool:
        served = {
            (dict(labels)["process"], dict(labels)["release"])
            for name, labels in scrape(group)
            if name == "opencairn_release_info"
        }
        return served == {("0", release), ("1", release)}

    assert until(taken_up)


def test_a_process_that_dies_is_replaced_and_takes_its_workers_with_it(group: Server) -> None:
    dying, staying = group.children()
    orphans = workers_of(dying)
    os.kill(dying, signal.SIGKILL)
    assert until(lambda: len(group.children()) == 2 and dying not in group.children())
    assert staying in group.children()
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in orphans))
    assert until(lambda: all(ask(group) == 200 for _ in range(10)))
    assert until(lambda: processes(scrape(group)) == {"0", "1"})


def test_a_group_whose_processes_die_again_and_again_gives_up_with_an_error(group: Server) -> None:
    def is_over() -> bool:
        with suppress(ProcessLookupError, IndexError, FileNotFoundError):
            os.kill(group.children()[0], signal.SIGKILL)
        return group.process.poll() is not None

    assert until(is_over)
    assert group.process.returncode == 1
    assert "giving up" in group.log()
    assert is_closed(group)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_all_processes_finish_what_they_send_and_end_together(group: Server, ending: signal.Signals) -> None:
    with httpx.stream("POST", f"{group.url}/sparql", data={"query": LARGE}, timeout=60) as answer:
        chunks = answer.iter_bytes()
        body = next(chunks)
        group.process.send_signal(ending)
        assert until(lambda: is_closed(group))
        body += b"".join(chunks)
    assert len(json.loads(body)["results"]["bindings"]) == 600 * 600
    assert group.process.wait(timeout=60) == 0
    assert "Traceback" not in group.log()


def test_no_process_outlives_the_parent_even_if_it_is_killed(group: Server) -> None:
    family = [pid for child in group.children() for pid in (child, *workers_of(child))]
    assert len(family) == 2 + 2 * 2
    group.process.kill()
    group.process.wait()
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))


@pytest.mark.parametrize("count", ["1", "2"])
def test_a_port_of_others_is_not_shared_with_them(group: Server, count: str) -> None:
    port = str(httpx.URL(group.url).port)
    done = CliRunner().invoke(main, ["serve", "--processes", count, "--port", port, "--data", str(group.data)])
    assert (done.exit_code, "cannot listen on" in done.stderr) == (1, True)


def test_a_group_that_cannot_start_ends_with_an_error(tmp_path: Path) -> None:
    publish_trig(tmp_path, "<x:1> <x:next> <x:2> .")
    with (
        pytest.raises(AssertionError, match="giving up"),
        serving(tmp_path, processes="2", query_memory="9" * 30),
    ):
        pass


def test_a_client_that_waits_when_its_process_dies_is_answered_by_the_next(group: Server) -> None:
    """The parent keeps the socket, and with it the connections that nobody has accepted yet."""
    url = httpx.URL(group.url)
    stopped = group.children()
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    with socket.create_connection((url.host, url.port or 80)) as waiting:
        waiting.settimeout(60)
        waiting.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        for pid in stopped:
            os.kill(pid, signal.SIGKILL)
        assert waiting.recv(1024).startswith(b"HTTP/1.1 200 OK")


def test_a_group_of_one_is_a_single_process(tmp_path: Path) -> None:
    publish_trig(tmp_path, "<x:1> <x:next> <x:2> .")
    with serving(tmp_path, workers="1") as alone:
        assert not any("process" in dict(labels) for _, labels in scrape(alone))
        assert len(alone.children()) == 2  # a worker and the spare one
        assert alone.stop() == 0
