import csv
import io

import httpx
import pytest

from ingest.namespaces import PREFIXES
from tests.server_process import Server
from tests.service.agents.tool_calls import call, refused

COUNTING = ("coverage", "compute-public-and-private", "projects-per-governance-family", "terms-of-the-ontology")


def test_all_questions_are_listed_in_short(site: Server) -> None:
    listed = call(site.url, "list_questions")
    assert listed["total"] == len(listed["questions"]) > 60
    assert not any("description" in each for each in listed["questions"])
    assert "compute" in listed["themes"]


def test_a_short_list_tells_all_of_each_question(site: Server) -> None:
    listed = call(site.url, "list_questions", text="compute given to a project")
    asked = {each["name"]: each for each in listed["questions"]}["compute-by-project"]
    assert "never that nothing was given" in asked["description"] and asked["themes"] == ["compute", "projects"]
    [parameter] = asked["parameters"]
    assert (parameter["name"], parameter["required"], parameter["example"]) == ("project", True, "bigscience")


def test_the_likeliest_questions_come_first(site: Server) -> None:
    listed = call(site.url, "list_questions", text="who leads projects by governance models")
    assert listed["questions"][0]["name"] == "projects-by-governance-model"
    assert len(listed["questions"]) == 8 < listed["total"]
    assert listed["notes"] == [f"The likeliest 8 of {listed['total']} questions are shown."]


@pytest.mark.parametrize("theme", ["funding", "compute", "projects"])
def test_a_theme_narrows_the_list_and_tells_all_of_each_question(site: Server, theme: str) -> None:
    listed = call(site.url, "list_questions", theme=theme)
    assert 0 < listed["total"] == len(listed["questions"]) < 30
    assert all(theme in each["themes"] and each["description"] for each in listed["questions"])
    assert "notes" not in listed and "themes" not in listed


def test_words_that_no_question_has_give_none_and_say_what_to_do(site: Server) -> None:
    listed = call(site.url, "list_questions", text="zyzzyva")
    assert listed["total"] == 0 and "run_sparql" in listed["notes"][0]


def test_an_unknown_theme_is_answered_with_the_themes(site: Server) -> None:
    said = refused(site.url, "list_questions", theme="computing")
    assert "Did you mean compute" in said and "governance, joining, journeys" in said


def test_a_question_is_answered_with_what_the_answer_means(site: Server) -> None:
    told = call(site.url, "run_question", name="compute-by-project", parameters={"project": "bigscience"})
    assert told["columns"][:2] == ["arrangement", "provider"]
    assert {row[1] for row in told["rows"]} == {"GENCI"} and told["total"] == len(told["rows"]) == 2
    assert "never that nothing was given" in told["means"]
    assert told["see"].startswith(f"{site.url}/questions/compute-by-project?project=bigscience")
    assert None in told["rows"][0], "an empty cell is null"


def test_what_states_the_things_that_a_question_is_about_is_a_source(site: Server) -> None:
    told = call(site.url, "run_question", name="compute-by-project", parameters={"project": "bigscience"})
    assert "A paper on openness" in {source["label"] for source in told["sources"]}


def test_a_graph_comes_as_rows_of_triples(shipped_server: Server) -> None:
    told = call(shipped_server.url, "run_question", name="compute-partnerships-as-graph", limit=5)
    assert told["columns"] == ["subject", "property", "object"]
    assert len(told["rows"]) == 5 < told["total"]
    assert all(source.get("id") for source in told["sources"])


def test_documents_that_rows_name_are_sources(shipped_server: Server) -> None:
    told = call(shipped_server.url, "run_question", name="projects-by-governance-model")
    place = told["columns"].index("source")
    named = {row[place] for row in told["rows"]}
    assert {source["label"] for source in told["sources"][: len(named)]} == named
    assert any(source.get("url", "").startswith("https://") for source in told["sources"])


def test_rows_of_partnerships_cite_what_tells_of_these_partnerships(shipped_server: Server) -> None:
    told = call(shipped_server.url, "run_question", name="compute-for-grassroots-projects")
    given = " ".join(f"<{PREFIXES['id']}{row[-1]}>" for row in told["rows"])
    of_any = "?p ^cairn:underPartnership?/cairn:evidencedBy/dct:source/rdfs:label ?label"
    query = f"SELECT DISTINCT ?label {{ VALUES ?p {{ {given} }} {of_any} }}"
    stated = call(shipped_server.url, "run_sparql", query=query)
    assert {source["label"] for source in told["sources"]} == {label for [label] in stated["rows"]}


