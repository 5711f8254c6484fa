"""Fair use of a real server, by clients that a trusted proxy tells apart."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import httpx
import pytest

from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.operations.figures import figure, queries, scrape
from tests.until import until

CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) {?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l}"
HEAVY_FOR_A_SECOND = CROSS_PRODUCT + " # stopped after its second"
fresh = count()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared")
    publish_trig(folder, "\n".join(f"<x:{number}> <x:next> <x:{number + 1}> ." for number in range(1000)))
    return folder


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    """A server where a second of work uses up a budget for long."""
    with serving(data, client_seconds="0.1", client_burst="1", client_queries="3", query_timeout="60") as started:
        yield started


def ask(server: Server, client: str, query: str, **headers: str) -> httpx.Response:
    parameters = {"query": query} | ({"timeout": "1.5"} if query == HEAVY_FOR_A_SECOND else {})
    if query.startswith(CROSS_PRODUCT):
        parameters["timeout"] = "5"
    forwarded = headers | {"X-Forwarded-For": client}
    return httpx.get(f"{server.url}/sparql", params=parameters, headers=forwarded, timeout=120)


def light() -> str:
    return f"ASK {{<x:{next(fresh)}> ?p ?o}}"


def test_a_client_over_its_budget_hears_429_while_others_and_kept_answers_are_served(server: Server) -> None:
    kept = light()
    assert ask(server, "192.0.2.1", kept).status_code == 200
    assert ask(server, "192.0.2.1", HEAVY_FOR_A_SECOND).status_code == 504
    refused = ask(server, "192.0.2.1", light())
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["type"].endswith("/throttled")
    assert "opencairn serve" in refused.json()["detail"]
    assert int(refused.headers["retry-after"]) > 60
    assert refused.headers["ratelimit"] == f'"default";r=0;t={refused.headers["retry-after"]}'
    assert ask(server, "192.0.2.2", light()).status_code == 200
    assert ask(server, "192.0.2.1", kept).status_code == 200
    assert queries(scrape(server))["throttled"] >= 1


def test_a_flood_of_one_client_is_turned_away_while_another_is_served(data: Path) -> None:
    with serving(data, client_queries="3", query_timeout="4") as server, ThreadPoolExecutor(30) as threads:
        flood = [threads.submit(ask, server, "192.0.2.3", f"{CROSS_PRODUCT} # {number}") for number in range(30)]
        assert until(lambda: queries(scrape(server))["throttled"] >= 27)
        assert all(ask(server, "192.0.2.4", light()).status_code == 200 for _ in range(20))
        heard = [each.result() for each in flood]
    assert sorted({each.status_code for each in heard}) == [429, 504]
    assert {each.headers["retry-after"] for each in heard if each.status_code == 429} == {"1"}


def test_a_network_of_ipv6_is_one_client(server: Server) -> None:
    assert ask(server, "2001:db8::1", HEAVY_FOR_A_SECOND).status_code == 504
    assert ask(server, "2001:db8::2", light()).status_code == 429
    assert ask(server, "2001:db8:0:1::1", light()).status_code == 200


def test_every_answer_says_what_is_left(server: Server) -> None:
    query = light()
    answers = [ask(server, "192.0.2.5", query) for _ in range(2)]
    answers.append(ask(server, "192.0.2.5", query, **{"If-None-Match": answers[0].headers["etag"]}))
    answers.append(ask(server, "192.0.2.5", "SELECT {"))
    answers.append(httpx.head(f"{server.url}/sparql", params={"query": query}))
    assert [each.status_code for each in answers] == [200, 200, 304, 400, 200]
    for each in answers:
        assert each.headers["ratelimit-policy"].startswith('"default";q=1;w=600;qu="worker-seconds"')
        assert each.headers["ratelimit"].startswith('"default";r=')


def test_a_full_queue_is_said_at_once(data: Path) -> None:
    with (
        serving(data, heavy_queries="2", queue_length="1", queue_timeout="120", query_timeout="120") as server,
        ThreadPoolExecutor(3) as threads,
    ):
        heavy = [threads.submit(ask, server, "192.0.2.6", f"{CROSS_PRODUCT} # {number}") for number in range(2)]
        assert until(lambda: figure(scrape(server), "opencairn_queries_heavy", lane="sparql", state="running") == 2)
        waits = threads.submit(ask, server, "192.0.2.6", light())
        assert until(lambda: figure(scrape(server), "opencairn_queries_waiting", lane="sparql") == 1 or waits.done())
        refused = ask(server, "192.0.2.6", light())
        assert refused.status_code == 503
        assert "1 queries wait already" in refused.json()["detail"]
        assert int(refused.headers["retry-after"]) >= 1
        assert waits.result().status_code == 200
        assert [each.result().status_code for each in heavy] == [504, 504]
