"""Read scaling: `opencairn serve` with one and with two server processes, with as many query workers in both.

Run `python -m bench.read_scaling [DATA]`; DATA is a folder with a release, by default a new one from the checkout.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Final

from bench.http_client import rate
from bench.sparql_http import HEADER, NO_BUDGETS, QUERIES, free_port, served
from ingest.build import build
from ingest.release import current_release

ROUNDS: Final = 5
SIZES: Final = {"point": 800, "join": 400, "aggregate": 40}
CLIENTS: Final = (1, 8, 64)
WORKERS: Final = 2
LOADERS: Final = 2


def load(port: int, queries: list[str], clients: int) -> float:
    return asyncio.run(rate(port, "/sparql", queries, clients))


def measured(port: int, kind: str, clients: int, turn: int) -> float:
    """Requests per second, asked by two processes so that the client is not what is measured."""
    loaders = min(LOADERS, clients)
    queries = [f"{HEADER}{QUERIES[kind]} # {port} {clients} {turn} {number}" for number in range(SIZES[kind])]
    parts = [(port, queries[part::loaders], clients // loaders) for part in range(loaders)]
    with get_context("spawn").Pool(loaders) as pool:
        return sum(pool.starmap(load, parts))


def main() -> None:
    scratch = Path(tempfile.mkdtemp())
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else scratch / "data"
    release = current_release(data) if len(sys.argv) > 1 else build(data).release
    serve = [sys.executable, "-m", "service", "serve", "--data", str(data), *NO_BUDGETS]
    one, two = free_port(), free_port()
    out = sys.stdout.write
    out(f"release {release.id}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, medians of {ROUNDS} rounds\n")
    out(f"{'query':<10} {'clients':>7} {'1 process/s':>12} {'2 processes/s':>14} {'ratio':>6}\n")
    with (
        served([*serve, "--port", str(one), "--workers", str(2 * WORKERS)], one),
        served([*serve, "--port", str(two), "--workers", str(WORKERS), "--processes", "2"], two),
    ):
        for kind in QUERIES:
            for clients in CLIENTS:
                rates: dict[int, list[float]] = {one: [], two: []}
                for turn in range(ROUNDS + 1):
                    for port in (one, two):
                        rates[port].append(measured(port, kind, clients, turn))
                first, second = (median(rates[port][1:]) for port in (one, two))
                out(f"{kind:<10} {clients:>7} {first:>12,.0f} {second:>14,.0f} {second / first:>6.2f}\n")
                sys.stdout.flush()
    shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
