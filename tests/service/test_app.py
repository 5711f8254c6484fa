import asyncio
from pathlib import Path

import httpx
import pytest

from ingest.errors import NoRelease
from service.app import create_app
from service.settings import Settings


def ask(settings: Settings, path: str, **headers: str) -> httpx.Response:
    """One request to an application that is started for it."""

    async def asked() -> httpx.Response:
        app = create_app(settings)
        transport = httpx.ASGITransport(app)
        async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport) as client:
            return await client.get(f"http://inside:8000{path}", headers=headers)

    return asyncio.run(asked())


def test_behind_a_proxy_the_public_address_is_the_configured_one(example_data: Path) -> None:
    settings = Settings(data=example_data, workers=1, base_url="https://example.org/cairn/")
    described = ask(settings, "/sparql", Accept="application/n-triples").text
    assert "<https://example.org/cairn/sparql> <http://www.w3.org/ns/sparql-service-description#endpoint>" in described
    assert "inside:8000" not in described


def test_without_a_configured_address_the_one_that_was_asked_is_used(example_data: Path) -> None:
    described = ask(Settings(data=example_data, workers=1), "/sparql", Accept="application/n-triples").text
    assert "<http://inside:8000/sparql>" in described


def test_without_a_release_the_application_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="opencairn build"):
        ask(Settings(data=tmp_path), "/")


def test_the_application_describes_its_routes_as_openapi(client: httpx.Client) -> None:
    parameters = client.get("/openapi.json").json()["paths"]["/why"]["get"]["parameters"]
    assert [parameter["name"] for parameter in parameters] == ["subject", "predicate", "object"]
