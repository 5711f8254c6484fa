"""Rates of lookups, joins and aggregates, and a large result."""

import http.client
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Final
from urllib.parse import quote

from bench.sparql.load import load
from bench.sparql.sample import NAMESPACE
from bench.sparql.servers import Server, memory, rest

PREFIX: Final = f"PREFIX x: <{NAMESPACE}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
POINT: Final = PREFIX + "SELECT ?p ?o { <http://example.org/thing/{}> ?p ?o }"
JOIN: Final = PREFIX + (
    "SELECT ?a ?b ?c ?name { ?a x:of <http://example.org/group/7> ; x:next ?b . ?b x:next ?c . ?c rdfs:label ?name "
    "FILTER(?b != <http://example.org/thing/{}>) }"
)
AGGREGATE: Final = (
    PREFIX
    + "SELECT ?class (COUNT(*) AS ?n) (SUM(?size) AS ?sum) "
    + ("{ ?thing a ?class ; x:size ?size FILTER(?size != {}) } GROUP BY ?class")
)
WARM: Final = 100
OTHERS: Final = 1_000_000
"""Joins and aggregates leave out what has one of so many numbers, so that none is asked twice."""
ROUNDS: Final = 3
SECONDS: Final = 4.0
CHUNK: Final = 1 << 16
LARGE: Final = PREFIX + "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT {}"
ROW_BYTES: Final = 200
"""About what a row of the large result takes as JSON."""


@dataclass(frozen=True)
class Kind:
    """A kind of query, asked for different things (cold) or for the same few again (warm).

    What takes long is asked until the deadline of a query, others for some seconds.
    """

    name: str
    template: str
    warm: bool
    takes_long: bool = False


KINDS: Final = (
    Kind("point, cold", POINT, warm=False),
    Kind("point, warm", POINT, warm=True),
    Kind("3-hop join, cold", JOIN, warm=False),
    Kind("aggregate, cold", AGGREGATE, warm=False, takes_long=True),
)


def numbers(kind: Kind, things: int, part: int, parts: int) -> range:
    """What a kind of query asks for in one of so many measurements; no cold number is in two of them."""
    if kind.warm:
        return range(WARM)
    share = (things if kind.template == POINT else OTHERS) // parts
    return range(part * share, (part + 1) * share)


def rates(servers: tuple[Server, ...], kind: Kind, clients: int, asked: range, deadline: float) -> dict[str, float]:
    """Median answers per second of each server, asked in turn; 0 if any answer was an error."""
    found: dict[str, list[float]] = {server.name: [] for server in servers}
    seconds = deadline if kind.takes_long else SECONDS
    share = len(asked) if kind.warm else len(asked) // ROUNDS
    for turn in range(ROUNDS):
        for server in servers:
            first = asked.start if kind.warm else asked.start + turn * share
            result = load(server, kind.template, clients, seconds, (first, share))
            found[server.name].append(0.0 if result.errors else result.rate)
            rest(server)
    return {name: median(each) for name, each in found.items()}


@dataclass(frozen=True)
class Download:
    """A large result: seconds to its first byte and to its end, its size, and what the server took more for it."""

    first: float
    total: float
    size: int
    memory: int


def download(server: Server, rows: int) -> Download:
    before = peak = memory(server.pid)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    start = time.perf_counter()
    query = quote(LARGE.replace("{}", str(rows)), safe="")
    connection.request("GET", f"{server.path}?query={query}", headers={"Accept": "application/sparql-results+json"})
    answer = connection.getresponse()
    first, size = 0.0, 0
    for number, chunk in enumerate(_chunks(answer)):
        first = first or time.perf_counter() - start
        size += len(chunk)
        if number % 200 == 0:
            peak = max(peak, memory(server.pid))
    total = time.perf_counter() - start
    connection.close()
    return Download(first, total, size, peak - before)


def _chunks(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while chunk := answer.read1(CHUNK):
        yield chunk
