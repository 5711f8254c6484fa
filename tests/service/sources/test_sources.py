"""The pages of a report that names what strangers wrote, and the other forms of it."""

import html
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from ingest.build import Inputs, build
from ingest.namespaces import iri
from ingest.sources import registry
from service.sources.report import figures
from tests.ingest.reporting.toy_catalog import TOY, write_toys
from tests.server_process import Server, serving
from tests.service.sample_site import FILES, SCRIPT

HIDDEN: Final = "\u202e"
RDF: Final = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML, "trig": RdfFormat.TRIG}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a release with a catalog whose entries try everything."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in FILES.items():
        path = folder / "curated" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), encoding="utf-8")
    redirect = "redirects:\n  model/toy.bloom: {to: model/bloom, because: the same model}\n"
    (folder / "curated" / "redirects.yaml").write_text(redirect, encoding="utf-8")
    write_toys(
        folder / "snapshots",
        "name=Bloom;size=366000000000",
        f"name=Tricky;license=terms of {SCRIPT};{SCRIPT}=1;turned{HIDDEN}=1",
        f"name={SCRIPT}{HIDDEN}{'x' * 900}",
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(registry, "CATALOGS", (TOY,))
        build(folder / "data", Inputs(curated=folder / "curated"), snapshots=folder / "snapshots")
    with serving(folder / "data") as server:
        yield server


@pytest.fixture
def client(hostile: Server) -> Iterator[httpx.Client]:
    with hostile.client() as opened:
        yield opened


def page(client: httpx.Client, path: str) -> str:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text


@pytest.mark.parametrize("reason", ["shared-identifier", "repositoryOf"])
def test_links_of_both_sorts_are_listed_by_a_query_that_can_be_run(client: httpx.Client, reason: str) -> None:
    [figure] = figures({reason: 1}, iri("graph:toy").value)
    asked = parse_qs(urlsplit(figure.href).query)
    assert client.post("/sparql", data={"query": asked["query"][0]}).status_code == 200


def test_every_source_has_a_page_that_the_list_leads_to(client: httpx.Client) -> None:
    listed = page(client, "/sources")
    for name, title in (("curated", "Curated facts"), ("toy", "The toy catalog")):
        assert f'<a href="/sources/{name}">{title}</a>' in listed
        assert f"<h1>{title}</h1>" in page(client, f"/sources/{name}")


def test_the_list_is_linked_from_every_page(client: httpx.Client) -> None:
    for path in ("/", "/about", "/browse"):
        assert 'href="/sources"' in page(client, path)


def test_what_strangers_wrote_is_shown_and_never_run(client: httpx.Client) -> None:
    shown = page(client, "/sources/toy")
    assert SCRIPT not in shown
    assert html.escape(f"terms of {SCRIPT}") in shown
    assert f"<code>{html.escape(SCRIPT)}</code>" in shown


def test_signs_that_turn_the_reading_order_are_written_out_and_long_texts_cut(client: httpx.Client) -> None:
    shown = page(client, "/sources/toy")
    assert HIDDEN not in shown
    assert "turned\\u202e" in shown
    assert "x" * 600 not in shown


def test_a_page_says_what_a_source_is_and_what_became_of_it(client: httpx.Client) -> None:
    shown = page(client, "/sources/toy")
    for words in ("The toy catalog, CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "toy/toys.txt:3"):
        assert words in shown
    assert '<a href="/graph/toy">' in shown


def test_its_queries_list_what_was_counted(client: httpx.Client) -> None:
    """Each number that leads to a query is the number of what the query finds."""
    shown = page(client, "/sources/toy")
    hrefs = {html.unescape(part.partition('"')[0]) for part in shown.split('href="')[1:]}
    queries = [parse_qs(urlsplit(href).query)["query"][0] for href in hrefs if href.startswith("/sparql?")]
    assert len(queries) == 3
    for query in queries:
        found = client.post("/sparql", data={"query": query}, headers={"Accept": "application/sparql-results+json"})
        assert found.json()["results"]["bindings"]


@pytest.mark.parametrize("path", ["/sources", "/sources/toy"])
@pytest.mark.parametrize("suffix", RDF)
def test_the_report_is_had_as_rdf(client: httpx.Client, path: str, suffix: str) -> None:
    answer = client.get(f"{path}.{suffix}")
    quads = list(parse(answer.content, format=RDF[suffix]))
    assert any(quad.object == iri("dqv:QualityMeasurement") for quad in quads)
    sources = {quad.object for quad in quads if quad.predicate == iri("dqv:computedOn")}
    assert sources == {iri(f"graph:{name}") for name in (["toy"] if "toy" in path else ["toy", "curated", "spdx"])}


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/json", "application/json"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
    ],
)
def test_the_form_is_negotiated(client: httpx.Client, accept: str, media_type: str) -> None:
    answer = client.get("/sources/toy", headers={"Accept": accept})
    assert answer.headers["content-type"] == media_type
    assert "Accept" in answer.headers["vary"].split(", ")


def test_the_json_of_a_source_is_its_part_of_the_whole(client: httpx.Client) -> None:
    whole, part = client.get("/sources.json").json(), client.get("/sources/toy.json").json()
    assert part in whole["sources"]
    assert part["conflicts"] == {"parameter-count": {"contradiction": 1}}


@pytest.mark.parametrize("path", ["/sources/nobody", "/sources/toy.exe", "/sources.exe", "/sources/a%20b"])
def test_what_is_not_there_is_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_thing_tells_which_value_is_shown_first_and_who_says_the_other(client: httpx.Client) -> None:
    shown = page(client, "/id/model/bloom.html")
    assert "sources differ" in shown
    disagreement = shown.partition('id="disagreements"')[2]
    first, _, second = disagreement.partition("366 billion")
    assert "176 billion" in first
    assert "shown first" in first
    assert "shown first" not in second.partition("</ul>")[0]


def test_why_knows_that_a_value_that_is_not_shown_is_asserted_by_its_source(client: httpx.Client) -> None:
    asked = {"subject": "id:model/bloom", "predicate": "cairn:parameterCount", "object": "366000000000"}
    [statement] = client.get("/why", params=asked, headers={"Accept": "application/json"}).json()["statements"]
    assert (statement["asserted"], statement["shown"]) == (True, False)
    assert [source["graph"] for source in statement["sources"]] == [iri("graph:toy").value]
    assert [conflict["object"]["value"] for conflict in statement["conflicts"]] == ["176000000000"]
