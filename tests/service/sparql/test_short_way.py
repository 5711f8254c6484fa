"""Answers that take the way past the middleware are those that the middleware gives."""

from collections.abc import Iterator

import httpx
import pytest

from service.sparql.point_lookups import asked_at
from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.operations.figures import at_rest, queries, risen, scrape

NUMBER = {"query": "SELECT ?n {<x:release> <x:number> ?n}"}
THE_LONG_WAY = {"If-None-Match": '"another"'}
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("kept")
    publish_trig(data, "<x:release> <x:number> 1 .")
    with serving(data, log_format="json") as started:
        yield started


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as opened:
        opened.get("/sparql", params=NUMBER)
        yield opened


def headers(answer: httpx.Response) -> dict[str, str]:
    """All but those that are another each time."""
    return {name: value for name, value in answer.headers.items() if name not in ("request-id", "date", "ratelimit")}


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+xml", "*/*"])
@pytest.mark.parametrize("coding", ["identity", "zstd"])
def test_both_ways_lead_to_one_answer(client: httpx.Client, path: str, accept: str, coding: str) -> None:
    asking = {"Accept": accept, "Accept-Encoding": coding}
    client.get(path, params=NUMBER, headers=asking)
    short = client.get(path, params=NUMBER, headers=asking)
    long = client.get(path, params=NUMBER, headers=asking | THE_LONG_WAY)
    assert headers(short) == headers(long)
    assert (short.status_code, short.content) == (long.status_code, long.content)
    assert short.headers.keys() == long.headers.keys() >= {"ratelimit", "request-id", "opencairn-release"}
    assert short.headers["request-id"] != long.headers["request-id"]


@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+xml", "*/*", "text/turtle", "nonsense"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_lookup_that_nobody_asked_before_is_answered_like_the_long_way_does(
    client: httpx.Client, accept: str, coding: str
) -> None:
    asking = {"Accept": accept, "Accept-Encoding": coding}
    lookup = {"query": f"SELECT ?p ?o {{<x:release> ?p ?o}} # {accept} {coding}"}
    short = client.get("/sparql", params=lookup, headers=asking)
    long = client.get("/sparql", params=lookup, headers=asking | THE_LONG_WAY)
    assert headers(short) == headers(long)
    assert (short.status_code, short.content) == (long.status_code, long.content)


@pytest.mark.parametrize(
    "query_string",
    [
        "query=SELECT+?p+?o+{<x:release>+?p+?o}&format=csv",
        "query=SELECT+?p+?o+{<x:release>+?p+?o}&query=ASK{}",
        "default-graph-uri=x:none&query=SELECT+?p+?o+{<x:release>+?p+?o}",
        "query=SELECT+?p+?o+{%FF<x:release>+?p+?o}",
        "query=SELECT+?p+?o+{service:a+?p+?o}",
        r"query=SELECT+?p+?o+{<x:rel\u0065ase>+?p+?o}",
    ],
)
def test_a_request_with_more_to_it_goes_the_long_way(query_string: str) -> None:
    assert asked_at((query_string.encode(), b"*/*", b"")) is None


def test_pages_of_others_may_read_what_is_kept(client: httpx.Client) -> None:
    assert client.get("/sparql", params=NUMBER, headers={"Origin": "https://e.org"}).headers[
        "access-control-allow-origin"
    ]


def test_a_kept_answer_is_counted_and_told_with_its_trace(server: Server, client: httpx.Client) -> None:
    before = at_rest(server)
    trace = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01", "X-Forwarded-For": "192.0.2.77"}
    answer = client.get("/sparql", params=NUMBER, headers=trace)
    assert answer.headers["request-id"].startswith(TRACE)
    assert risen(queries(before), queries(scrape(server))) == {"kept": 1}
    line = next(line for line in server.log().splitlines() if answer.headers["request-id"] in line)
    assert all(part in line for part in ('"outcome": "kept"', '"client": "192.0.2.77"', '"path": "/sparql"'))
