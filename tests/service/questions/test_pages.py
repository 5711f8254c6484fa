import re
from pathlib import Path

import httpx
import pytest

from ingest.data_folders import QUERIES
from ingest.questions.files import load
from service.questions.readers import READERS
from tests.server_process import Server, serving


def page(client: httpx.Client, address: str, status: int = 200) -> str:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8"), answer.text
    assert "<script" not in answer.text.lower()
    assert " style=" not in answer.text
    return answer.text


def test_all_questions_stand_under_their_themes(asked: httpx.Client) -> None:
    text = page(asked, "/questions")
    assert re.findall(r'<section class="block" id="([a-z]+)">', text) == ["projects", "regions", "terms"]
    assert '<a href="/questions/numbers">Numbers of a project</a>' in text
    assert "The values &lt;that&gt; a &#34;property&#34; &amp; others can have." in text
    assert "1 of 5 questions" in page(asked, "/questions?q=volume+counted+number".replace("volume+", ""))


def test_a_theme_shows_all_its_questions_wherever_they_stand(asked: httpx.Client) -> None:
    assert '<a href="/questions/numbers">' not in page(asked, "/questions?tag=terms")
    assert '<a href="/questions/numbers">' in page(asked, "/questions?tag=compute")
    assert "0 of 5 questions" in page(asked, "/questions?q=nothing-of-the-kind")


def test_readers_begin_with_questions_that_there_are() -> None:
    shipped = load(QUERIES)
    for reader in READERS:
        assert len(reader.questions(shipped)) == len(reader.names) > 2
        assert {tag for question in shipped.values() for tag in question.tags} >= set(reader.tags)


def test_a_question_is_answered_for_its_example_until_it_is_asked(asked: httpx.Client) -> None:
    text = page(asked, "/questions/numbers")
    assert "Asked for <strong>bigscience</strong>, as an example" in text
    assert '<a href="/id/project/bigscience">BigScience Workshop</a>' in text
    assert '<td class="number"><span>1,000</span></td>' in text
    assert "as an example" not in page(asked, "/questions/numbers?project=bigscience&least=")


def test_a_page_without_its_suggestions_is_not_kept(site: Server, question_folder: Path) -> None:
    starting = serving(site.data, questions=str(question_folder), client_seconds="0.001", client_burst="0.0001")
    with starting as server, server.client() as client:
        answer = client.get("/api/questions/numbers?project=bigscience")
        assert answer.status_code == 200
        poor = client.get("/questions/numbers?project=bigscience")
        assert (poor.status_code, poor.headers["cache-control"]) == (200, "no-store")
        assert '<option value="bigscience">' not in poor.text
        other = {"X-Forwarded-For": "192.0.2.7"}
        rich = client.get("/questions/numbers?project=bigscience", headers=other)
        assert '<option value="bigscience">' in rich.text
        assert rich.headers["cache-control"] != "no-store"


def test_the_form_offers_what_can_be_chosen(asked: httpx.Client) -> None:
    text = page(asked, "/questions/numbers")
    assert re.search(r'<input id="p-project" name="project" type="text" value="bigscience"[^>]* required', text)
    assert '<option value="bigscience">BigScience Workshop</option>' in text
    regions = page(asked, "/questions/regions?region=africa")
    assert '<option value="any">Any</option>' in regions
    assert '<option value="africa" selected>Africa</option>' in regions
    concepts = page(asked, "/questions/concepts?scheme=country&case=upper")
    assert '<option value="upper" selected>upper</option>' in concepts
    assert '<option value="country" selected>' in concepts


def test_the_answer_can_be_taken_in_every_format(asked: httpx.Client) -> None:
    text = page(asked, "/questions/numbers?project=bigscience")
    links = [link.replace("&amp;", "&") for link in re.findall(r'<a href="(/[^"]*)"', text)]
    for link in links:
        assert asked.get(link, follow_redirects=True).status_code == 200, link
    assert {link.rpartition("format=")[2] for link in links if "format=" in link} == {
        *("json", "csv", "tsv", "srj", "parquet")
    }
    assert any(link.startswith("/sparql?query=") for link in links)
    assert asked.get("/questions/numbers.rq").text.startswith("#+ summary: Numbers of a project")


def test_pages_of_rows_lead_to_the_next(asked: httpx.Client) -> None:
    text = page(asked, "/questions/concepts?scheme=country")
    seen = len(re.findall("<tr>", text)) - 1
    while found := re.search(r'<a rel="next" href="([^"]+)"', text):
        text = page(asked, found[1].replace("&amp;", "&"))
        seen += len(re.findall("<tr>", text)) - 1
    assert seen == asked.get("/api/questions/concepts?scheme=country").json()["total"] > 200
    assert "First rows" in text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/questions/numbers?project=bigsciense", "Did you mean project/bigscience?"),
        ("/questions/numbers?project=a%20b", "expected an IRI"),
        ("/questions/concepts?scheme=region&after=nonsense", "no cursor of ours"),
        ("/questions/numbers?project=%3Cb%3E", "&lt;b&gt;"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_beside_the_form(address: str, words: str, asked: httpx.Client) -> None:
    text = page(asked, address, 400)
    assert 'role="alert"' in text
    assert words in text
    assert 'class="ask-form"' in text


def test_a_wrong_value_is_told_at_its_field_with_what_may_be_meant(asked: httpx.Client) -> None:
    text = page(asked, "/questions/numbers?project=bigsciense&least=7", 400)
    field = re.search(r'<div class="field wrong">.*?<label for="p-least">', text, re.DOTALL)
    assert field is not None
    assert re.search(r'<input id="p-project"[^>]* value="bigsciense"[^>]* aria-invalid="true"', field[0])
    assert '<p class="fault" role="alert">There is no project/bigsciense in this release' in field[0]
    near = re.search(r'<a href="([^"]+)">project/bigscience</a>', field[0])
    assert near is not None
    assert 'name="least" type="text" value="7"' in page(asked, near[1].replace("&amp;", "&"))
    assert text.count('aria-invalid="true"') == 1


def test_what_does_not_exist_is_told_as_everywhere(asked: httpx.Client) -> None:
    assert "numbers" in page(asked, "/questions/number", 404)
    assert "Did you mean project?" in page(asked, "/questions/numbers?projct=x", 400)
    assert "is given 2 times" in page(asked, "/questions/numbers?project=bigscience&project=bloom", 400)
    assert "There is no parameter" in page(asked, "/questions/numbers.rq?foo=1", 400)


def test_a_graph_is_shown_as_turtle(asked: httpx.Client) -> None:
    text = page(asked, "/questions/labels-as-graph")
    assert "1 triple<" in text
    assert "&#34;BigScience Workshop&#34;@en" in text


def test_the_front_page_and_the_navigation_lead_to_questions(asked: httpx.Client, site_client: httpx.Client) -> None:
    for client in (asked, site_client):
        text = page(client, "/")
        links = set(re.findall(r'href="(/questions/[^"#]+)"', text))
        assert links
        assert '<a href="/questions">Questions</a>' in text
        assert all(client.get(link).status_code == 200 for link in links)
