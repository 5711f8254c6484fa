import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from service.sparql.point_lookups import look_up
from service.workers.query_worker import HEADER, SOLUTION_FORMATS, Job, answer
from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.operations.figures import figure, scrape
from tests.service.workers.worker_processes import settled

MANY = 5000
LOOKUPS = [
    "SELECT ?p ?o { <x:1> ?p ?o }",
    "SELECT ?p ?o WHERE { <x:1> ?p ?o . }",
    "select*where{<x:1>?p?o}",
    "PREFIX x: <x:> SELECT $o { x:1 x:next $o } LIMIT 1",
    "# why not\nSELECT ?s { ?s <x:next> <x:2> }",
    "SELECT * { ?s a <x:Number> }",
    "SELECT * { <x:1> <x:next> <x:2> }",
    "SELECT ?nothing { <x:none> ?p ?o }",
]
OTHERS = {
    "no name": "SELECT * { ?s ?p ?o }",
    "only a predicate": "SELECT * { ?s <x:next> ?o }",
    "the same variable twice": "SELECT * { <x:1> ?x ?x }",
    "the same variable twice before a name": "SELECT * { ?x ?x <x:2> }",
    "the same variable twice, otherwise written": "SELECT * { <x:1> ?x $x }",
    "two patterns": "SELECT * { <x:1> ?p ?o . <x:2> ?q ?r }",
    "two objects": "SELECT * { <x:1> ?p ?o, ?q }",
    "a path": "SELECT * { <x:1> <x:next>* ?o }",
    "a path from a name": "PREFIX x: <x:> SELECT * { x:1 x:next+ ?o }",
    "a path back": "SELECT * { <x:1> ^<x:next> ?o }",
    "a condition": "SELECT * { <x:1> ?p ?o FILTER(?o = 1) }",
    "an order": "SELECT * { <x:1> ?p ?o } ORDER BY ?o",
    "an aggregate": "SELECT (COUNT(*) AS ?n) { <x:1> ?p ?o }",
    "distinct": "SELECT DISTINCT ?p { <x:1> ?p ?o }",
    "other graphs": "SELECT * FROM <x:g> { <x:1> ?p ?o }",
    "another form": "ASK { <x:1> ?p ?o }",
    "values": "SELECT * { <x:1> ?p ?o } VALUES ?o { 1 }",
    "too long": "SELECT * { <x:1> ?p ?o }" + " " * 3000,
    "no SPARQL": "SELECT * { nope:1 ?p ?o }",
}


@pytest.fixture(scope="module")
def store() -> Store:
    filled = Store()
    one, two = NamedNode("x:1"), NamedNode("x:2")
    filled.add(Quad(one, NamedNode("x:next"), two))
    filled.add(Quad(one, NamedNode("x:text"), Literal('ein "Wort"\n', language="de")))
    filled.add(Quad(one, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), NamedNode("x:Number")))
    filled.extend(Quad(NamedNode("x:hub"), NamedNode("x:next"), NamedNode(f"x:{number}")) for number in range(MANY))
    return filled


def job(query: str, form: str = "json") -> Job:
    return Job(query=query, default_graphs=None, named_graphs=None, format=form, coding="", head=False)


@pytest.mark.parametrize("form", SOLUTION_FORMATS)
@pytest.mark.parametrize("query", LOOKUPS)
def test_a_lookup_has_the_answer_that_a_worker_gives(store: Store, query: str, form: str) -> None:
    frames: list[bytes] = []
    answer(store, job(query, form), frames.append, 10**6)
    assert look_up(store, job(query, form)) == frames[0][HEADER.size :]


@pytest.mark.parametrize("query", OTHERS.values(), ids=OTHERS)
def test_any_other_query_is_left_to_a_worker(store: Store, query: str) -> None:
    assert look_up(store, job(query)) is None


def test_a_long_answer_and_a_request_that_names_graphs_are_left_to_a_worker(store: Store) -> None:
    assert look_up(store, job("SELECT * { <x:hub> ?p ?o }")) is None
    assert look_up(store, Job(**{**job(LOOKUPS[0]), "default_graphs": ["x:g"]})) is None


@pytest.mark.timeout(60)
@pytest.mark.parametrize("repeated", [" ", " ?a", "?a", "#", "<", "a:", "PREFIX a:<b> ", "SELECT * {", "{<a>", "1"])
@pytest.mark.parametrize("start", ["", "SELECT", "SELECT * {", "SELECT * {<a> ", "SELECT * {<a> <b> <c>} LIMIT "])
def test_hostile_text_is_read_at_once(store: Store, start: str, repeated: str) -> None:
    for _ in range(100):
        assert look_up(store, job((start + repeated * 2048)[:2048])) is None


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data: Path = tmp_path_factory.mktemp("lookups")
    hub = " . ".join(f"<x:hub> <x:next> <x:{number}>" for number in range(MANY))
    publish_trig(data, f"<x:1> <x:next> <x:2> . {hub} .")
    with serving(data) as started:
        yield started


def test_lookups_are_answered_while_no_worker_is(server: Server) -> None:
    workers = settled(server)
    before = figure(scrape(server), "opencairn_queries_total", lane="sparql", outcome="answered")
    for pid in workers:
        os.kill(pid, signal.SIGSTOP)
    try:
        found = httpx.get(f"{server.url}/sparql", params={"query": "SELECT ?o { <x:1> <x:next> ?o }"})
    finally:
        for pid in workers:
            os.kill(pid, signal.SIGCONT)
    assert found.json()["results"]["bindings"] == [{"o": {"type": "uri", "value": "x:2"}}]
    assert figure(scrape(server), "opencairn_queries_total", lane="sparql", outcome="answered") == before + 1


def test_a_hub_is_looked_up_whole(server: Server) -> None:
    found = httpx.get(f"{server.url}/sparql", params={"query": "SELECT ?o { <x:hub> ?p ?o }"})
    assert len(json.loads(found.content)["results"]["bindings"]) == MANY
