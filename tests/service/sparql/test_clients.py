"""Programs that people use with SPARQL endpoints, against a real server."""

import subprocess

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML
from SPARQLWrapper import SPARQLWrapper as Wrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.server_process import Server

BIGSCIENCE = URIRef("https://w3id.org/opencairn/id/project/bigscience")
LABELS = f"SELECT ?label {{<{BIGSCIENCE}> rdfs:label ?label}} ORDER BY ?label"
DESCRIPTION = f"CONSTRUCT WHERE {{<{BIGSCIENCE}> ?p ?o}}"


@pytest.fixture
def wrapper(server: Server) -> Wrapper:
    return Wrapper(f"{server.url}/sparql")


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("request_method", [URLENCODED, POSTDIRECTLY])
def test_sparqlwrapper_asks_by_get_and_post(wrapper: Wrapper, method: str, request_method: str) -> None:
    wrapper.setQuery(LABELS)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(request_method)
    wrapper.setReturnFormat(JSON)
    found = wrapper.query().convert()
    assert isinstance(found, dict)
    assert found["results"]["bindings"][1]["label"]["value"] == "BigScience Workshop"


@pytest.mark.parametrize(("form", "start"), [(XML, b"<?xml"), (CSV, b"label"), (TSV, b"?label"), (JSON, b"{")])
def test_sparqlwrapper_gets_each_result_format(wrapper: Wrapper, form: str, start: bytes) -> None:
    wrapper.setQuery(LABELS)
    wrapper.setReturnFormat(form)
    answer = wrapper.query()
    assert answer.response.read().startswith(start)


@pytest.mark.parametrize(
    ("form", "syntax"),
    [
        (XML, RdfFormat.RDF_XML),
        (RDFXML, RdfFormat.RDF_XML),
        (TURTLE, RdfFormat.TURTLE),
        (N3, RdfFormat.TURTLE),
        (JSONLD, RdfFormat.JSON_LD),
    ],
)
def test_sparqlwrapper_gets_each_graph_format(wrapper: Wrapper, form: str, syntax: RdfFormat) -> None:
    wrapper.setQuery(DESCRIPTION)
    wrapper.setReturnFormat(form)
    objects = [str(quad.object) for quad in parse(wrapper.query().response.read(), format=syntax)]
    assert '"Atelier « BigScience »"@fr' in objects


def test_sparqlwrapper_shows_what_is_wrong_with_a_query(wrapper: Wrapper) -> None:
    wrapper.setQuery("SELECT {")
    with pytest.raises(QueryBadFormed, match="Line 1, column 9"):
        wrapper.query()


def test_rdflib_reads_the_endpoint_as_a_graph(server: Server) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql"))
    labels = set(graph.objects(BIGSCIENCE, RDFS.label))
    assert Literal("BigScience Workshop", lang="en") in labels
    assert len(graph) == 6


def test_rdflib_calls_the_endpoint_as_a_service(server: Server) -> None:
    rows = list(Graph().query(f"SELECT ?o {{SERVICE <{server.url}/sparql> {{<{BIGSCIENCE}> <{RDFS.label}> ?o}}}}"))
    assert len(rows) == 2


def test_curl_prints_a_table_of_commas(server: Server) -> None:
    command = ["curl", "-sf", f"{server.url}/sparql", "-H", "Accept: text/csv", "--data-urlencode", f"query={LABELS}"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.splitlines()[0] == "label"
    assert "BigScience Workshop" in printed
