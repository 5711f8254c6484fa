"""Every list has the shape that docs/api.md promises."""

from collections.abc import Mapping
from typing import Any, Final

import httpx
import pytest

from service.api.shapes.lists import List
from tests.server_process import Server

SUFFIX: Final = "List"
"""Of the names of shapes of lists."""
NO_LISTS: Final = frozenset(
    {
        "/api",
        "/api/entities/concept/{scheme}/{slug}",
        "/api/entities/{kind}/{slug}",
        "/api/network",
        "/api/path",
        "/api/questions.{suffix}",
    }
)
"""What answers with one thing; so do the answers below /api/questions/."""
ASKED: Final = {"/api/search": {"q": "big"}}


@pytest.fixture(scope="module")
def paths(shipped_server: Server) -> Mapping[str, Any]:
    with shipped_server.client() as client:
        found: Mapping[str, Any] = client.get("/openapi.json").json()["paths"]
    return found


def is_list(described: Mapping[str, Any]) -> bool:
    content = described.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return bool(schema.get("$ref", "").endswith(SUFFIX))


def test_every_route_that_answers_with_many_things_is_a_list(paths: Mapping[str, Any]) -> None:
    offered = {path for path in paths if path.startswith("/api") and not path.startswith("/api/questions/")}
    assert {path for path in offered if not is_list(paths[path])} == NO_LISTS


def test_every_list_has_the_shape_and_goes_on_page_by_page(paths: Mapping[str, Any], shipped_server: Server) -> None:
    lists = [path for path in paths if is_list(paths[path])]
    assert len(lists) > 20
    with shipped_server.client() as client:
        for path in lists:
            check_list(client, path)


def check_list(client: httpx.Client, path: str) -> None:
    at, given = path.replace("{scheme}", "region"), {"limit": "1", **ASKED.get(path, {})}
    first = client.get(at, params=given)
    assert first.status_code == 200, first.text
    told = first.json()
    assert List.model_fields.keys() <= told.keys(), path
    assert told["release"] == first.headers["OpenCairn-Release"]
    assert (told["limit"], len(told["results"])) == (1, min(1, told["total"])), path
    assert told["links"]["self"] == str(first.url)
    assert client.get(told["links"]["first"]).json()["results"] == told["results"]
    assert ("next" in told["links"]) == (told["after"] is not None) == (told["total"] > 1), path
    assert {name: link["url"] for name, link in first.links.items()} == {
        name: told["links"][name] for name in ("first", "next") if name in told["links"]
    }
    if told["after"]:
        following = client.get(told["links"]["next"]).json()
        assert following["results"], path
        assert following["results"] != told["results"], path
        assert following["total"] == told["total"], path
        other = client.get(at, params={**given, "after": told["after"][:-2]})
        assert other.status_code == 400, path
