"""Light queries of one client, alone and while other clients send cross products to the same server.

Run `python -m bench.under_attack [DATA]`; DATA is a folder with a release, by default a new one from the checkout.
Light queries are sent at fixed times, whatever became of those before, and timed from then on: a server that makes them
wait cannot make fewer of them. Every query text is new, so that no cache answers.
"""

import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from statistics import quantiles
from typing import Final
from urllib.parse import urlencode

from bench.sparql_http import HEADER, QUERIES, free_port, served
from ingest.build import build

ROUNDS: Final = 1
SECONDS: Final = 45
WARM_UP_SECONDS: Final = 3
A_SECOND: Final = 100
ATTACKERS: Final = 20
ATTACKING_CLIENTS: Final = 5
PAUSE_SECONDS: Final = 1.0
LIGHT: Final = "192.0.2.1"
CROSS_PRODUCT: Final = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"

numbers: Iterator[int] = count()


async def ask(port: int, client: str, query: str) -> int:
    """Ask once on a connection of its own, by way of a proxy that the server trusts; returns the status."""
    target = "/sparql?" + urlencode({"query": f"{HEADER}{query} # {next(numbers)}"})
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: {client}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode())
    try:
        return int((await reader.read()).split(b" ", 2)[1])
    finally:
        writer.close()


async def attack(port: int, client: str, statuses: Counter[int]) -> None:
    """Send one heavy query after the other, with a pause after those that are refused."""
    while True:
        status = await ask(port, client, CROSS_PRODUCT)
        statuses[status] += 1
        if status != 504:
            await asyncio.sleep(PAUSE_SECONDS)


async def light(port: int, kind: str, statuses: Counter[int], seconds: int = SECONDS) -> list[float]:
    """Milliseconds that light queries took, whatever the status."""
    start = time.perf_counter() + 0.1
    taken: list[float] = []

    async def one(due: float) -> None:
        await asyncio.sleep(due - time.perf_counter())
        statuses[await ask(port, LIGHT, QUERIES[kind])] += 1
        taken.append((time.perf_counter() - due) * 1000)

    await asyncio.gather(*(one(start + number / A_SECOND) for number in range(seconds * A_SECOND)))
    return taken


async def attacked(port: int, kind: str, heard: Counter[int], statuses: Counter[int]) -> list[float]:
    """The same from the first heavy query on."""
    clients = [f"198.51.100.{number % ATTACKING_CLIENTS}" for number in range(ATTACKERS)]
    attacks = [asyncio.create_task(attack(port, client, heard)) for client in clients]
    try:
        return await light(port, kind, statuses)
    finally:
        for each in attacks:
            each.cancel()
        for each in attacks:
            with suppress(asyncio.CancelledError):
                await each


def percentiles(taken: list[float]) -> tuple[float, float]:
    cuts = quantiles(taken, n=100)
    return cuts[49], cuts[98]


def main() -> None:
    scratch = Path(tempfile.mkdtemp())
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else scratch / "data"
    if len(sys.argv) == 1:
        build(data)
    port = free_port()
    out = sys.stdout.write
    out(f"{os.cpu_count()} cores; {ATTACKERS} heavy queries of {ATTACKING_CLIENTS} clients at once, ")
    out(f"{A_SECOND} light ones a second, milliseconds\n")
    out(f"{'query':<8} {'quiet p50':>9} {'p99':>7} {'attack p50':>10} {'p99':>7} {'ratio of p99':>12}\n")
    serve = [sys.executable, "-m", "service", "serve", "--data", str(data), "--port", str(port), *sys.argv[2:]]
    with served(serve, port):
        for kind in ("point", "join"):
            asyncio.run(light(port, kind, Counter(), WARM_UP_SECONDS))
            for _ in range(ROUNDS):
                statuses: Counter[int] = Counter()
                heard: Counter[int] = Counter()
                quiet = percentiles(asyncio.run(light(port, kind, statuses)))
                worse = percentiles(asyncio.run(attacked(port, kind, heard, statuses)))
                out(f"{kind:<8} {quiet[0]:>9.1f} {quiet[1]:>7.1f} {worse[0]:>10.1f} {worse[1]:>7.1f} ")
                out(f"{worse[1] / quiet[1]:>12.2f}  load {os.getloadavg()[0]:.1f}, statuses of light queries ")
                out(f"{dict(statuses)}, of heavy ones {dict(heard)}\n")
                sys.stdout.flush()
    shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
