import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from ingest.namespaces import iri
from tests.ingest.questions.test_examples import SIB_QUERY

QUESTION = "/question/compute-by-project"


def test_tools_find_the_questions_of_a_release_at_its_endpoint(site_client: httpx.Client) -> None:
    answer = site_client.get("/sparql", params={"query": SIB_QUERY}, headers={"Accept": "application/json"})
    found = {row["sq"]["value"].rpartition("/")[2] for row in answer.json()["results"]["bindings"]}
    assert found == {each["name"] for each in site_client.get("/api/questions").json()["results"]}


@pytest.mark.parametrize(
    ("suffix", "form"), [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)]
)
def test_the_download_names_the_endpoint_of_this_instance(suffix: str, form: RdfFormat, asked: httpx.Client) -> None:
    quads = list(parse(asked.get(f"/api/questions.{suffix}").content, format=form))
    targets = {str(quad.object) for quad in quads if quad.predicate == iri("schema:target")}
    assert targets == {f"<{asked.base_url.join('/sparql')}>"}
    assert len({quad.subject for quad in quads if quad.predicate == iri("sh:select")}) == 4


def test_the_iri_of_a_question_leads_to_its_page_or_its_description(site_client: httpx.Client) -> None:
    page = site_client.get(QUESTION, headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"].partition("/questions/")[2]) == (303, "compute-by-project")
    assert site_client.get(f"{QUESTION}.html").headers["location"] == page.headers["location"]
    turtle = site_client.get(QUESTION, headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert turtle.url.path == f"{QUESTION}.ttl"
    said = {quad.predicate for quad in parse(turtle.content, format=RdfFormat.TURTLE)}
    assert {iri("sh:select"), iri("rdfs:comment"), iri("schema:keywords")} <= said
    assert site_client.get("/question/nonsense").status_code == 404
    assert site_client.get("/question", headers={"Accept": "text/html"}).headers["location"].endswith("/questions")
    whole = site_client.get("/question.ttl").content
    assert len(list(parse(whole, format=RdfFormat.TURTLE))) > 500
