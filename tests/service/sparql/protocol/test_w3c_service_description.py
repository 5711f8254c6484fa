"""The cases of the W3C SPARQL 1.1 service description tests, each under its name there."""

import httpx
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from tests.server_process import Server
from tests.service.sparql.protocol.documents import DOCUMENTS

SD = "http://www.w3.org/ns/sparql-service-description#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LANGUAGES = {SD + name for name in ("SPARQL10Query", "SPARQL11Query", "SPARQL11Update")}
KINDS = {
    "endpoint": None,
    "feature": None,
    "defaultEntailmentRegime": None,
    "supportedLanguage": None,
    "resultFormat": None,
    "inputFormat": None,
    "extensionFunction": None,
    "languageExtension": None,
    "propertyFeature": None,
    "extensionAggregate": None,
    "entailmentRegime": None,
    "supportedEntailmentProfile": None,
    "defaultSupportedEntailmentProfile": None,
    "defaultDataset": "Dataset",
    "availableGraphs": "GraphCollection",
    "defaultGraph": "Graph",
    "namedGraph": "NamedGraph",
    "name": None,
    "graph": "Graph",
}
"""The properties of the vocabulary, and the class of what they lead to if the vocabulary has one for it."""


@pytest.fixture
def described(client: httpx.Client) -> list[Quad]:
    answer = client.get("/sparql")
    assert answer.status_code == 200
    return list(parse(answer.content, format=RdfFormat.TURTLE))


def values(described: list[Quad], name: str) -> list[NamedNode | BlankNode | Literal]:
    found = [each.object for each in described if each.predicate.value == SD + name]
    return [each for each in found if isinstance(each, NamedNode | BlankNode | Literal)]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, RdfFormat.TURTLE),
        ("*/*", RdfFormat.TURTLE),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/ld+json;q=0.1, text/turtle", RdfFormat.TURTLE),
    ],
)
@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_returns_rdf(client: httpx.Client, path: str, accept: str | None, form: RdfFormat) -> None:
    answer = client.get(path, headers={} if accept is None else {"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] in form.media_type
    assert len(list(parse(answer.content, format=form))) > 10


def test_has_endpoint_triple(described: list[Quad], documents: Server) -> None:
    assert values(described, "endpoint") == [NamedNode(f"{documents.url}/sparql")]


def test_conforms_to_schema(described: list[Quad]) -> None:
    types: dict[str, set[str]] = {}
    for each in described:
        if each.predicate.value == TYPE and isinstance(each.object, NamedNode):
            types.setdefault(str(each.subject), set()).add(each.object.value)
    ours = [each for each in described if each.predicate.value.startswith(SD)]
    for each in ours:
        name = each.predicate.value.removeprefix(SD)
        assert name in KINDS, "the vocabulary has no such property"
        assert isinstance(each.object, NamedNode | BlankNode), "all its properties lead to things"
        if wanted := KINDS[name]:
            assert SD + wanted in types[str(each.object)]
    (service,) = [subject for subject, kinds in types.items() if SD + "Service" in kinds]
    assert len([each for each in ours if each.predicate.value == SD + "endpoint" and str(each.subject) == service]) == 1
    assert {each.value for each in values(described, "supportedLanguage")} & LANGUAGES


def test_the_graphs_that_it_names_can_be_asked_for(described: list[Quad], client: httpx.Client) -> None:
    named = sorted(each.value for each in values(described, "name"))
    assert named == sorted(DOCUMENTS)
    for graph in named:
        assert client.get("/sparql", params={"query": "ASK {?s ?p ?o}", "default-graph-uri": graph}).json()["boolean"]
