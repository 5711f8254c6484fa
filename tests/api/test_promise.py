"""What docs/api.md promises to keep is still there."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest.questions.catalog import Questions
from tests.api.promise import keys_of, problems_of
from tests.server_process import Server

PROMISED: Mapping[str, Any] = json.loads(Path(__file__).with_name("promised.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def openapi(shipped_server: Server) -> Mapping[str, Any]:
    with shipped_server.client() as client:
        described: Mapping[str, Any] = client.get("/openapi.json").json()
    return described


@pytest.fixture(scope="module")
def offered(openapi: Mapping[str, Any]) -> Mapping[str, Any]:
    """What OpenAPI says, by path and method."""
    paths: Mapping[str, Any] = openapi["paths"]
    return paths


@pytest.mark.parametrize("route", PROMISED["routes"])
def test_a_promised_route_keeps_its_parameters(offered: Mapping[str, Any], route: str) -> None:
    method, path = route.split()
    given = {parameter["name"] for parameter in offered[path][method.lower()].get("parameters", ())}
    assert set(PROMISED["routes"][route]) <= given


def test_promised_questions_keep_their_parameters_and_columns(questions: Questions) -> None:
    for name, promised in PROMISED["questions"].items():
        assert set(promised["parameters"]) <= set(questions[name].parameters), name
        expect = questions[name].expect
        kept = {column: expect.type_of(column) for column in expect.columns[: len(promised["columns"])]}
        assert list(kept.items()) == list(promised["columns"].items()), f"{name}: columns may only be added, at the end"


def test_a_parameter_that_is_new_may_be_left_out(questions: Questions) -> None:
    for name, promised in PROMISED["questions"].items():
        added = questions[name].parameters.keys() - set(promised["parameters"])
        assert all(questions[name].parameters[each].default is not None for each in added), name


def test_promised_kinds_of_problems_keep_their_statuses(openapi: Mapping[str, Any]) -> None:
    assert problems_of(openapi) == PROMISED["problems"]


@pytest.mark.parametrize("path", PROMISED["keys"])
def test_a_promised_answer_keeps_its_keys_and_the_types_of_their_values(shipped_server: Server, path: str) -> None:
    with shipped_server.client() as client:
        answer: httpx.Response = client.get(path)
    assert answer.status_code == 200
    found, promised = keys_of(answer.json()), PROMISED["keys"][path]
    for place, types in promised.items():
        assert place in found, place
        assert set(found[place]) <= set(types) or not types, place


def test_everything_that_is_offered_is_promised(offered: Mapping[str, Any], questions: Questions) -> None:
    """So that nothing is taken away because nobody wrote it down."""
    routes = {f"{method.upper()} {path}" for path, methods in offered.items() for method in methods}
    assert routes == PROMISED["routes"].keys()
    assert set(questions) == PROMISED["questions"].keys()
