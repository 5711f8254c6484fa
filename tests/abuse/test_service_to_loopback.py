"""SERVICE to this very machine, in many disguises: nobody is called, and the client hears why."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.server_process import Server, serving

DISGUISES = {
    "by address": "ASK {SERVICE <http://127.0.0.1:PORT/> {?s ?p ?o}}",
    "silent": "ASK {SERVICE SILENT <http://127.0.0.1:PORT/> {?s ?p ?o}}",
    "by name": "ASK {SERVICE <http://localhost:PORT/> {?s ?p ?o}}",
    "as one number": "ASK {SERVICE <http://2130706433:PORT/> {?s ?p ?o}}",
    "in octal": "ASK {SERVICE <http://0177.0.0.1:PORT/> {?s ?p ?o}}",
    "cut short": "ASK {SERVICE <http://127.1:PORT/> {?s ?p ?o}}",
    "as every host": "ASK {SERVICE <http://0.0.0.0:PORT/> {?s ?p ?o}}",
    "in IPv6": "ASK {SERVICE <http://[::1]:PORT/> {?s ?p ?o}}",
    "mapped into IPv6": "ASK {SERVICE <http://[::ffff:127.0.0.1]:PORT/> {?s ?p ?o}}",
    "with a user in front": "ASK {SERVICE <http://dbpedia.org@127.0.0.1:PORT/> {?s ?p ?o}}",
    "from a variable": "ASK {VALUES ?e {<http://127.0.0.1:PORT/>} SERVICE ?e {?s ?p ?o}}",
    "from a value that is made": "ASK {BIND(IRI(CONCAT('http://127.0.0.1:', 'PORT/')) AS ?e) SERVICE ?e {?s ?p ?o}}",
    "from a prefix": "PREFIX e: <http://127.0.0.1:PORT/> ASK {SERVICE e: {?s ?p ?o}}",
    "from a base": "BASE <http://127.0.0.1:PORT/> ASK {SERVICE <x> {?s ?p ?o}}",
    "with an escaped keyword": "ASK {\\u0053ERV\\u0049CE <http://127.0.0.1:PORT/> {?s ?p ?o}}",
    "behind a comment": "ASK {SERVICE#\n<http://127.0.0.1:PORT/>{?s ?p ?o}}",
    "behind a comparison that looks like an IRI": "ASK {?s ?p ?o FILTER(0<?o)SERVICE#>\n<http://127.0.0.1:PORT/> {}}",
    "inside EXISTS": "ASK {?s ?p ?o FILTER EXISTS {SERVICE <http://127.0.0.1:PORT/> {?s ?p ?o}}}",
    "inside a subquery of a CONSTRUCT": (
        "CONSTRUCT {?s ?p ?o} {{SELECT * {SERVICE <http://127.0.0.1:PORT/> {?s ?p ?o}}}}"
    ),
    "after the address of a listed endpoint": (
        "ASK {SERVICE <http://listed.example/sparql> {SERVICE <http://127.0.0.1:PORT/> {?s ?p ?o}}}"
    ),
}
OTHERS = {
    "FROM": "ASK FROM <http://127.0.0.1:PORT/> {?s ?p ?o}",
    "GRAPH": "ASK {GRAPH <http://127.0.0.1:PORT/> {?s ?p ?o}}",
    "DESCRIBE": "DESCRIBE <http://127.0.0.1:PORT/>",
    "LOAD": "LOAD <http://127.0.0.1:PORT/>",
}


@contextmanager
def trap() -> Iterator[socket.socket]:
    """A port of this machine on which nobody should call."""
    with socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True) as listening:
        listening.setblocking(False)
        yield listening
        with pytest.raises(BlockingIOError):
            listening.accept()


@pytest.fixture(scope="module")
def careful(attacked: Server) -> Iterator[Server]:
    """A server that lets queries call one endpoint, elsewhere."""
    with serving(attacked.data, service_endpoints="http://listed.example/sparql", client_queries="0") as started:
        yield started


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
def test_no_call_leaves_a_server_without_listed_endpoints(client: httpx.Client, disguise: str) -> None:
    with trap() as listening:
        query = disguise.replace("PORT", str(listening.getsockname()[1]))
        answer = client.post("/sparql", data={"query": query})
        assert answer.status_code == 403
        assert "SERVICE" in answer.json()["detail"]


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
def test_no_call_leaves_a_server_with_listed_endpoints_for_others(careful: Server, disguise: str) -> None:
    with trap() as listening, careful.client() as client:
        query = disguise.replace("PORT", str(listening.getsockname()[1]))
        assert client.post("/sparql", data={"query": query}).status_code == 403
        assert client.get("/sparql", params={"query": "ASK {?s ?p ?o}"}).json()["boolean"]


@pytest.mark.parametrize("query", OTHERS.values(), ids=OTHERS.keys())
def test_nothing_else_fetches_either(client: httpx.Client, query: str) -> None:
    with trap() as listening:
        text = query.replace("PORT", str(listening.getsockname()[1]))
        assert client.post("/sparql", data={"query": text}).status_code in (200, 403)
        assert client.get("/sparql", params={"query": text, "default-graph-uri": "http://127.0.0.1:1/"}).is_success == (
            "LOAD" not in query
        )
