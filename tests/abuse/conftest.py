"""A server with short deadlines, looked at after each attack: it is as it was before."""

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.workers.worker_processes import ADDRESSES
from tests.until import until

SECONDS = 3
MEMORY_LEFT_BEHIND = 64 * 1024**2
ROWS = 3000
LETTERS = "a" * 50


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle, and texts."""
    folder = tmp_path_factory.mktemp("attacked")
    publish_trig(
        folder,
        "\n".join(
            f"<x:{number}> <x:next> <x:{(number + 1) % ROWS}>, <x:{number * 7 % ROWS}> ; <x:text> '{LETTERS}{number}' ."
            for number in range(ROWS)
        ),
    )
    return folder


@pytest.fixture(scope="module")
def attacked(data: Path) -> Iterator[Server]:
    with serving(
        data, query_timeout=str(SECONDS), query_memory=str(192 * 1024**2), client_seconds="0", client_queries="0"
    ) as started:
        with started.client() as client:
            assert answers(client)
        yield started


@pytest.fixture
def client(attacked: Server) -> Iterator[httpx.Client]:
    """For an attack; afterwards memory, processes, open files and answers of the server are what they were."""
    before = at_rest(attacked)
    with attacked.client() as opened:
        opened.headers["X-Forwarded-For"] = next(ADDRESSES)
        yield opened
    with attacked.client() as another:
        assert answers(another)
    assert attacked.process.poll() is None
    assert until(lambda: memory(attacked) < before + MEMORY_LEFT_BEHIND)
    assert at_rest(attacked)


def answers(client: httpx.Client) -> bool:
    answer = client.get("/sparql", params={"query": f"ASK {{<x:1> <x:next> <x:2>}} # {os.urandom(4).hex()}"})
    return answer.status_code == 200 and bool(answer.json()["boolean"])


def at_rest(server: Server) -> int:
    """Wait until it has its idle workers, nothing more to do, and no files of connections; gives its memory."""
    with server.client() as client:
        assert until(lambda: is_idle(client.get("/metrics").text, server))
    return memory(server)


def is_idle(figures: str, server: Server) -> bool:
    """Whether all workers are idle and the server has no other processes."""
    lines = [line.rpartition(" ") for line in figures.splitlines() if line.startswith("opencairn_")]
    now = {name: float(value) for name, _, value in lines}
    meant = now['opencairn_workers{lane="sparql"}']
    idle = now['opencairn_workers_idle{lane="sparql"}']
    return (
        idle >= meant
        and now['opencairn_workers_busy{lane="sparql"}'] == 0
        and now['opencairn_queries_waiting{lane="sparql"}'] == 0
        and len(server.children()) == idle + now['opencairn_workers_idle_at_low_priority{lane="sparql"}']
    )


def memory(server: Server) -> int:
    pages = Path(f"/proc/{server.pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
