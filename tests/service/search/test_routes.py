import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ingest.release import SEARCH
from service.api.cursors import Cursor
from tests.server_process import Server, serving
from tests.service.search.named_things import publish_things


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    data = tmp_path_factory.mktemp("named")
    publish_things(data)
    with serving(data) as server, server.client() as client:
        yield client


@pytest.mark.parametrize("path", ["/api/search", "/api/search/"])
def test_search_answers_with_what_was_found_and_where_it_is(named: httpx.Client, path: str) -> None:
    answer = named.get(path, params={"q": "huging face", "limit": 1})
    told = answer.json()
    assert answer.headers["OpenCairn-Release"] == told["release"]
    assert told["query"] == "huging face"
    assert told["total"] == 2
    assert told["kinds"] == [
        {"kind": "organization", "title": "Organizations", "count": 1},
        {"kind": "platform", "title": "Platforms", "count": 1},
    ]
    (hit,) = told["results"]
    assert hit.pop("score") > 0
    assert hit == {
        "id": "https://w3id.org/opencairn/id/organization/huggingface",
        "kind": "organization",
        "label": "Hugging Face",
        "level": None,
        "also": ["HuggingFace"],
        "description": None,
        "matched": "name",
        "exact": False,
        "links": {
            "self": f"{named.base_url}/api/entities/organization/huggingface",
            "page": f"{named.base_url}/id/organization/huggingface",
        },
    }


def test_several_kinds_can_be_asked_for(named: httpx.Client) -> None:
    told = named.get("/api/search", params=[("q", "bloom"), ("kind", "model"), ("kind", "project")]).json()
    assert {hit["kind"] for hit in told["results"]} == {"model", "project"}
    assert named.get("/api/search", params={"q": "bloom", "kind": "license"}).json()["total"] == 0


def test_pages_join_to_the_whole(named: httpx.Client) -> None:
    whole = [each["id"] for each in named.get("/api/search", params={"q": "model", "limit": 100}).json()["results"]]
    answer = named.get("/api/search", params={"q": "model", "limit": 7})
    joined = [each["id"] for each in answer.json()["results"]]
    while "next" in answer.links:
        answer = named.get(answer.links["next"]["url"])
        joined += [each["id"] for each in answer.json()["results"]]
    assert (len(whole), joined, answer.json()["after"]) == (40, whole, None)


def test_a_cursor_belongs_to_its_search(named: httpx.Client) -> None:
    after = named.get("/api/search", params={"q": "model", "limit": 7}).json()["after"]
    for other in ({"q": "bloom"}, {"q": "model 1"}, {"q": "model", "kind": "project"}):
        assert named.get("/api/search", params={**other, "after": after}).status_code == 400
    gone = named.get("/api/search", params={"q": "model", "after": str(Cursor("before", 7, "model/gone"))})
    assert gone.status_code == 410
    assert named.get(gone.json()["links"]["first"]).status_code == 200
    moved = named.get("/api/search", params={"q": "model", "after": str(Cursor("before", 900, "model/m1"))})
    assert moved.status_code == 200


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"q": ""},
        {"q": "  "},
        {"q": "x" * 201},
        {"q": "x", "kind": "statement"},
        {"q": "x", "limit": "0"},
        {"q": "x", "limit": "101"},
        {"q": "x", "page": "2"},
    ],
)
def test_what_cannot_be_searched_for_is_refused(named: httpx.Client, params: dict[str, str]) -> None:
    answer = named.get("/api/search", params=params)
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/bad-parameter")


def test_without_an_index_all_but_search_works(tmp_path: Path) -> None:
    release = publish_things(tmp_path)
    shutil.rmtree(release.path / SEARCH)
    with serving(tmp_path) as server, server.client() as client:
        assert client.get("/id/model/bloom.ttl").status_code == 200
        answer = client.get("/api/search", params={"q": "bloom"})
        assert answer.status_code == 503
        assert answer.json()["type"].endswith("/search-missing")
        assert "opencairn build" in answer.json()["detail"]
        publish_things(tmp_path)
        assert client.get("/api/search", params={"q": "bloom"}).status_code == 200


def test_the_pipeline_writes_the_index(site: Server) -> None:
    with site.client() as client:
        told = client.get("/api/search", params={"q": "https://ror.org/02k7v4d05"}).json()
    assert [hit["label"] for hit in told["results"]] == ["GENCI"]
    assert told["results"][0]["description"].endswith("France")
