import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ingest.namespaces import iri
from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.evidence.joined_things import joined_things

BIGSCIENCE = "https://w3id.org/opencairn/id/project/bigscience"
RDF = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
    "trig": ("application/trig", RdfFormat.TRIG),
}
IRIS = (
    "/id/project/bigscience",
    "/id/membership/ada-genci",
    "/concept/governance-model",
    "/concept/country/fra",
    "/ontology",
    "/ontology/Project",
    "/graph/curated",
    "/graph/inferred/superclasses",
    "/shapes",
    "/shapes/ALLOC-01",
)
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
def client(site: Server) -> Iterator[httpx.Client]:
    with site.client() as opened:
        yield opened


def triples(answer: httpx.Response, form: RdfFormat) -> set[Triple]:
    return {quad.triple for quad in parse(answer.content, form)}


@pytest.mark.parametrize("path", IRIS)
@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/html", "html"),
        ("*/*", "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "rdf"),
        ("text/turtle;q=0.4, application/ld+json;q=0.9", "jsonld"),
    ],
)
def test_an_iri_sends_on_to_the_form_asked_for(client: httpx.Client, path: str, accept: str, suffix: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 303
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["location"].endswith(f"{path}.{suffix}")
    assert client.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize("path", IRIS)
@pytest.mark.parametrize("suffix", RDF)
def test_a_suffix_gives_that_format(client: httpx.Client, path: str, suffix: str) -> None:
    media_type, form = RDF[suffix]
    answer = client.get(f"{path}.{suffix}", headers={"Accept": "text/html"})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert triples(answer, form)


def test_all_formats_say_the_same(client: httpx.Client) -> None:
    said = {suffix: triples(client.get(f"/id/project/bigscience.{suffix}"), form) for suffix, (_, form) in RDF.items()}
    assert len(set(map(frozenset, said.values()))) == 1


def test_a_description_carries_evidence_neighbors_and_links_that_point_here(client: httpx.Client) -> None:
    found = triples(client.get("/id/project/bigscience.nt"), RdfFormat.N_TRIPLES)
    subject = NamedNode(BIGSCIENCE)
    statements = {one.subject for one in found if (one.predicate, one.object) == (iri("rdf:subject"), subject)}
    evidence = {one.object for one in found if one.predicate == iri("cairn:evidencedBy") and one.subject in statements}
    assert Triple(iri("id:model/bloom"), iri("cairn:producedBy"), subject) in found
    assert (
        Triple(iri("id:partnership/jean-zay-bigscience"), iri("cairn:provider"), iri("id:organization/genci")) in found
    )
    assert Triple(iri("id:organization/genci"), iri("rdfs:label"), Literal("GENCI", language="en")) in found
    assert evidence
    assert evidence <= {one.subject for one in found if one.predicate == iri("dct:source")}


def test_descriptions_use_the_canonical_iris_wherever_they_are_served(site: Server, client: httpx.Client) -> None:
    assert site.url not in client.get("/id/project/bigscience.ttl").text


def test_links_name_the_thing_its_forms_and_its_list(client: httpx.Client) -> None:
    link = client.get("/id/project/bigscience.ttl").headers["link"]
    assert f'<{BIGSCIENCE}>; rel="describes"' in link
    assert '/id/project/bigscience.ttl>; rel="canonical"' in link
    assert '/id/project/bigscience.jsonld>; rel="alternate"; type="application/ld+json"' in link
    assert '/browse/project>; rel="collection"' in link


@pytest.mark.parametrize("path", ["/id/project/bigscience.html", "/id/project/bigscience.ttl", "/ontology.html", "/"])
def test_a_form_is_not_sent_again_while_the_release_is_the_same(client: httpx.Client, path: str) -> None:
    tag = client.get(path).headers["etag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_forms_have_different_tags(client: httpx.Client) -> None:
    tags = {client.get(f"/id/project/bigscience.{suffix}").headers["etag"] for suffix in (*RDF, "html")}
    assert len(tags) == len(RDF) + 1


@pytest.mark.parametrize("path", ["/id/project/bigscience", "/id/project/bigscience.html", "/ontology.ttl", "/"])
def test_head_answers_as_get_without_a_body(client: httpx.Client, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert client.get(path).status_code == got.status_code


@pytest.mark.parametrize("path", ["/id/project/nobody", "/concept/role/nobody", "/ontology/Nothing", "/shapes/NO-99"])
def test_an_unknown_iri_is_a_page_for_people_and_a_problem_for_programs(client: httpx.Client, path: str) -> None:
    page = client.get(path, headers=BROWSER)
    problem = client.get(path, headers={"Accept": "text/turtle"})
    assert (page.status_code, problem.status_code) == (404, 404)
    assert "Nothing is known" in page.text
    assert page.headers["content-type"].startswith("text/html")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/id/project/a%20b",
        "/id/project/%22%3E%3Cscript%3E",
        "/id/project/a%00b",
        "/id/project/BigScience",
        "/id/project/%E2%82%AC",
        "/id/project/a/b/c",
        "/id/project/" + "a" * 200,
        "/id/project/" + "a" * 5000,
        "/concept/a/b/c",
        "/graph/a%20b",
        "/ontology/a b",
        "/ontology/..%2f..%2fetc",
        "/shapes/%3Cb%3E",
        "/id/project/bigscience.",
    ],
    ids=lambda path: path[:40],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_a_malformed_iri_is_refused_with_the_reason(client: httpx.Client, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code in (400, 404)
    assert accept != "text/html" or "<script>" not in answer.text
    assert "IRI" in answer.text


def test_an_impossible_format_is_refused_with_what_is_offered(client: httpx.Client) -> None:
    answer = client.get("/id/project/bigscience", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["offered"]


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/id", "/browse"),
        ("/id/project", "/browse/project"),
        ("/id/project/bigscience/", "/id/project/bigscience.html"),
        ("/ontology/", "/ontology.html"),
        ("/ontology/0.1.0", "/ontology.html"),
    ],
)
def test_what_is_meant_is_found(client: httpx.Client, path: str, location: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, httpx.URL(answer.headers["location"]).path) == (303, location)


def test_the_ontology_names_its_version(client: httpx.Client) -> None:
    found = triples(client.get("/ontology.ttl"), RdfFormat.TURTLE)
    ontology = NamedNode("https://w3id.org/opencairn/ontology")
    version = next(one.object for one in found if (one.subject, one.predicate) == (ontology, iri("owl:versionIRI")))
    assert isinstance(version, NamedNode)
    assert (
        client.get(version.value.removeprefix("https://w3id.org/opencairn"), follow_redirects=True).status_code == 200
    )


def test_the_context_is_served_as_json_ld(client: httpx.Client) -> None:
    answer = client.get("/ontology/context.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    assert "@context" in json.loads(answer.text)


def test_an_iri_with_a_dot_is_not_mistaken_for_a_suffix(client: httpx.Client) -> None:
    answer = client.get("/id/model/llama-3.1", headers={"Accept": "text/turtle"})
    assert answer.json()["iri"] == "https://w3id.org/opencairn/id/model/llama-3.1"


@pytest.mark.parametrize("suffix", ["", ".ttl", ".jsonld", ".html"])
def test_a_replaced_iri_sends_on_in_the_form_asked_for(tmp_path_factory: pytest.TempPathFactory, suffix: str) -> None:
    folder = tmp_path_factory.mktemp("joined")
    publish_trig(folder, joined_things())
    with serving(folder) as server, server.client() as joined:
        answer = joined.get(f"/id/model/north.gull{suffix}")
    assert answer.status_code == 301
    assert answer.headers["location"].endswith(f"/id/model/gull{suffix}")


def test_what_xml_cannot_hold_is_offered_in_other_forms(tmp_path: Path) -> None:
    publish_trig(
        tmp_path, r'<https://w3id.org/opencairn/id/project/a> <http://www.w3.org/2000/01/rdf-schema#label> "\u0001" .'
    )
    with serving(tmp_path) as server, server.client() as client:
        assert {form: client.get(f"/id/project/a.{form}").status_code for form in ("rdf", "ttl", "jsonld", "html")} == {
            "rdf": 406,
            "ttl": 200,
            "jsonld": 200,
            "html": 200,
        }
