import pytest

from tests.server_process import Server
from tests.service.agents.tool_calls import call, refused

ENDS = {"from_id": "model/bloom", "to_id": "project/bigscience"}


def test_a_path_is_told_statement_by_statement_with_sources(site: Server) -> None:
    told = call(site.url, "find_path", **ENDS)
    assert told["length"] == 1
    [step] = told["paths"][0]["steps"]
    assert (step["subject"], step["property"], step["object"]) == (
        "model/bloom",
        "cairn:producedBy",
        "project/bigscience",
    )
    assert step["text"] == "BLOOM produced by BigScience Workshop"
    assert told["sources"][step["sources"][0]]["locator"] == "4 Model"


def test_statements_are_told_in_the_direction_that_they_have(site: Server) -> None:
    there = call(site.url, "find_path", **ENDS)["paths"]
    back = call(site.url, "find_path", from_id=ENDS["to_id"], to_id=ENDS["from_id"])["paths"]
    assert there == back


def test_where_there_is_no_path_it_is_said_how_much_was_looked_at(site: Server) -> None:
    told = call(site.url, "find_path", from_id="model/bloom", to_id="project/hostile")
    assert told["paths"] == [] and "length" not in told
    assert "No path was found among" in told["notes"][0]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("project/bigsience", "Did you mean"),
        ("bigscience", "Did you mean"),
        ("zyzzyva", "Use find_entities"),
        ("cairn:Model", "must be a thing"),
    ],
)
def test_ends_that_are_no_things_are_refused(site: Server, key: str, said: str) -> None:
    assert said in refused(site.url, "find_path", from_id="model/bloom", to_id=key)
