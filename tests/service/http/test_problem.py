import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from service.app import create_app
from service.errors import ServiceError
from service.http.problem import describe
from service.settings import Settings


@asynccontextmanager
async def broken_application(data: Path) -> AsyncIterator[httpx.AsyncClient]:
    """The application with one page more, which has a bug."""
    app = create_app(Settings(data=data, workers=1))

    async def buggy() -> None:
        raise KeyError("a secret of ours")

    app.add_api_route("/buggy", buggy)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://t") as client:
        yield client


def test_a_bug_is_a_500_that_tells_nothing_about_the_inside(example_data: Path) -> None:
    async def ask() -> httpx.Response:
        async with broken_application(example_data) as client:
            return await client.get("/buggy")

    answer = asyncio.run(ask())
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.headers["opencairn-release"]) == 16
    assert "secret" not in answer.text
    assert answer.json()["type"].endswith("/problem/internal-error")


def test_an_unknown_address_is_a_problem(client: httpx.Client) -> None:
    answer = client.get("/a/b")
    assert answer.status_code == 404
    assert answer.json() == {
        "type": "https://w3id.org/opencairn/problem/not-found",
        "title": "Not found",
        "status": 404,
        "detail": "There is nothing at /a/b.",
        "instance": "/a/b",
    }


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/reconcile", "GET, HEAD, POST"),
        ("/api/entities/project/bigscience", "GET, HEAD"),
        ("/sparql", "GET, HEAD, OPTIONS, POST"),
        ("/mcp", "POST"),
    ],
)
def test_a_wrong_method_is_a_problem_that_tells_the_right_ones(client: httpx.Client, path: str, methods: str) -> None:
    answer = client.delete(path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, methods)
    assert answer.json()["type"] == "https://w3id.org/opencairn/problem/method-not-allowed"


def every_kind(base: type[ServiceError]) -> list[type[ServiceError]]:
    """The kinds in `service.errors`; others derive from them and share their titles."""
    own = [kind for kind in base.__subclasses__() if kind.__module__ == base.__module__]
    return [base, *(deeper for kind in own for deeper in every_kind(kind))]


@pytest.mark.parametrize("kind", every_kind(ServiceError), ids=lambda kind: kind.__name__)
def test_every_error_has_a_status_a_type_and_a_title_of_its_own(kind: type[ServiceError]) -> None:
    problem = describe(kind("why", extra=1))
    assert (problem["status"], problem["detail"], problem["extra"]) == (kind.status, "why", 1)
    same = [other for other in every_kind(ServiceError) if (other.slug, other.title) == (kind.slug, kind.title)]
    assert same == [kind]
