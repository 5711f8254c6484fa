"""The description of the dataset, at /.well-known/void, at its own address and at the endpoint."""

from collections.abc import Iterator

import httpx
import pytest
import rdflib

from tests.ingest.void.shapes import faults
from tests.server_process import Server

VOID = "https://w3id.org/opencairn/graph/void"
DATASET = rdflib.URIRef(f"{VOID}#dataset")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
OF_SIB = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subject ?property ?object ?datatype {
  ?classes void:class ?subject ; void:propertyPartition ?properties . ?properties void:property ?property
  OPTIONAL { { ?properties void:classPartition [ void:class ?object ] }
    UNION { ?properties ext:datatypePartition [ ext:datatype ?datatype ] } } }"""
"""What editors ask to complete queries, in our words."""


@pytest.fixture
def client(site: Server) -> Iterator[httpx.Client]:
    with site.client() as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "accept", "document"),
    [
        ("/.well-known/void", "*/*", "/graph/void.ttl"),
        ("/.well-known/void", "text/turtle", "/graph/void.ttl"),
        ("/.well-known/void", "application/rdf+xml", "/graph/void.rdf"),
        ("/.well-known/void", "application/ld+json;q=0.9, text/turtle;q=0.1", "/graph/void.jsonld"),
        ("/.well-known/void", "text/html,application/xhtml+xml,*/*;q=0.8", "/graph/void.html"),
        ("/.well-known/void.nt", "text/turtle", "/graph/void.nt"),
        ("/graph/void", "text/turtle", "/graph/void.ttl"),
    ],
)
def test_it_is_found(client: httpx.Client, path: str, accept: str, document: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{client.base_url}{document}")
    assert "Accept" in answer.headers["vary"]
    assert client.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(("path", "accept", "status"), [("", "image/png", 406), (".exe", "*/*", 404)])
def test_what_is_not_offered_is_refused(client: httpx.Client, path: str, accept: str, status: int) -> None:
    assert client.get(f"/.well-known/void{path}", headers={"Accept": accept}).status_code == status


@pytest.mark.parametrize(("suffix", "form"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml")])
def test_it_names_this_endpoint_and_this_release(client: httpx.Client, suffix: str, form: str) -> None:
    answer = client.get(f"/graph/void.{suffix}")
    graph = rdflib.Graph().parse(data=answer.content, format=form)
    assert graph.value(DATASET, rdflib.VOID.sparqlEndpoint) == rdflib.URIRef(f"{client.base_url}/sparql")
    assert graph.value(DATASET, rdflib.DCTERMS.identifier) == rdflib.Literal(answer.headers["opencairn-release"])
    created = client.get("/version").json()["release"]["created"]
    assert str(graph.value(DATASET, rdflib.DCTERMS.issued)) == created
    assert faults(graph) == ""


@pytest.mark.parametrize(("accept", "form"), [("text/turtle", "turtle"), ("application/rdf+xml", "xml")])
def test_the_endpoint_describes_itself(client: httpx.Client, accept: str, form: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    graph = rdflib.Graph().parse(data=answer.content, format=form)
    assert faults(graph) == ""
    service = rdflib.URIRef(f"{client.base_url}/sparql")
    assert graph.value(service, SD.endpoint) == service
    assert graph.value(service, SD.defaultDataset) == DATASET
    assert not list(graph.objects(service, SD.feature))
    names = {str(name) for name in graph.objects(None, SD.name)}
    asked = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    rows = client.get("/sparql", params={"query": asked, "format": "json"}).json()["results"]["bindings"]
    assert names == {row["g"]["value"] for row in rows}


def test_the_endpoint_tells_clients_what_the_default_graph_holds(client: httpx.Client) -> None:
    """Comunica plans by these numbers, takes a property that is not listed for absent, and reads `sd:defaultGraph`."""
    graph = rdflib.Graph().parse(data=client.get("/sparql", headers={"Accept": "text/turtle"}).content, format="turtle")
    default = graph.value(DATASET, SD.defaultGraph)
    asked = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"
    rows = client.get("/sparql", params={"query": asked, "format": "json"}).json()["results"]["bindings"]
    counted = {row["p"]["value"]: row["n"]["value"] for row in rows}
    told = {
        str(graph.value(part, rdflib.VOID.property)): str(graph.value(part, rdflib.VOID.triples))
        for part in graph.objects(default, rdflib.VOID.propertyPartition)
    }
    assert told == counted
    assert not list(graph.objects(default, rdflib.VOID.uriSpace))


def test_editors_can_ask_it_for_classes_and_properties(client: httpx.Client) -> None:
    asked = {"query": OF_SIB, "default-graph-uri": VOID, "format": "json"}
    rows = client.post("/sparql", data=asked).json()["results"]["bindings"]
    cairn = "https://w3id.org/opencairn/ontology#"
    found = {tuple(row[name]["value"] for name in ("subject", "property", "object") if name in row) for row in rows}
    assert (f"{cairn}Model", f"{cairn}trainedUsing", f"{cairn}ComputeResource") in found
