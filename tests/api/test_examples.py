"""What OpenAPI shows as examples is right."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from ingest.data_folders import QUERIES
from ingest.questions.catalog import Questions
from ingest.questions.checking import examples
from service.questions.examples import Kept, kept_examples
from tests.api.faults import faults
from tests.server_process import Server

RENEW = "run `python -m tests.api.examples` and look at the difference"


@pytest.fixture(scope="module")
def document(shipped_server: Server) -> Mapping[str, Any]:
    with shipped_server.client() as client:
        found: Mapping[str, Any] = client.get("/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def kept() -> Mapping[str, Kept]:
    return kept_examples(QUERIES)


def test_every_question_shows_an_answer_of_its_form(document: Mapping[str, Any], questions: Questions) -> None:
    for name, question in questions.items():
        content = document["paths"][f"/api/questions/{name}"]["get"]["responses"]["200"]["content"]
        shown = content["application/json" if question.form == "select" else "text/turtle"]
        assert shown["example"], name
        assert faults(document, shown["schema"], shown["example"]) == [], f"{name}: {RENEW}"


def test_most_examples_have_rows(kept: Mapping[str, Kept], questions: Questions) -> None:
    assert set(kept) == set(questions), RENEW
    without = [name for name, each in kept.items() if not each.get("rows") and not each.get("triples")]
    assert len(without) <= len(kept) // 50, without


def test_rows_of_examples_stand_in_the_answers(
    kept: Mapping[str, Kept], questions: Questions, shipped_server: Server
) -> None:
    """Where the release of the shipped files has an answer; the others are from one with all catalogs."""
    with shipped_server.client() as client:
        for name, question in questions.items():
            if question.form == "select":
                rows = answered(client, name, examples(question))
                assert not rows or all(row in rows for row in kept[name]["rows"]), f"{name}: {RENEW}"


def answered(client: httpx.Client, name: str, values: Mapping[str, str]) -> list[Any]:
    answer = client.get(f"/api/questions/{name}", params={**values, "limit": "1000"})
    rows: list[Any] = answer.json()["rows"] if answer.status_code == 200 else []
    return rows


def test_every_parameter_of_a_question_and_every_error_has_an_example(document: Mapping[str, Any]) -> None:
    seen = 0
    for path, methods in document["paths"].items():
        if not path.startswith("/api/questions/") or "{" in path:
            continue
        operation = methods["get"]
        assert all("example" in each for each in operation["parameters"]), path
        for status, response in operation["responses"].items():
            if status >= "400":
                content = response["content"]["application/problem+json"]
                assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
                assert content["examples"], (path, status)
                seen += 1
    assert seen > 500


def test_every_example_of_an_error_has_the_shape_of_errors(document: Mapping[str, Any]) -> None:
    told = document["components"]["examples"]
    assert len(told) > 15
    for name, example in told.items():
        assert faults(document, document["components"]["schemas"]["Problem"], example["value"]) == [], name
        assert example["value"]["type"].endswith(f"/{name}")
    used = {
        reference["$ref"].rpartition("/")[2]
        for methods in document["paths"].values()
        for operation in methods.values()
        for response in operation["responses"].values()
        for content in response.get("content", {}).values()
        for reference in content.get("examples", {}).values()
    }
    assert used <= told.keys()
