import re

import httpx
import pytest

from tests.service.questions.conftest import FILES


def test_the_registry_tells_what_a_client_has_to_know(asked: httpx.Client) -> None:
    told = asked.get("/api/questions").json()
    assert told["total"] == len(told["results"]) == len(FILES)
    numbers = next(each for each in told["results"] if each["name"] == "numbers")
    assert (numbers["title"], numbers["tags"]) == ("Numbers of a project", ["projects", "compute"])
    assert numbers["columns"][-1] == {"name": "amount", "type": "integer"}
    assert numbers["chart"] == {"kind": "bar", "x": "what", "y": "amount", "by": None}
    assert numbers["formats"] == ["json", "csv", "tsv", "srj", "parquet"]
    project, least = numbers["parameters"]
    assert (project["required"], project["example"]) == (True, "bigscience")
    assert project["picker"].endswith("/api/search?kind=project")
    assert (least["required"], least["default"], least["picker"]) == (False, "0", None)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("tag=compute", ["numbers"]),
        ("tag=events", []),
        ("q=SCHEME", ["concepts"]),
        ("q=name+thing", ["labels-as-graph"]),
        ("tag=terms&q=triple", ["labels-as-graph"]),
    ],
)
def test_questions_are_found_by_tag_and_words(query: str, names: list[str], asked: httpx.Client) -> None:
    assert [each["name"] for each in asked.get(f"/api/questions?{query}").json()["results"]] == names


@pytest.mark.parametrize("query", ["tag=nonsense", "tags=compute", f"q={'x' * 201}"])
def test_a_filter_that_there_is_not_is_refused(query: str, asked: httpx.Client) -> None:
    assert asked.get(f"/api/questions?{query}").status_code == 400


def test_one_question_describes_itself(asked: httpx.Client) -> None:
    listed = asked.get("/api/questions", params={"q": "zebra"}).json()["results"]
    assert listed == []
    told = asked.get("/api/questions/numbers", params={"describe": "true"}).json()
    registered = asked.get("/api/questions", params={"tag": "compute"}).json()["results"][0]
    assert {**registered, "release": told["release"]} == told
    for name in ("self", "page", "source"):
        assert asked.get(told["links"][name]).status_code == 200


def test_pickers_have_the_concepts_of_a_scheme(asked: httpx.Client) -> None:
    schemes = asked.get("/api/concepts").json()["results"]
    assert "region" in {each["value"] for each in schemes}
    regions = asked.get("/api/concepts/region").json()
    assert regions["total"] == len(regions["results"]) > 5
    africa = next(each for each in regions["results"] if each["value"] == "africa")
    assert (africa["label"], africa["id"].rpartition("/")[2]) == ("Africa", "africa")
    asked_for = asked.get("/api/questions/regions", params={"region": africa["value"]}).json()
    assert asked_for["total"] == 1
    for missing in ("nonsense", "a b<", "%00"):
        assert asked.get(f"/api/concepts/{missing}").status_code == 404


def test_openapi_has_an_operation_for_each_question(asked: httpx.Client) -> None:
    paths = asked.get("/openapi.json").json()["paths"]
    operation = paths["/api/questions/numbers"]["get"]
    parameters = {each["name"]: each for each in operation["parameters"]}
    assert list(parameters) == ["project", "least", "format", "limit", "after", "describe"]
    assert (parameters["project"]["required"], parameters["project"]["example"]) == (True, "bigscience")
    assert parameters["least"]["schema"] == {"type": "integer", "minimum": -(2**63), "maximum": 2**63 - 1, "default": 0}
    assert parameters["format"]["schema"]["enum"] == ["json", "csv", "tsv", "srj", "parquet"]
    assert operation["description"] == "What was counted. A number is only as good as its source."
    assert {"200", "303", "304", "400", "406", "410", "429", "503", "504"} <= set(operation["responses"])
    rows = operation["responses"]["200"]["content"]["application/json"]["schema"]["anyOf"][0]
    amount = rows["properties"]["rows"]["items"]["properties"]["amount"]
    assert amount == {"anyOf": [{"type": "integer"}, {"type": "null"}, {"type": "string"}]}
    graph = paths["/api/questions/labels-as-graph"]["get"]
    assert "410" not in graph["responses"]
    assert "text/turtle" in graph["responses"]["200"]["content"]
    thing = graph["parameters"][0]["schema"]["pattern"]
    assert [bool(re.search(thing, text)) for text in ("project/bloom", "bloom", "a b/c")] == [True, False, False]
    after = asked.get("/api/questions/concepts?scheme=country&limit=1").json()["after"]
    assert re.search(parameters["after"]["schema"]["pattern"], after)
    choices = paths["/api/questions/concepts"]["get"]["parameters"][1]["schema"]
    assert choices == {"type": "string", "enum": ["as-is", "upper"], "default": "as-is"}


def test_every_operation_of_a_shipped_question_can_be_asked_as_its_examples_say(site_client: httpx.Client) -> None:
    paths = site_client.get("/openapi.json").json()["paths"]
    names = [path for path in paths if path.startswith("/api/questions/") and "{" not in path]
    assert len(names) > 50
    for path in names:
        parameters = paths[path]["get"]["parameters"]
        given = {each["name"]: str(each["example"]) for each in parameters if each["name"] != "after"}
        # the sample site lacks most things that examples name
        assert site_client.get(path, params=given).status_code in (200, 400), path
