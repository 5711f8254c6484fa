"""The servers that are compared, each on a port of its own."""

import http.client
import os
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STARTED: Final = 900.0
"""Seconds within which a server must answer; rdflib-endpoint parses its file first."""
RESTED: Final = 600.0
"""Seconds within which a server must have ended what nobody waits for."""
AT_REST: Final = 0.05
DEADLINE: Final = 10.0
"""Seconds that we give a query, unless told."""
RESULT_BYTES: Final = 1 << 30
NO_BUDGETS: Final = ("--client-seconds", "0", "--client-queries", "0")
"""All requests come from one address."""


@dataclass(frozen=True)
class Server:
    name: str
    port: int
    path: str
    pid: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def script(name: str) -> str:
    return str(Path(sysconfig.get_path("scripts")) / name)


@dataclass(frozen=True)
class Start:
    """How a server is started; `{port}` in its command is where it listens."""

    name: str
    path: str
    command: list[str]


@contextmanager
def served(start: Start) -> Iterator[Server]:
    """Run a server until the end of the block.

    Raises TimeoutError when it does not listen in time, and RuntimeError when it ends before.
    """
    port = free_port()
    process = subprocess.Popen(
        [part.format(port=port) for part in start.command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + STARTED
        while not answers(port, start.path):
            if process.poll() is not None:
                raise RuntimeError(f"{start.name} ended with code {process.returncode}")
            if time.monotonic() > until:
                raise TimeoutError(f"{start.name} does not answer after {STARTED:g} s")
            time.sleep(0.1)
        yield Server(start.name, port, start.path, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:  # a server that cannot stop a query does not stop either
            process.kill()
            process.wait()


def answers(port: int, path: str) -> bool:
    """Whether a server answers: some listen long before, and let the first who ask wait."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=STARTED)
    try:
        connection.request("GET", f"{path}?query=ASK%7B%7D")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def opencairn(name: str, data: Path, *options: str, deadline: float = DEADLINE) -> Start:
    command = [
        *(sys.executable, "-m", "service", "serve", "--data", str(data), "--port", "{port}"),
        *("--query-timeout", f"{deadline:g}", "--max-result-bytes", str(RESULT_BYTES), *NO_BUDGETS, *options),
    ]
    return Start(name, "/sparql", command)


def oxigraph(store: Path) -> Start:
    """Without its `--timeout-s`: it starts a thread for each query, and the server ends when there are too many."""
    command = [script("oxigraph"), "serve-read-only", "--location", str(store), "--bind", "127.0.0.1:{port}"]
    return Start("oxigraph", "/query", command)


def rdflib_endpoint(triples: Path) -> Start:
    command = [
        *(script("rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", "{port}"),
        *("--store", "Oxigraph", str(triples)),
    ]
    return Start("rdflib-endpoint", "/", command)


def memory(pid: int) -> int:
    """Bytes that a process and its children hold alone, half of what they share (Pss of Linux)."""
    total = 0
    for each in (pid, *children(pid)):
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) * 1024
    return total


def rest(server: Server) -> None:
    """Wait until a server computes nothing: some go on with queries whose clients have left.

    Raises TimeoutError when it does not come to rest.
    """
    until = time.monotonic() + RESTED
    while time.monotonic() < until:
        before = work(server.pid)
        time.sleep(0.5)
        if work(server.pid) - before < AT_REST:
            return
    raise TimeoutError(f"{server.name} still computes after {RESTED:g} s")


def work(pid: int) -> float:
    """Seconds of processor that a process and its children have taken."""
    total = 0
    for each in (pid, *children(pid)):
        try:
            told = Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += int(told[11]) + int(told[12])
    return total / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    try:
        found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except FileNotFoundError:
        return []
    return [*found, *(later for child in found for later in children(child))]
