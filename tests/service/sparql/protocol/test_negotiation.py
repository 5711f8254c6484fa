"""Which format an answer has, asked of a real server."""

import json
import xml.etree.ElementTree as ET

import httpx
import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Triple, parse, parse_query_results

SELECT = "SELECT (1 AS ?n) {}"
CONSTRUCT = "CONSTRUCT {<x:s> <x:p> 1} WHERE {}"
TERM = 'SELECT ?t {BIND(TRIPLE(<x:s>, <x:p>, TRIPLE(<x:a>, <x:b>, "c"@en)) AS ?t)}'
REIFIED = "CONSTRUCT {<x:r> rdf:reifies <<( <x:s> <x:p> 1 )>>} WHERE {}"


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (SELECT, "text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv, application/sparql-results+xml", "text/csv; charset=utf-8"),
        (SELECT, "text/csv;q=0, */*;q=0.1", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        (SELECT, "text/*", "text/csv; charset=utf-8"),
        (SELECT, "image/png, */*;q=0.01", "application/sparql-results+json"),
        (SELECT, "TEXT/CSV", "text/csv; charset=utf-8"),
        (SELECT, "text/csv;charset=utf-8;q=0.9", "text/csv; charset=utf-8"),
        (SELECT, "", "application/sparql-results+json"),
        (CONSTRUCT, "application/*", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml;q=0.9, text/turtle;q=0.8", "application/rdf+xml"),
        (CONSTRUCT, "application/sparql-results+json, */*;q=0.1", "text/turtle; charset=utf-8"),
    ],
)
def test_accept_is_followed(client: httpx.Client, query: str, accept: str, expected: str) -> None:
    for answer in (
        client.get("/sparql", params={"query": query}, headers={"Accept": accept}),
        client.post("/sparql/", data={"query": query}, headers={"Accept": accept}),
    ):
        assert answer.headers["content-type"] == expected
        assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [(SELECT, "text/turtle"), (SELECT, "*/*;q=0"), (CONSTRUCT, "text/csv"), (CONSTRUCT, "nonsense")],
)
def test_where_nothing_fits_the_client_hears_what_is_offered(client: httpx.Client, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert ("text/csv" in answer.json()["offered"]) == (query == SELECT)


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        (SELECT, "csv", "text/csv; charset=utf-8"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "json", "application/ld+json"),
        (CONSTRUCT, "nt", "application/n-triples"),
    ],
)
def test_format_overrides_accept(client: httpx.Client, query: str, name: str, expected: str) -> None:
    answer = client.get("/sparql", params={"query": query, "format": name}, headers={"Accept": "text/html,image/png"})
    assert answer.headers["content-type"] == expected


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_head_has_the_headers_of_get(client: httpx.Client, path: str) -> None:
    for parameters in ({"query": SELECT}, {"query": "SELECT {"}, {}):
        get, head = (client.request(method, path, params=parameters) for method in ("GET", "HEAD"))
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers["content-type"] == get.headers["content-type"]


def test_a_preflight_allows_any_origin_without_credentials(client: httpx.Client) -> None:
    asked = {"Origin": "https://e.org", "Access-Control-Request-Method": "POST"}
    for path in ("/sparql", "/sparql/"):
        answer = client.options(path, headers={**asked, "Cookie": "a=b"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
        assert "set-cookie" not in answer.headers


def test_even_a_problem_can_be_read_by_scripts_of_any_origin(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT {"}, headers={"Origin": "https://e.org"})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (400, "*")


@pytest.mark.parametrize(
    "charset", ["undefined", "unicode_escape", "idna", "rot13", "utf-7", "utf-16", '""', "x" * 500]
)
def test_no_charset_but_those_of_queries_is_tried(client: httpx.Client, charset: str) -> None:
    for media_type in ("application/sparql-query", "application/x-www-form-urlencoded"):
        answer = client.post("/sparql", content=b"ASK {}", headers={"Content-Type": f"{media_type}; charset={charset}"})
        assert answer.status_code == 415
        assert "UTF-8" in answer.json()["detail"]


def test_triple_terms_survive_in_json(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": TERM, "format": "json"})
    (row,) = json.loads(answer.content)["results"]["bindings"]
    inner = row["t"]["value"]["object"]
    assert inner["type"] == "triple"
    assert inner["value"]["object"] == {"type": "literal", "value": "c", "xml:lang": "en"}


def test_triple_terms_survive_in_xml(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": TERM, "format": "xml"})
    namespace = "{http://www.w3.org/2005/sparql-results#}"
    assert len(list(ET.fromstring(answer.content).iter(f"{namespace}triple"))) == 2


@pytest.mark.parametrize(
    ("name", "form"),
    [("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML), ("tsv", QueryResultsFormat.TSV)],
)
def test_triple_terms_can_be_read_back(client: httpx.Client, name: str, form: QueryResultsFormat) -> None:
    answer = client.get("/sparql", params={"query": TERM, "format": name})
    solutions = parse_query_results(answer.content, format=form)
    assert isinstance(solutions, QuerySolutions)
    (solution,) = solutions
    term = solution["t"]
    assert isinstance(term, Triple)
    assert isinstance(term.object, Triple)
    assert str(term.object.object) == '"c"@en'


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("turtle", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("rdfxml", RdfFormat.RDF_XML),
        ("nq", RdfFormat.N_QUADS),
    ],
)
def test_graphs_keep_triple_terms(client: httpx.Client, name: str, form: RdfFormat) -> None:
    answer = client.get("/sparql", params={"query": REIFIED, "format": name})
    (found,) = parse(answer.content, format=form)
    assert isinstance(found.object, Triple)


def test_a_graph_that_json_ld_cannot_say_is_not_acceptable(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": REIFIED, "format": "jsonld"})
    assert answer.status_code == 406
    assert "Turtle" in answer.json()["detail"]
