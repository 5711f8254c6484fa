"""Requests per second and latencies, measured with wrk."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from bench.sparql.servers import Server

SCRIPT: Final = Path(__file__).with_name("ask.lua")
THREADS: Final = 2


@dataclass(frozen=True)
class Load:
    """What clients met.

    Attributes:
        rate: answers per second.
        median: seconds.
        p99: seconds within which 99 of 100 answers were complete.
        errors: answers that were not 200, or did not come.
    """

    rate: float
    median: float
    p99: float
    errors: int


def load(server: Server, template: str, clients: int, seconds: float, numbers: tuple[int, int]) -> Load:
    """Ask for `seconds` over `clients` connections.

    Args:
        server: whom to ask.
        template: a query with `{}` for the number.
        clients: how many connections, each with one request at a time.
        seconds: for how long.
        numbers: the first number and how many there are; a number that comes again asks for the same again.
    """
    first, many = numbers
    before, after = (quote(part, safe="") for part in template.split("{}"))
    found = subprocess.run(
        [
            *("wrk", "-t", str(min(THREADS, clients)), "-c", str(clients), "-d", f"{seconds:g}s", "--timeout", "60s"),
            *("-s", str(SCRIPT), f"http://127.0.0.1:{server.port}/", "--"),
            *(server.path, f"{before}{{}}{after}", str(first), str(many)),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    result = next(line.split()[1:] for line in found.stdout.splitlines() if line.startswith("result "))
    requests, duration, errors, median, p99 = map(int, result)
    return Load(requests / duration * 1e6, median / 1e6, p99 / 1e6, errors)
