"""Queries that are refused before they run, and those like them that run."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ingest.questions.catalog import Questions
from tests.server_process import Server, serving
from tests.until import until

NUMBERS = " ".join(map(str, range(40)))
VALUES = " ".join(f"VALUES ?{name} {{{NUMBERS}}}" for name in "abcdef")
TWO = "?a ?b ?c . ?d ?e ?f"
NONE = "<http://example.org/none>"

ENDLESS = {
    "counted": f"SELECT (COUNT(*) AS ?n) {{ {TWO} }}",
    "counted, with a LIMIT": f"SELECT (COUNT(*) AS ?n) {{ {TWO} }} LIMIT 1",
    "sorted, with a LIMIT": f"SELECT * {{ {TWO} }} ORDER BY ?a LIMIT 1",
    "without a LIMIT": f"SELECT * {{ {TWO} }}",
    "constructed": f"CONSTRUCT {{ ?a ?e ?f }} WHERE {{ {TWO} }}",
    "distinct": f"SELECT DISTINCT ?a ?f {{ {TWO} }}",
    "in a subquery": f"SELECT * {{ {{ SELECT (COUNT(*) AS ?n) {{ {TWO} }} }} }} LIMIT 5",
    "in a branch": f"SELECT * {{ {{ ?x ?y ?z }} UNION {{ {TWO} }} }}",
    "of VALUES": f"SELECT (COUNT(*) AS ?n) {{ {VALUES} }}",
    "in a graph": "SELECT * { GRAPH graph:curated { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }",
    "of things of classes": "SELECT * { ?a a ?x . ?b rdfs:label ?y . ?c skos:prefLabel ?z . ?d a ?v }",
}
HONEST = {
    "with a LIMIT": f"SELECT * {{ {TWO} }} LIMIT 5",
    "distinct, with a LIMIT": f"SELECT DISTINCT ?a {{ {TWO} }} LIMIT 1",
    "yes or no": f"ASK {{ {TWO} }}",
    "empty": "SELECT * { ?a ?b ?c . ?d <http://example.org/none> ?f . ?g ?h ?i }",
    "small": "SELECT (COUNT(*) AS ?n) { ?a a cairn:Machine . ?b a cairn:Challenge }",
    "one thing each": "SELECT * { <id/project/bigscience> ?b ?c . <id/machine/jean-zay> ?e ?f }",
    "in a graph that is not there": "SELECT * { GRAPH <http://example.org/none> { ?a ?b ?c . ?d ?e ?f } }",
    "in a dataset that is not there": f"SELECT * FROM <http://example.org/none> {{ {TWO} }}",
    "in a graph outside of the dataset": f"SELECT * FROM NAMED {NONE} {{ GRAPH graph:curated {{ {TWO} }} }}",
    "beside a triple that is not there": f"SELECT * {{ {TWO} . {NONE} a cairn:Model }}",
    "beside a subquery without rows": f"SELECT * {{ ?x a {NONE} {{ SELECT * {{ {TWO} }} }} }}",
    "branches beside no rows": f"SELECT * {{ ?x a {NONE} {{ {{ {TWO} }} UNION {{ ?x ?y ?z }} }} }}",
    "a condition that is false by itself": f"SELECT * {{ {TWO} FILTER(false) }}",
    "such a condition around a group": f"SELECT * {{ {{ {TWO} }} FILTER(0) }}",
    "such a condition on groups": f"SELECT (COUNT(*) AS ?n) {{ {TWO} }} HAVING(false)",
    "no given rows": f"SELECT * {{ {TWO} VALUES ?x {{ }} }}",
    "given rows that exclude each other": f"SELECT * {{ {TWO} VALUES ?x {{ 1 2 }} VALUES ?x {{ 3 4 }} }}",
    "things that point to themselves": "SELECT * { ?a ?b ?a . ?c ?d ?c . ?e ?f ?e }",
    "a text that is not there": f"SELECT * {{ {TWO} . ?g skos:prefLabel 'no such text' }}",
    "joined patterns without a match": f"SELECT * {{ {TWO} . ?g cairn:provider ?h ; cairn:licenseType ?i }}",
}


@pytest.fixture
def client(shipped_server: Server) -> Iterator[httpx.Client]:
    with shipped_server.client() as opened:
        yield opened


@pytest.mark.parametrize("query", ENDLESS.values(), ids=ENDLESS)
def test_an_endless_query_is_refused_with_the_reason(client: httpx.Client, query: str) -> None:
    assert until(lambda: status(client, query) == 400)  # a busy machine may be in doubt, and run it
    problem = client.post("/sparql", data={"query": query, "explain": "true"}).json()
    assert problem["cost"]["class"] == "refused"
    assert "No variable joins" in problem["cost"]["because"][0]


def status(client: httpx.Client, query: str) -> int:
    try:
        return client.post("/sparql", data={"query": query, "timeout": "1"}).status_code
    except httpx.RemoteProtocolError:
        return 0


def test_the_refusal_says_why(client: httpx.Client) -> None:
    assert until(lambda: status(client, ENDLESS["counted"]) == 400)
    problem = client.post("/sparql", data={"query": ENDLESS["counted"]}).json()
    assert problem["type"].endswith("/endless")
    assert "no variable joins" in problem["detail"]
    assert problem["combinations"] > 1e9


@pytest.mark.parametrize("query", HONEST.values(), ids=HONEST)
def test_a_query_that_ends_runs(client: httpx.Client, query: str) -> None:
    assert client.post("/sparql", data={"query": query}).status_code == 200
    told = client.post("/sparql", data={"query": query, "explain": "true"}).json()
    assert told["cost"]["class"] != "refused"


def test_where_there_is_doubt_it_runs(client: httpx.Client) -> None:
    doubtful = (
        f"SELECT (COUNT(*) AS ?n) {{ {TWO} FILTER(?c = 1) }}",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d rdfs:subClassOf+ ?f . ?g ?h ?i }",
        f"SELECT (COUNT(*) AS ?n) {{ {TWO} OPTIONAL {{ ?a ?x ?f }} }}",
    )
    for query in doubtful:
        assert client.post("/sparql", data={"query": query, "timeout": "1"}).status_code in (200, 503, 504, 507)


def test_no_question_of_ours_is_refused(client: httpx.Client, questions: Questions) -> None:
    for name, question in questions.items():
        answer = client.post("/sparql", data={"query": question.text, "explain": "true"})
        assert answer.status_code == 200, name
        assert answer.json()["cost"]["class"] in ("light", "heavy"), name


def test_a_browser_sees_why(client: httpx.Client) -> None:
    assert until(lambda: status(client, ENDLESS["counted"]) == 400)
    answer = client.get("/sparql", params={"query": ENDLESS["counted"]}, headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "no variable joins" in answer.text


def test_a_release_that_counts_nothing_refuses_nothing(example_data: Path) -> None:
    with serving(example_data) as server, server.client() as client:
        before = server.children()
        asked = {"query": ENDLESS["of VALUES"], "timeout": "0.2"}
        assert client.post("/sparql", data=asked).status_code == 504
        told = client.post("/sparql", data={**asked, "explain": "true"}).json()
        assert (told["cost"]["class"], len(before)) == ("unknown", 3)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP], ids=["dead", "stuck"])
def test_the_process_that_reads_queries_is_replaced(reading_server: Server, end: signal.Signals) -> None:
    with reading_server.client() as client:
        assert until(lambda: status(client, ENDLESS["counted"]) == 400)
        (reader,) = readers(reading_server)
        os.kill(reader, end)
        assert client.post("/sparql", data={"query": HONEST["small"]}).status_code == 200
        assert until(lambda: status(client, ENDLESS["counted"]) == 400)
        assert reader not in readers(reading_server)


def test_nobody_waits_for_the_process_to_start(reading_server: Server) -> None:
    with reading_server.client() as client:
        assert readers(reading_server) == []
        assert client.post("/sparql", data={"query": HONEST["small"]}).status_code == 200
        assert until(lambda: len(readers(reading_server)) == 1)


@pytest.fixture
def reading_server(shipped_server: Server) -> Iterator[Server]:
    with serving(shipped_server.data) as server:
        yield server


def readers(server: Server) -> list[int]:
    def is_reader(pid: int) -> bool:
        return b"service.explain.reader" in Path(f"/proc/{pid}/cmdline").read_bytes()

    return [pid for pid in server.children() if is_reader(pid)]