def test_an_answer_without_rows_does_not_cite_what_tells_of_the_thing_asked_about(shipped_server: Server) -> None:
    told = call(
        shipped_server.url, "run_question", name="descendants-of-a-model", parameters={"model": "deepseek-math"}
    )
    assert told["total"] == 0 and told["sources"][0]["label"].startswith("OpenCairn, release")


def test_a_count_cites_the_catalogs_that_were_counted_and_where_its_concepts_are_from(shipped_server: Server) -> None:
    told = call(shipped_server.url, "run_question", name="countries-of-organizations")
    assert told["notes"][-1].startswith("The rows name no thing with a source")
    named = {source["label"]: source for source in told["sources"]}
    assert named["Curated facts"]["id"] == "graph:curated" and named["Curated facts"]["license"]
    assert named["https://www.iso.org/iso-3166-country-codes.html"]["url"]


def test_concepts_cite_the_documents_that_they_are_taken_from(shipped_server: Server) -> None:
    told = call(shipped_server.url, "run_question", name="lifecycle-stages")
    assert [source["id"] for source in told["sources"]] == ["document/cartography-slides"]


def test_counts_and_definitions_do_not_rest_on_the_release_alone(shipped_server: Server) -> None:
    asked = {name: call(shipped_server.url, "run_question", name=name) for name in COUNTING}
    alone = [name for name, told in asked.items() if told["sources"][0]["label"].startswith("OpenCairn, release")]
    assert not alone


def test_long_answers_are_cut_and_counted(shipped_server: Server) -> None:
    told = call(shipped_server.url, "run_question", name="projects-by-governance-model", limit=3)
    assert len(told["rows"]) == 3 and told["truncated"] and told["total"] >= 13
    assert told["notes"][0] == f"These are rows 1 to 3 of {told['total']}. Go on with offset 3."


def test_an_answer_goes_on_where_it_was_cut(shipped_server: Server) -> None:
    whole = call(shipped_server.url, "run_question", name="projects-by-governance-model", limit=6)
    parts = [
        call(shipped_server.url, "run_question", name="projects-by-governance-model", limit=3, offset=offset)
        for offset in (0, 3)
    ]
    assert [row for part in parts for row in part["rows"]] == whole["rows"]
    beyond = call(shipped_server.url, "run_question", name="projects-by-governance-model", offset=10_000)
    assert beyond["rows"] == [] and not beyond["truncated"] and beyond["total"] == whole["total"]
    assert beyond["notes"][0] == f"There are only {whole['total']} rows."


def test_an_answer_without_rows_says_what_that_means(site: Server) -> None:
    told = call(site.url, "run_question", name="grants-and-outputs")
    assert told["total"] == 0 and "does not mean that there is nothing" in told["notes"][0]


def test_an_unknown_question_is_answered_with_names_like_it(site: Server) -> None:
    said = refused(site.url, "run_question", name="compute-by-projct")
    assert "There is no such question" in said and "Did you mean compute-by-project" in said


def test_an_unknown_parameter_is_answered_with_the_known_ones(site: Server) -> None:
    said = refused(site.url, "run_question", name="compute-by-project", parameters={"projet": "bigscience"})
    assert "one of this question's parameters: project" in said


def test_a_missing_parameter_is_answered_with_what_is_expected(site: Server) -> None:
    said = refused(site.url, "run_question", name="compute-by-project")
    assert "'project' is missing" in said and "such as bigscience" in said


def test_an_unknown_thing_is_answered_with_things_like_it(site: Server) -> None:
    said = refused(site.url, "run_question", name="compute-by-project", parameters={"project": "bigscienc"})
    assert "Did you mean project/bigscience" in said


def test_rows_are_those_of_the_api_in_the_same_order(shipped_server: Server) -> None:
    name = "projects-by-governance-model"
    there = httpx.get(f"{shipped_server.url}/api/questions/{name}?format=csv&limit=9").text
    told = call(shipped_server.url, "run_question", name=name, limit=9)
    rows = [["" if cell is None else str(cell) for cell in row] for row in told["rows"]]
    short = there.replace("https://w3id.org/opencairn/id/", "")
    assert [told["columns"], *rows] == list(csv.reader(io.StringIO(short)))
