import pytest

from service.agents.wording import in_words_of_tools
from service.questions.errors import NoSuchQuestion, UnknownThing, WrongKind
from tests.server_process import Server
from tests.service.agents.tool_calls import refused

BASE = "https://e.org/"


def test_paths_of_finders_are_told_as_tools() -> None:
    said = in_words_of_tools(UnknownThing("project", "project/x", [], "/api/search?kind=project").detail, BASE)
    assert said.endswith("there is no project/x in this release. find_entities with kind project finds one.")
    said = in_words_of_tools(UnknownThing("thing", "project/x", [], "/api/search").detail, BASE)
    assert said.endswith("find_entities finds one.")
    wrong = WrongKind("region", "country/fra", "a region", "a country", ["region/europe"], "/api/concepts/region")
    assert in_words_of_tools(wrong.detail, BASE).endswith(
        "Did you mean region/europe? schema with the term region lists them."
    )
    assert in_words_of_tools(NoSuchQuestion("None. All of them: /api/questions.").detail, BASE) == (
        "None. list_questions has them all."
    )


def test_other_paths_become_addresses_and_other_slashes_stay() -> None:
    text = "Take the dump, /dumps/graph.nq.gz, run it at /sparql (or /browse). See https://a.org/api/x and and/or/api."
    assert in_words_of_tools(text, BASE) == (
        f"Take the dump, {BASE}dumps/graph.nq.gz, run it at {BASE}sparql (or {BASE}browse). "
        "See https://a.org/api/x and and/or/api."
    )


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("run_question", {"name": "nope"}),
        ("run_question", {"name": "compute-by-project", "parameters": {"project": "zyzzyva"}}),
        ("run_question", {"name": "compute-by-project", "parameters": {"project": "model/bloom"}}),
        ("find_path", {"from_id": "project/zyzzyva", "to_id": "model/bloom"}),
        ("find_path", {"from_id": "concept/country/fra", "to_id": "model/bloom"}),
    ],
)
def test_no_error_points_agents_to_what_they_do_not_have(site: Server, tool: str, arguments: dict[str, object]) -> None:
    said = refused(site.url, tool, **arguments)
    assert "/api" not in said and "/browse" not in said
    assert "find_entities" in said or "list_questions" in said or "Did you mean" in said
