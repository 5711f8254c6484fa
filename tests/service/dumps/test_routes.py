"""The dump of the release, as those take it who want everything."""

import gzip
from collections.abc import Iterator

import httpx
import pytest
import rdflib

from ingest.release import current_release
from tests.server_process import Server

PATH = "/dumps/graph.nq.gz"


@pytest.fixture
def client(site: Server) -> Iterator[httpx.Client]:
    with site.client() as opened:
        yield opened


def content(site: Server) -> bytes:
    return current_release(site.data).quads_path.read_bytes()


def test_it_is_the_file_of_the_release_under_its_name(client: httpx.Client, site: Server) -> None:
    answer = client.get(PATH)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/gzip")
    assert answer.content == content(site)
    assert f"opencairn-{answer.headers['opencairn-release']}.nq.gz" in answer.headers["content-disposition"]
    assert gzip.decompress(answer.content).count(b"\n") > 100


def test_it_is_not_compressed_again(client: httpx.Client) -> None:
    answer = client.get(PATH, headers={"Accept-Encoding": "zstd, gzip"})
    assert "content-encoding" not in answer.headers


def test_its_head_tells_its_size(client: httpx.Client, site: Server) -> None:
    answer = client.head(PATH)
    assert (answer.content, int(answer.headers["content-length"])) == (b"", len(content(site)))


def test_a_client_that_has_it_does_not_get_it_again(client: httpx.Client) -> None:
    tag = client.head(PATH).headers["etag"]
    answer = client.get(PATH, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)


def test_a_broken_download_goes_on_where_it_stopped(client: httpx.Client, site: Server) -> None:
    tag = client.head(PATH).headers["etag"]
    answer = client.get(PATH, headers={"Range": "bytes=100-", "If-Range": tag})
    assert (answer.status_code, answer.content) == (206, content(site)[100:])


def test_a_download_of_another_release_starts_again(client: httpx.Client, site: Server) -> None:
    answer = client.get(PATH, headers={"Range": "bytes=100-", "If-Range": '"another"'})
    assert (answer.status_code, answer.content) == (200, content(site))


@pytest.mark.parametrize("name", ["manifest.json", "..%2Fmanifest.json", "store"])
def test_other_files_of_the_release_are_not_given(client: httpx.Client, name: str) -> None:
    assert client.get(f"/dumps/{name}").status_code == 404


@pytest.mark.parametrize("path", ["/sparql", "/graph/void.ttl"])
def test_both_descriptions_say_where_it_is(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=answer.content, format="turtle")
    assert set(graph.objects(None, rdflib.VOID.dataDump)) == {rdflib.URIRef(f"{client.base_url}{PATH}")}


def test_the_home_page_leads_to_it(client: httpx.Client) -> None:
    assert f'href="{PATH}"' in client.get("/", headers={"Accept": "text/html"}).text
