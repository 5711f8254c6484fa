import json
from typing import Any

import pytest

from service.errors import BadParameter, TooLarge
from service.reconciliation.batches import (
    MOST_CANDIDATES,
    MOST_QUERIES,
    Condition,
    Extension,
    Wanted,
    read_batch,
    read_extension,
)


def test_a_query_is_read_with_all_its_parts() -> None:
    raw = {
        "query": "Hugging Face",
        "type": ["organization", "project"],
        "type_strict": "should",
        "limit": 3,
        "properties": [
            {"pid": "country", "v": {"id": "concept/country/fra", "name": "France"}},
            {"pid": "year", "v": [2016, 2017.0, 0.5, True, "x"]},
        ],
    }
    assert read_batch(json.dumps({"q0": raw})) == {
        "q0": Wanted(
            "Hugging Face",
            ("organization", "project"),
            "should",
            3,
            (Condition("country", ("concept/country/fra",)), Condition("year", ("2016", "2017", "0.5", "true", "x"))),
        )
    }


def test_what_a_query_leaves_out_is_the_usual() -> None:
    assert read_batch('{"q": {"query": "x"}}') == {"q": Wanted("x", (), "any", 5, ())}
    assert read_batch('{"q": {"query": "x", "type": "", "limit": 1000}}')["q"].limit == MOST_CANDIDATES
    assert read_batch("{}") == {}


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"query": " "},
        {"query": 1},
        {"query": "x" * 501},
        {"query": "x", "limit": 0},
        {"properties": [{"pid": "year", "v": "1"}] * 11},
        {"properties": [{"pid": "year", "v": [1] * 11}]},
        {"query": "x", "limit": "5"},
        {"query": "x", "limit": True},
        {"query": "x", "type": [1]},
        {"query": "x", "type_strict": "never"},
        {"query": "x", "properties": {}},
        {"query": "x", "properties": [{"pid": "year"}]},
        {"query": "x", "properties": [{"v": "2016"}]},
        {"query": "x", "properties": [{"pid": "year", "v": {"name": "x"}}]},
        {"query": "x", "properties": [{"pid": "year", "v": [1] * 21}]},
        {"query": "x", "properties": [{"pid": "year", "v": "1"}] * 31},
        "x",
    ],
)
def test_a_query_with_a_fault_says_where(raw: Any) -> None:
    with pytest.raises(BadParameter) as refused:
        read_batch(json.dumps({"q7": raw}))
    assert str(refused.value.members["place"]).startswith("queries.q7")


HALF_A_CHARACTER = r'{"q": {"query": "\ud800"}}'


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "null", "[" * 100_000, '{"q": {"query": "x", "limit": 1e999}}', HALF_A_CHARACTER]
)
def test_what_is_no_batch_is_refused(text: str) -> None:
    with pytest.raises(BadParameter, match="queries"):
        read_batch(text)


def test_a_batch_has_an_end() -> None:
    with pytest.raises(TooLarge, match=str(MOST_QUERIES)):
        read_batch(json.dumps({f"q{number}": {"query": "x"} for number in range(MOST_QUERIES + 1)}))


def test_an_extension_names_things_and_properties_once() -> None:
    text = json.dumps(
        {"ids": ["project/a", "project/a"], "properties": [{"id": "year", "settings": {}}, {"id": "year"}]}
    )
    assert read_extension(text) == Extension(("project/a",), ("year",))


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"ids": []},
        {"ids": [1], "properties": []},
        {"ids": ["x"] * 101, "properties": []},
        {"ids": [], "properties": ["x"]},
    ],
)
def test_an_extension_with_a_fault_is_refused(raw: Any) -> None:
    with pytest.raises(BadParameter, match="extend"):
        read_extension(json.dumps(raw))
