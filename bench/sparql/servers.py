"""The servers that are compared, each on a port of its own."""

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
"""Seconds within which a server must listen; rdflib-endpoint parses its file first."""
DEADLINE: Final = 10
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


@contextmanager
def served(name: str, path: str, command: list[str]) -> Iterator[Server]:
    """Run a server until the end of the block; `{port}` in its command is where it listens.

    Raises TimeoutError when it does not listen in time, and RuntimeError when it ends before.
    """
    port = free_port()
    process = subprocess.Popen(
        [part.format(port=port) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + STARTED
        while not listens(port):
            if process.poll() is not None:
                raise RuntimeError(f"{name} ended with code {process.returncode}")
            if time.monotonic() > until:
                raise TimeoutError(f"{name} does not listen after {STARTED:g} s")
            time.sleep(0.1)
        yield Server(name, port, path, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:  # a server that cannot stop a query does not stop either
            process.kill()
            process.wait()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def opencairn(data: Path, *options: str) -> list[str]:
    return [
        *(sys.executable, "-m", "service", "serve", "--data", str(data), "--port", "{port}"),
        *("--query-timeout", str(DEADLINE), "--max-result-bytes", str(RESULT_BYTES), *NO_BUDGETS, *options),
    ]


def oxigraph(store: Path) -> list[str]:
    """Without its `--timeout-s`: it starts a thread for each query, and the server ends when there are too many."""
    return [script("oxigraph"), "serve-read-only", "--location", str(store), "--bind", "127.0.0.1:{port}"]


def rdflib_endpoint(triples: Path) -> list[str]:
    return [
        *(script("rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", "{port}"),
        *("--store", "Oxigraph", str(triples)),
    ]


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


def children(pid: int) -> list[int]:
    try:
        found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except FileNotFoundError:
        return []
    return [*found, *(later for child in found for later in children(child))]
