import gzip
import io
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import zstandard

from service.sparql.result_cache import Kept, ResultCache
from tests.server_process import Server, serving
from tests.service.conftest import publish_trig

ROWS = " ".join(str(number) for number in range(500))
LARGE = f"SELECT ?a ?b {{VALUES ?a {{{ROWS}}} VALUES ?b {{{ROWS}}}}}"
NUMBER = "SELECT ?n {<x:release> <x:number> ?n}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("cached")
    publish_trig(data, "<x:release> <x:number> 1 .")
    with serving(data, cache_bytes="40000000") as started:
        yield started


def raw(server: Server, coding: str, query: str) -> tuple[httpx.Response, bytes]:
    """An answer and its body as it was sent."""
    headers = {"Accept-Encoding": coding, "Accept": "text/csv"}
    with server.client() as client, client.stream("GET", "/sparql", params={"query": query}, headers=headers) as answer:
        return answer, b"".join(answer.iter_raw())


def test_the_least_recently_used_answers_make_room() -> None:
    cache = ResultCache(1000)
    for name in "abcdefgh":
        cache.keep(name, Kept("digest", (), bytes(125)))
    assert cache.answer("a") is not None
    cache.keep("i", Kept("digest", (), bytes(125)))
    assert cache.answer("a") is not None
    assert cache.answer("b") is None
    assert cache.bytes == 1000


def test_an_answer_that_would_crowd_out_the_others_is_not_kept() -> None:
    cache = ResultCache(1000)
    cache.keep("large", Kept("digest", (), bytes(126)))
    assert (len(cache), cache.bytes) == (0, 0)


def test_an_address_leads_to_an_answer_only_while_that_is_kept() -> None:
    cache = ResultCache(8)
    cache.keep("a", Kept("digest", (), b"1"))
    cache.remember((b"query=a", b"", b""), "a")
    assert cache.answer_at((b"query=a", b"", b"")) == Kept("digest", (), b"1")
    for name in "bcdefghi":
        cache.keep(name, Kept("digest", (), b"1"))
    assert cache.answer_at((b"query=a", b"", b"")) is None


@pytest.mark.parametrize("query", [NUMBER, LARGE], ids=["short", "streamed"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_was_answered_before_is_answered_without_a_worker(server: Server, query: str, method: str) -> None:
    with server.client() as client:

        def asked() -> httpx.Response:
            if method == "GET":
                return client.get("/sparql", params={"query": query})
            return client.post("/sparql", data={"query": query})

        first = asked()
        workers = server.children()
        for pid in workers:
            os.kill(pid, signal.SIGSTOP)
        try:
            again = [asked() for _ in range(5)]
        finally:
            for pid in workers:
                os.kill(pid, signal.SIGCONT)
    assert {answer.content for answer in again} == {first.content}
    assert {answer.headers["etag"] for answer in again} == {first.headers["etag"]}
    assert {answer.headers["content-type"] for answer in again} == {first.headers["content-type"]}


@pytest.mark.parametrize("turn", ["first", "kept"])
@pytest.mark.parametrize("query", [NUMBER, LARGE], ids=["short", "streamed"])
def test_answers_are_compressed_as_the_client_likes(server: Server, query: str, turn: str) -> None:
    plain, body = raw(server, "identity", query)
    zipped, small = raw(server, "gzip", query)
    packed, smaller = raw(server, "gzip, zstd", query)
    assert gzip.decompress(small) == zstandard.ZstdDecompressor().stream_reader(io.BytesIO(smaller)).read() == body
    assert [each.headers.get("content-encoding") for each in (plain, zipped, packed)] == [None, "gzip", "zstd"]
    assert len({each.headers["etag"] for each in (plain, zipped, packed)}) == 3
    assert all({"Accept", "Accept-Encoding"} <= set(each.headers["vary"].split(", ")) for each in (plain, zipped))


def test_a_client_that_has_the_answer_is_told_so(server: Server) -> None:
    with server.client() as client:
        first = client.get("/sparql", params={"query": NUMBER})
        for known in (first.headers["etag"], f"W/{first.headers['etag']}", f'"x", {first.headers["etag"]}', "*"):
            again = client.get("/sparql", params={"query": NUMBER}, headers={"If-None-Match": known})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == first.headers["etag"]
        assert client.get("/sparql", params={"query": NUMBER}, headers={"If-None-Match": '"x"'}).status_code == 200


def test_head_tells_the_length_of_an_answer_that_is_kept(server: Server) -> None:
    with server.client() as client:
        length = len(client.get("/sparql", params={"query": NUMBER}, headers={"Accept-Encoding": "identity"}).content)
        head = client.head("/sparql", params={"query": NUMBER}, headers={"Accept-Encoding": "identity"})
        assert (head.content, head.headers["content-length"]) == (b"", str(length))


@pytest.mark.parametrize(
    "call", ["NOW()", "RAND()", "UUID()", "STRUUID()", "now ()", "NOW#\n()", "STRUUID # a\n # b\n ()"]
)
def test_answers_that_change_by_themselves_are_not_kept(server: Server, call: str) -> None:
    query = f"SELECT ({call} AS ?x) {{}}"
    with server.client() as client:
        first, second = (client.get("/sparql", params={"query": query}) for _ in range(2))
    assert first.status_code == 200, first.text
    assert first.text != second.text
    assert first.headers["cache-control"] == "no-store"
    assert "etag" not in first.headers


def test_answers_of_an_older_release_are_not_given_any_more(tmp_path: Path) -> None:
    publish_trig(tmp_path, "<x:release> <x:number> 1 .")
    with serving(tmp_path, poll_interval="0.01") as server, server.client() as client:
        first = client.get("/sparql", params={"query": NUMBER})
        release = publish_trig(tmp_path, "<x:release> <x:number> 2 .")
        while (second := client.get("/sparql", params={"query": NUMBER})).headers["opencairn-release"] != release.id:
            assert second.content == first.content
    assert second.json()["results"]["bindings"][0]["n"]["value"] == "2"
    assert second.headers["etag"] != first.headers["etag"]
