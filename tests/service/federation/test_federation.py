"""Queries that call other endpoints, against real servers on two ports."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.federation.endpoints import Endpoints, others
from tests.service.workers.worker_processes import asked as sent
from tests.service.workers.worker_processes import has_ended, network
from tests.until import until

MANNERS = ("good", "moved", "broken", "packed", "endless", "cut", "silent")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("federated")
    publish_trig(folder, "\n".join(f'<x:{number}> <x:says> "from outside", "{number}" .' for number in range(200)))
    return folder


@pytest.fixture(scope="module")
def listed() -> Iterator[Endpoints]:
    with others() as endpoints:
        yield endpoints


@pytest.fixture(scope="module")
def unlisted() -> Iterator[Endpoints]:
    with others() as endpoints:
        yield endpoints


@pytest.fixture(scope="module")
def server(data: Path, listed: Endpoints, unlisted: Endpoints) -> Iterator[Server]:
    """A server whose queries may call the listed endpoints at 127.0.0.1, and one by a name that is not private."""
    listed.elsewhere = unlisted.url("good")
    addresses = [listed.url(manner) for manner in MANNERS]
    with serving(
        data,
        service_endpoints=",".join([*addresses, listed.url("good", "localhost")]),
        service_private_hosts="127.0.0.1",
        max_result_bytes="20000000",
    ) as started:
        yield started


@pytest.fixture
def client(server: Server, listed: Endpoints, unlisted: Endpoints) -> Iterator[httpx.Client]:
    listed.asked.clear()
    listed.headers.clear()
    with server.client() as opened:
        yield opened
        assert unlisted.asked == [], "whatever a query says, nobody else is called"
        assert opened.get("/sparql", params={"query": "ASK {?s ?p ?o}"}).json()["boolean"]


def asked(client: httpx.Client, query: str, **parameters: str) -> httpx.Response:
    return client.post("/sparql", data={"query": query, **parameters})


def call(address: str, silent: str = "") -> str:
    return f"SELECT ?s ?o {{?s <x:says> ?o SERVICE {silent} <{address}> {{?a <x:b> ?o}}}} ORDER BY ?s LIMIT 2"


@pytest.mark.parametrize(
    "template",
    [
        "ASK {SERVICE <%s> {?s ?p ?o}}",
        "ASK {service silent<%s>{?s ?p ?o}}",
        "ASK {SERVICE # which\n <%s> {?s ?p ?o}}",
        "ASK {\\u0053ERVICE <%s> {?s ?p ?o}}",
        "ASK {SERVICE <%s> {?s ?p 'SERVICE <http://127.0.0.1/>'}}",
        "ASK {{SELECT * {SERVICE <%s> {?s ?p ?o}}}}",
        "CONSTRUCT {<x:s> <x:p> ?o} {SERVICE <%s> {?s ?p ?o}}",
    ],
)
def test_a_listed_endpoint_is_called_however_the_query_is_written(
    client: httpx.Client, listed: Endpoints, template: str
) -> None:
    answer = asked(client, template % listed.url("good"))
    assert answer.status_code == 200, answer.text
    assert [path for path, _ in listed.asked] == ["/good"]


def test_what_an_endpoint_says_is_joined_with_what_is_here(client: httpx.Client, listed: Endpoints) -> None:
    answer = asked(client, call(listed.url("good")))
    assert [row["o"]["value"] for row in answer.json()["results"]["bindings"]] == ["from outside"] * 2
    ((_, query),) = listed.asked
    assert "?a <x:b> ?o" in query
    (headers,) = listed.headers
    assert headers["Host"] == f"127.0.0.1:{listed.port}"
    assert headers["content-type"] == "application/sparql-query"
    assert not {"Cookie", "Authorization", "Referer", "X-Forwarded-For"} & set(headers)


def test_what_others_say_is_not_kept(client: httpx.Client, listed: Endpoints) -> None:
    answers = [client.get("/sparql", params={"query": call(listed.url("good"))}) for _ in range(2)]
    assert [answer.headers["cache-control"] for answer in answers] == ["no-store"] * 2
    assert "etag" not in answers[0].headers
    assert len(listed.asked) == 2


@pytest.mark.parametrize(
    ("manner", "said"),
    [
        ("moved", "Redirects are not followed"),
        ("broken", "answered with status 500"),
        ("packed", "a coding that was not asked for"),
    ],
)
def test_an_endpoint_that_fails_is_named(client: httpx.Client, listed: Endpoints, manner: str, said: str) -> None:
    answer = asked(client, call(listed.url(manner)))
    assert answer.status_code == 502
    assert answer.json()["type"].endswith("/endpoint-failed")
    assert said in answer.json()["detail"]
    assert listed.url(manner) in answer.json()["detail"]
    assert "secret" not in answer.text


@pytest.mark.parametrize("manner", ["endless", "cut"])
def test_an_answer_that_is_not_whole_is_not_taken(client: httpx.Client, listed: Endpoints, manner: str) -> None:
    assert asked(client, call(listed.url(manner))).status_code >= 500


@pytest.mark.parametrize("manner", ["moved", "broken"])
def test_silent_means_that_failures_are_passed_over(client: httpx.Client, listed: Endpoints, manner: str) -> None:
    answer = asked(client, call(listed.url(manner), "SILENT"))
    assert answer.status_code == 200
    assert len(answer.json()["results"]["bindings"]) == 2


def test_an_endpoint_that_does_not_answer_is_not_waited_for_beyond_the_deadline(
    client: httpx.Client, listed: Endpoints
) -> None:
    answer = asked(client, call(listed.url("silent")), timeout="0.3")
    assert answer.status_code == 504


def test_a_private_host_that_is_not_named_as_such_is_refused_though_it_is_listed(
    client: httpx.Client, listed: Endpoints
) -> None:
    answer = asked(client, call(listed.url("good", "localhost")))
    assert answer.status_code == 502
    assert "private network" in answer.json()["detail"]
    assert listed.asked == []


def test_a_query_calls_only_so_many_times(client: httpx.Client, listed: Endpoints) -> None:
    query = f"SELECT ?s {{?s <x:says> ?n FILTER EXISTS {{SERVICE <{listed.url('good')}> {{?a ?n ?o}}}}}}"
    answer = asked(client, query)
    assert answer.status_code == 502
    assert "more than 100 times" in answer.json()["detail"]
    assert len(listed.asked) == 100
    assert asked(client, call(listed.url("good"))).status_code == 200  # the next query has calls of its own


def test_a_call_within_a_call_is_refused(client: httpx.Client, listed: Endpoints) -> None:
    inner = f"SERVICE <{listed.url('good')}> {{?s ?p ?o}}"
    answer = asked(client, f"ASK {{SERVICE <{listed.url('good')}> {{?s ?p ?o {inner}}}}}")
    assert answer.status_code == 502
    assert "inside another" in answer.json()["detail"]
    assert listed.asked == []


@pytest.mark.parametrize(
    ("template", "said"),
    [
        pytest.param("ASK {SERVICE <%s> {}}", "is not among", id="unlisted"),
        pytest.param("ASK {SERVICE SILENT <%s> {}}", "is not among", id="silent"),
        pytest.param("ASK {VALUES ?e {<%s>} SERVICE ?e {}}", "in full", id="variable"),
        pytest.param("PREFIX e: <%s> ASK {SERVICE e: {}}", "in full", id="prefixed"),
        pytest.param("BASE <%s> ASK {SERVICE <> {}}", "is not among", id="relative"),
        pytest.param("ASK {\\u0053\\u0045RVICE <%s> {}}", "is not among", id="escaped"),
        pytest.param("ASK {SERVICE <%s> {?s ?p '\\u005Cu0041'}}", "escape its escapes", id="escaped twice"),
        pytest.param("PREFIX service: <http://e/> PREFIX : <%s> ASK {service: {}}", "in full", id="glued"),
        pytest.param("ASK {FILTER(0<?o)SERVICE#>\n<%s> {}}", "two ways", id="behind a comparison"),
        pytest.param("ASK {SERVICE <%s?x> {}}", "is not among", id="with a query string"),
    ],
)
def test_any_other_call_is_refused_before_it_runs(
    client: httpx.Client, unlisted: Endpoints, template: str, said: str
) -> None:
    answer = asked(client, template % unlisted.url("good"))
    assert answer.status_code == 403
    assert said in answer.json()["detail"]


def test_workers_that_call_others_have_no_network_but_their_door(
    client: httpx.Client, server: Server, listed: Endpoints
) -> None:
    asked(client, call(listed.url("good")))
    assert server.children()
    assert until(lambda: all(network(pid) != network(server.pid) for pid in server.children()))


def test_the_page_for_people_calls_endpoints_too(client: httpx.Client, listed: Endpoints) -> None:
    page = client.get("/sparql", params={"query": call(listed.url("good"))}, headers={"Accept": "text/html"})
    assert page.text.count("from outside") >= 2


def test_the_lane_is_told_apart_in_figures(client: httpx.Client) -> None:
    assert 'opencairn_workers{lane="federated"}' in client.get("/metrics").text


def test_no_worker_outlives_the_server_in_the_middle_of_a_call(data: Path, listed: Endpoints) -> None:
    listed.asked.clear()
    with (
        serving(data, service_endpoints=listed.url("silent"), service_private_hosts="127.0.0.1") as server,
        sent(server, call(listed.url("silent"))),
    ):
        assert until(lambda: bool(listed.asked))
        workers = server.children()
        server.process.kill()
        server.process.wait()
    assert until(lambda: all(map(has_ended, workers)))
