"""Answers held to the JSON schemas that the community group publishes; they are not part of this repository."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from tests.server_process import Server

FOLDER = Path(os.environ.get("OPENCAIRN_SHARED", "")) / "reconciliation-api" / "0.2"
PUBLISHED = "https://reconciliation-api.github.io/specs/0.2/schemas/"
SWAGGER = "http://swagger.io/v2/schema.json"
pytestmark = pytest.mark.skipif(
    not (FOLDER / "manifest.json").is_file(),
    reason="the published schemas are not at $OPENCAIRN_SHARED/reconciliation-api/0.2/",
)
QUERIES = {
    "q0": {"query": "BigScience", "type": "project", "properties": [{"pid": "country", "v": "France"}]},
    "q1": {"query": "nothing at all"},
}
EXTENSION = {
    "ids": ["project/bigscience", "organization/genci", "model/bloom", "model/nothing"],
    "properties": [{"id": each} for each in ("country", "year", "active_from", "ror", "developer", "parameter_count")],
}


@pytest.fixture(scope="module")
def client(site: Server) -> Iterator[httpx.Client]:
    with site.client() as opened:
        yield opened


def problems(schema: str, told: Any) -> list[str]:
    """What a schema of that name finds."""
    documents = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")}
    known = [(PUBLISHED + name, DRAFT7.create_resource(document)) for name, document in documents.items()]
    anything: dict[str, Any] = {"definitions": {"securityDefinitions": {"additionalProperties": {}}}}
    registry: Registry[Any] = Registry().with_resources([*known, (SWAGGER, DRAFT7.create_resource(anything))])
    validator = Draft7Validator(documents[schema], registry=registry)
    return [error.message for error in validator.iter_errors(told)]


@pytest.mark.parametrize(
    ("schema", "path", "params"),
    [
        ("manifest.json", "/reconcile", {}),
        ("reconciliation-result-batch.json", "/reconcile", {"queries": json.dumps(QUERIES)}),
        ("data-extension-response.json", "/reconcile", {"extend": json.dumps(EXTENSION)}),
        ("data-extension-property-proposal.json", "/reconcile/properties", {"type": "organization", "limit": "3"}),
        ("suggest-entities-response.json", "/reconcile/suggest/entity", {"prefix": "big"}),
        ("suggest-types-response.json", "/reconcile/suggest/type", {"prefix": "mod"}),
        ("suggest-properties-response.json", "/reconcile/suggest/property", {"prefix": "a"}),
    ],
)
def test_answers_are_as_published(client: httpx.Client, schema: str, path: str, params: dict[str, str]) -> None:
    told = client.get(path, params=params).json()
    assert problems(schema, told) == []


def test_the_schemas_find_faults() -> None:
    assert problems("manifest.json", {"versions": ["0.1"]})
    assert problems("suggest-entities-response.json", {"result": [{"id": "x"}]})
    assert problems("reconciliation-query-batch.json", QUERIES) == []
    assert problems("data-extension-query.json", EXTENSION) == []
