import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.server_process import Server
from tests.service.sample_site import SCRIPT

BROWSER = {"Accept": "text/html"}
PAGES = (
    "/",
    "/about",
    "/browse",
    "/browse/project",
    "/browse/partnership",
    "/browse/claim",
    "/browse/gap",
    "/sparql",
    "/concept.html",
    "/concept/governance-model.html",
    "/concept/country/fra.html",
    "/ontology.html",
    "/ontology/Project.html",
    "/ontology/produces.html",
    "/shapes.html",
    "/shapes/ALLOC-01.html",
    "/graph.html",
    "/sources",
    "/sources/curated",
    "/graph/curated.html",
    "/id/project/bigscience.html",
    "/id/project/hostile.html",
    "/id/person/ada.html",
    "/id/document/paper.html",
    "/id/membership/ada-genci.html",
    "/id/claim/openness-is-social.html",
    "/id/disagreement/start.html",
    "/id/project/nobody",
    "/id/project/a%20b",
)


class Outline(HTMLParser):
    """Addresses, ids and headings of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.hrefs += [value for name in ("href", "src", "action") if (value := given.get(name))]
        if identifier := given.get("id"):
            self.ids.append(identifier)


@pytest.fixture
def client(site: Server) -> Iterator[httpx.Client]:
    with site.client() as opened:
        opened.headers["Accept"] = "text/html"
        yield opened


def text_of(answer: httpx.Response) -> str:
    """What a reader sees, without tags."""
    body = "<main" + answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_and_takes_nothing_from_elsewhere(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    outline = Outline(answer.text)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert outline.tags.count("h1") == 1
    assert len(outline.ids) == len(set(outline.ids))
    assert not {"script", "iframe", "img", "object"} & set(outline.tags)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "style=" not in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_notes_on_a_page_lead_to_sources_on_it(client: httpx.Client, path: str) -> None:
    outline = Outline(client.get(path).text)
    anchors = {href[1:] for href in outline.hrefs if href.startswith("#")}
    assert anchors <= set(outline.ids)


def test_every_link_within_the_site_answers(client: httpx.Client) -> None:
    hrefs = {href for path in PAGES for href in Outline(client.get(path).text).hrefs if href.startswith("/")}
    broken = {
        address: status
        for address in sorted({href.partition("#")[0] for href in hrefs})
        if (status := client.get(address, follow_redirects=True).status_code) != 200
    }
    assert broken == {}


def test_links_to_terms_find_their_anchor(client: httpx.Client) -> None:
    ids = set(Outline(client.get("/ontology.html").text).ids)
    links = {href for path in PAGES for href in Outline(client.get(path).text).hrefs if href.startswith("/ontology#")}
    assert links
    assert {href.partition("#")[2] for href in links} <= ids


@pytest.mark.parametrize(
    "shown",
    [
        "collaborative",
        "Also: BigScience",
        "Un atelier ouvert.",
        "active from sources differ May 2021 1",
        "active until July 2022",
        "at least 1,000 volunteers",
        "GENCI Jean Zay pre-training May 2021 to July 2022",
        "2021-A0101012475 not disclosed",
        "On: active from It began in April 2021.",
        "Openness is a social practice.",
        "produces BLOOM",
        "2 Community Structures, line 46",
        "claimed: GENCI",
        "medium confidence",
        "https://w3id.org/opencairn/id/project/bigscience",
    ],
)
def test_the_page_of_a_project_shows(client: httpx.Client, shown: str) -> None:
    assert shown in text_of(client.get("/id/project/bigscience.html"))


def test_a_claim_is_not_shown_as_a_fact(client: httpx.Client) -> None:
    sponsor = re.search(
        r"sponsored by</a></dt><dd>(.*?)</dd>", client.get("/id/project/bigscience.html").text, re.DOTALL
    )
    assert sponsor is not None
    assert "mark-text" in sponsor[1]


def test_a_low_confidence_is_marked_in_words(client: httpx.Client) -> None:
    assert "Ada Example author since 2021" in text_of(client.get("/id/organization/genci.html"))
    assert "low confidence" in text_of(client.get("/id/organization/genci.html"))


def test_every_fact_asks_why(client: httpx.Client) -> None:
    hrefs = Outline(client.get("/id/project/bigscience.html").text).hrefs
    asked = [parse_qs(urlsplit(href).query) for href in hrefs if href.startswith("/why?")]
    assert {"https://w3id.org/opencairn/ontology#activeFrom"} <= {one["predicate"][0] for one in asked}


def test_relations_are_shown_from_the_other_side_once(client: httpx.Client) -> None:
    page = text_of(client.get("/id/model/bloom.html"))
    assert page.count("BigScience Workshop") == 1
    assert "Produced by" in page or "produced by" in page


def test_a_document_shows_what_rests_on_it(client: httpx.Client) -> None:
    page = text_of(client.get("/id/document/paper.html"))
    assert "What rests on this document" in page
    assert "GENCI" in page


@pytest.mark.parametrize(
    "path", ["/id/project/hostile.html", "/browse/project", "/id/project/hostile.html?x=" + SCRIPT]
)
def test_text_of_the_data_is_never_markup(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert "Tricks" in answer.text
    assert "<script" not in answer.text
    assert "<img" not in answer.text


def test_home_counts_what_the_release_holds(client: httpx.Client) -> None:
    page = text_of(client.get("/"))
    assert "2 projects" in page
    assert "1 partnerships" in page
    assert "GENCI gave compute to BigScience Workshop on Jean Zay" in page


def test_a_number_on_the_home_page_leads_to_as_many_things(client: httpx.Client) -> None:
    figures = re.findall(r'<li><a href="/browse/([a-z-]+)"><strong>([\d,]+)</strong>', client.get("/").text)
    assert {"project", "organization", "person", "partnership", "document"} <= {kind for kind, _ in figures}
    for kind, number in figures:
        assert f"{number} found" in text_of(client.get(f"/browse/{kind}?q="))
    assert dict(figures)["organization"] == "1"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=bigsc", "1 found"),
        ("q=BIG+science", "Nothing here"),
        ("q=%22%29", "Nothing here"),
        ("q=" + "a" * 999, "Nothing here"),
    ],
)
def test_lists_are_filtered_by_name(client: httpx.Client, query: str, found: str) -> None:
    answer = client.get(f"/browse/project?{query}")
    assert answer.status_code == 200
    assert found in text_of(answer)


@pytest.mark.parametrize("page", ["0", "-3", "999999999999999999999"])
def test_pages_out_of_range_are_the_nearest_page(client: httpx.Client, page: str) -> None:
    assert "2 found" in text_of(client.get(f"/browse/project?page={page}"))


def test_an_unknown_kind_is_refused(client: httpx.Client) -> None:
    assert client.get("/browse/spaceship").status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("SELECT ?s WHERE { ?s a", "No answer"),
        ("SELECT ?x WHERE { BIND(<https://w3id.org/opencairn/id/model/bloom> AS ?x) }", "BLOOM"),
        ("SELECT (176000000000 AS ?n) WHERE {}", "176 billion"),
        ("SELECT ('<b>bold</b>' AS ?n) WHERE {}", "<b>bold</b>"),
        ("ASK {}", "yes"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", "Turtle"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "No answer"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "No answer"),
    ],
)
def test_a_query_is_answered_on_the_page(client: httpx.Client, query: str, shown: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.headers["content-type"].startswith("text/html")
    assert "<b>" not in answer.text
    assert shown in text_of(answer)


def test_links_out_of_the_data_lead_to_web_pages_only(client: httpx.Client) -> None:
    query = "SELECT ?x WHERE { VALUES ?x { <javascript:alert(1)> <data:text/html,x> <https://example.org/a> } }"
    hrefs = Outline(client.get("/sparql", params={"query": query}).text).hrefs
    assert "https://example.org/a" in hrefs
    assert not [href for href in hrefs if href.startswith(("javascript:", "data:"))]


def test_static_files_are_cached_for_good_by_their_version(client: httpx.Client) -> None:
    href = next(href for href in Outline(client.get("/").text).hrefs if "style.css" in href)
    answer = client.get(href)
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(href, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/static/nothing.css", "/static/..%2ftemplates%2fbase.html", "/static/base.html"])
def test_no_other_file_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404
