"""Answers look as the classes of service/api/shapes say."""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest

from tests.api.faults import faults
from tests.server_process import Server

ONE = "/api/entities/{kind}/{slug}"
ASKED = {
    "/api": "/api",
    "/api/questions": "/api/questions",
    "/api/concepts/{scheme}": "/api/concepts/region",
    "/api/entities": "/api/entities",
    "/api/entities/concept/{scheme}/{slug}": "/api/entities/concept/country/fra",
    "/api/search": "/api/search?q=bigscience",
    "/api/networks": "/api/networks",
    "/api/network": "/api/network?projection=organization-organization",
    "/api/path": "/api/path?from=project/bigscience&to=organization/genci",
    "/why": "/why?subject=id:project/bigscience&predicate=cairn:activeUntil",
    "/reconcile": '/reconcile?queries={"q0":{"query":"bloom"}}',
    "/reconcile/suggest/entity": "/reconcile/suggest/entity?prefix=big",
    "/reconcile/suggest/type": "/reconcile/suggest/type?prefix=p",
    "/reconcile/suggest/property": "/reconcile/suggest/property?prefix=l",
    "/reconcile/properties": "/reconcile/properties?type=model",
}
"""What is asked for, by the path in OpenAPI."""


@pytest.fixture(scope="module")
def client(shipped_server: Server) -> Iterator[httpx.Client]:
    with shipped_server.client() as opened:
        yield opened


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> Mapping[str, Any]:
    found: Mapping[str, Any] = client.get("/openapi.json").json()
    return found


def wrong(document: Mapping[str, Any], path: str, answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    media_type = answer.headers["Content-Type"].partition(";")[0]
    content = document["paths"][path]["get"]["responses"]["200"]["content"]
    assert content[media_type]["schema"], path
    return faults(document, content[media_type]["schema"], answer.json())


@pytest.mark.parametrize("path", ASKED)
def test_an_answer_has_its_shape(document: Mapping[str, Any], client: httpx.Client, path: str) -> None:
    assert wrong(document, path, client.get(ASKED[path])) == []


def test_lists_and_things_of_all_kinds_have_their_shapes(document: Mapping[str, Any], client: httpx.Client) -> None:
    for kind in client.get("/api/entities").json()["results"]:
        answer = client.get(kind["links"]["self"], params={"limit": "2", "sort": "-links"})
        assert wrong(document, f"/api/entities/{kind['kind']}", answer) == []
        for each in answer.json()["results"] if kind["kind"] != "concept" else ():
            assert wrong(document, ONE, client.get(each["links"]["self"])) == []


def test_another_answer_has_not_the_shape(document: Mapping[str, Any], client: httpx.Client) -> None:
    assert wrong(document, "/api/search", client.get("/api/networks"))
