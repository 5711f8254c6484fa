"""What every page and description has in common: tags, compression, HEAD, and what caches may do."""

import gzip
from collections.abc import Iterator

import httpx
import pytest
import zstandard

from tests.server_process import Server

PLAIN = {"Accept-Encoding": "identity"}
TURTLE = {"Accept": "text/turtle"}
WHY = "/why?subject=id:project/bigscience&predicate=cairn:projectKind"
DOCUMENTS = (
    "/",
    "/about",
    "/browse/project",
    "/concept/governance-model.html",
    "/graph/curated.ttl",
    "/graph/void.jsonld",
    "/id/project/bigscience.html",
    "/id/project/bigscience.nt",
    "/ontology.ttl",
    "/ontology/context.jsonld",
    "/openapi.json",
    "/sources",
    "/sources.json",
    "/sparql",
    "/sparql?format=ttl",
    "/static/style.css",
    WHY,
)


@pytest.fixture
def client(site: Server) -> Iterator[httpx.Client]:
    with site.client() as opened:
        yield opened


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_that_a_client_has_is_not_sent_again(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200
    assert first.headers["cache-control"] == "no-cache"
    assert {"Accept", "Accept-Encoding"} <= set(first.headers["vary"].split(", "))
    for known in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "vary", "cache-control", "opencairn-release"):
            assert again.headers[name] == first.headers[name]
    assert client.get(path, headers={"If-None-Match": '"other"'}).content == first.content


@pytest.mark.parametrize("path", DOCUMENTS)
def test_codings_hold_the_same_and_have_tags_of_their_own(client: httpx.Client, path: str) -> None:
    plain = client.get(path, headers=PLAIN)
    assert "content-encoding" not in plain.headers
    tags = {plain.headers["etag"]}
    for coding, undo in (("gzip", gzip.decompress), ("zstd", zstandard.decompress)):
        with client.stream("GET", path, headers={"Accept-Encoding": coding}) as packed:
            sent = b"".join(packed.iter_raw())
        assert packed.headers["content-length"] == str(len(sent))
        if len(plain.content) < 1024:
            assert (sent, packed.headers["etag"]) == (plain.content, plain.headers["etag"])
            continue
        assert packed.headers["content-encoding"] == coding
        assert undo(sent) == plain.content
        assert len(sent) < len(plain.content)
        tags.add(packed.headers["etag"])
    assert len(tags) == (3 if len(plain.content) >= 1024 else 1)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_head_has_the_headers_of_get_and_no_body(client: httpx.Client, path: str) -> None:
    got, head = client.get(path, headers=PLAIN), client.head(path, headers=PLAIN)
    assert head.content == b""
    for name in ("content-length", "content-type", "etag", "vary", "cache-control"):
        assert head.headers[name] == got.headers[name]


def test_small_answers_are_not_compressed(client: httpx.Client) -> None:
    answer = client.get("/shapes/ALLOC-01.nt", headers={"Accept-Encoding": "gzip, zstd"})
    small = client.get("/static/mark.svg", headers={"Accept-Encoding": "gzip, zstd"})
    for each in (answer, small):
        assert ("content-encoding" in each.headers) == (len(each.content) >= 1024)
    assert len(small.content) < 1024


def test_forms_of_one_address_are_kept_apart(client: httpx.Client) -> None:
    for accept, media_type in (("text/html", "text/html"), ("text/turtle", "text/turtle"), ("text/html", "text/html")):
        assert client.get("/sparql", headers={"Accept": accept}).headers["content-type"].startswith(media_type)


def test_hosts_are_kept_apart(client: httpx.Client) -> None:
    """Otherwise one client could put its links into the pages of others."""
    for host in ("one.example", "two.example", "one.example"):
        answer = client.get("/sparql", headers={**TURTLE, "Host": host})
        assert f"<http://{host}/sparql>" in answer.text


def test_a_host_that_is_none_does_not_get_into_a_description(client: httpx.Client) -> None:
    for path in ("/sparql", "/graph/void.ttl"):
        answer = client.get(path, headers={**TURTLE, "Host": "a>b\"&'"})
        assert answer.status_code in (200, 400)
        assert "a>b" not in answer.text


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/version", "/metrics", "/id/project/nobody", "/nowhere"])
def test_what_may_change_any_time_is_not_kept(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert client.head(path).status_code == answer.status_code


def test_files_that_a_page_names_by_version_are_kept_for_good_only_at_that_version(client: httpx.Client) -> None:
    page = client.get("/").text
    address = page.partition("/static/style.css?v=")[2].partition('"')[0]
    lasting = client.get(f"/static/style.css?v={address}").headers["cache-control"]
    assert "immutable" in lasting
    assert client.get("/static/style.css?v=other").headers["cache-control"] == "no-cache"


def test_a_query_is_no_document(client: httpx.Client) -> None:
    """However its parameter is written: queries have a cache, metrics and limits of their own."""
    for name in ("query", "%71uery", "format=json&query"):
        for _ in range(2):
            answer = client.get(f"/sparql?{name}=ASK%20%7B%7D", headers={"Accept": "application/sparql-results+json"})
            assert answer.json()["boolean"] is True
    figures = client.get("/metrics").text
    assert 'opencairn_queries_total{lane="sparql",outcome="kept"}' in figures


def test_kept_documents_are_counted_by_their_route(client: httpx.Client) -> None:
    def count() -> float:
        lines = client.get("/metrics").text.splitlines()
        start = 'opencairn_http_requests_total{route="/about",status="2xx"}'
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(start))

    before = count()
    for _ in range(3):
        client.get("/about")
    assert count() == before + 3
