import json

import httpx
import pytest

from service.agents.entities import shortened_to_fit
from service.agents.results import Entity, Fact, Value
from service.agents.tables import MOST_CHARACTERS
from tests.server_process import Server
from tests.service.agents.tool_calls import call, refused

BASE = "https://w3id.org/opencairn/"


def test_a_thing_is_found_by_a_part_of_its_name(site: Server) -> None:
    found = call(site.url, "find_entities", text="bigsci", kind="project")
    assert [each["id"] for each in found["entities"]] == ["project/bigscience"]
    assert found["entities"][0]["label"] == "BigScience Workshop"
    assert found["total"] == 1 and not found["truncated"]


def test_an_equal_name_comes_first_among_all_kinds(site: Server) -> None:
    found = call(site.url, "find_entities", text="Jean Zay")
    assert found["entities"][0]["id"] == "machine/jean-zay"
    assert found["kinds"]["machine"] == 1 and found["total"] > 1


def test_no_more_things_are_given_than_were_asked_for(site: Server) -> None:
    found = call(site.url, "find_entities", text="a", limit=2)
    assert len(found["entities"]) == 2 and found["truncated"] and found["total"] > 2


def test_faults_of_spelling_are_forgiven(site: Server) -> None:
    found = call(site.url, "find_entities", text="bigscence worksop")
    assert found["entities"][0]["id"] == "project/bigscience"


def test_identifiers_and_aliases_find_things(site: Server) -> None:
    [hit] = call(site.url, "find_entities", text="https://ror.org/02k7v4d05")["entities"]
    assert (hit["id"], hit["matched"]) == ("organization/genci", "identifier")


def test_where_nothing_is_found_it_is_said_what_to_do(site: Server) -> None:
    found = call(site.url, "find_entities", text="zyzzyva quokka")
    assert found["total"] == 0 and "another spelling" in found["notes"][0]


def test_things_of_other_kinds_are_counted_where_the_kind_has_none(site: Server) -> None:
    found = call(site.url, "find_entities", text="Jean Zay", kind="dataset")
    assert found["total"] == 0 and "Of other kinds there are" in found["notes"][0]


def test_an_unknown_kind_is_answered_with_the_kinds(site: Server) -> None:
    said = refused(site.url, "find_entities", text="bloom", kind="modell")
    assert "There is no kind 'modell'. Did you mean model?" in said and "organization" in said


def test_an_entity_is_told_with_facts_relations_sources_and_conflicts(site: Server) -> None:
    told = call(site.url, "describe_entity", id="project/bigscience")
    facts = {fact["property"]: fact for fact in told["facts"]}
    assert told["label"] == "BigScience Workshop" and told["types"] == ["cairn:Collaborative"]
    [began] = facts["cairn:activeFrom"]["values"]
    assert began["value"] == "2021-05"
    source = told["sources"][began["sources"][0]]
    assert source["label"] == "A paper on openness" and source["locator"] == "2 Community Structures, line 46"
    relations = {fact["property"]: fact["values"] for fact in told["relations"]}
    [made] = [value for value in relations["cairn:producedBy"] if value["id"] == "model/bloom"]
    assert told["sources"][made["sources"][0]]["locator"] == "4 Model"
    assert told["conflicts"] == ["When BigScience began"]
    assert not told["truncated"]


def test_an_entity_is_named_by_its_iri_as_well(site: Server) -> None:
    told = call(site.url, "describe_entity", id=f"{BASE}id/model/bloom")
    assert told["id"] == "model/bloom" and told["see"] == f"{site.url}/id/model/bloom"


def test_a_part_of_an_entity_can_be_asked_for(site: Server) -> None:
    asked = ["cairn:memberCountry", "cairn:producedBy"]
    told = call(site.url, "describe_entity", id="project/bigscience", properties=asked)
    assert [fact["property"] for fact in told["facts"]] == ["cairn:memberCountry"]
    assert [fact["property"] for fact in told["relations"]] == ["cairn:producedBy"]


def test_a_property_that_tells_nothing_is_noted_and_one_that_there_is_not_is_refused(site: Server) -> None:
    told = call(site.url, "describe_entity", id="project/bigscience", properties=["cairn:parameterCount"])
    assert told["facts"] == [] and told["notes"][0].startswith("Nothing is said of it with cairn:parameterCount.")
    said = refused(site.url, "describe_entity", id="project/bigscience", properties=["memberCountry"])
    assert "`predicate` must be" not in said and "Did you mean cairn:memberCountry?" in said


@pytest.mark.parametrize("id", ["concept/project-kind/collaborative", f"{BASE}concept/project-kind/collaborative"])
def test_a_concept_is_told_as_things_are(site: Server, id: str) -> None:
    told = call(site.url, "describe_entity", id=id)
    assert (told["id"], told["label"]) == ("concept/project-kind/collaborative", "collaborative")
    assert any(value["id"] == "project/bigscience" for fact in told["relations"] for value in fact["values"])


def test_what_is_known_not_to_be_known_is_told(site: Server) -> None:
    told = call(site.url, "describe_entity", id="allocation/jean-zay-2021")
    assert told["gaps"] == ["allocated amount: not disclosed"]


def test_an_entity_fits_into_an_answer_however_much_is_known_of_it(shipped_server: Server) -> None:
    told = call(shipped_server.url, "describe_entity", id="organization/huggingface")
    assert len(json.dumps(told)) < 45_000
    assert any(fact.get("more") for fact in told["relations"])


@pytest.mark.parametrize("tool", ["describe_entity", "why"])
def test_an_unknown_thing_is_answered_with_things_like_it(site: Server, tool: str) -> None:
    arguments = {"id": "project/bigsience"}
    if tool == "why":
        arguments = {"subject": "project/bigsience", "predicate": "cairn:activeFrom"}
    assert "Did you mean project/bigscience" in refused(site.url, tool, **arguments)


def test_what_is_no_thing_is_answered_with_how_things_are_written(site: Server) -> None:
    said = refused(site.url, "describe_entity", id="big science")
    assert "must be written as kind/slug, such as project/bigscience" in said and "find_entities" in said


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [("describe_entity", {"id": "bigscience"}), ("why", {"subject": "bigscience", "predicate": "cairn:activeFrom"})],
)
def test_a_slug_or_name_alone_is_answered_with_things_of_that_name(
    site: Server, tool: str, arguments: dict[str, str]
) -> None:
    said = refused(site.url, tool, **arguments)
    assert "Did you mean" in said and "project/bigscience" in said.partition("Did you mean")[2]


def test_why_gives_document_and_place(site: Server) -> None:
    told = call(site.url, "why", subject="project/bigscience", predicate="cairn:activeUntil")
    [statement] = told["statements"]
    assert (statement["subject"], statement["property"]) == ("project/bigscience", "cairn:activeUntil")
    assert statement["object"] == {"value": "2022-07"} and statement["shown"]
    source = told["sources"][statement["sources"][0]]
    assert source["locator"] == "2 Community Structures, line 46" and source["kind"] == "fact"


def test_why_tells_each_source_once(site: Server) -> None:
    told = call(site.url, "why", subject="project/bigscience", predicate="cairn:memberCountry")
    assert len(told["statements"]) == 2
    evidence = [source["evidence"] for source in told["sources"]]
    assert len(evidence) == len(set(evidence))


@pytest.mark.parametrize("form", ["concept/country/fra", "concept:country/fra", f"{BASE}concept/country/fra"])
def test_why_can_ask_for_one_value_in_each_form(site: Server, form: str) -> None:
    asked = {"subject": "project/bigscience", "predicate": "cairn:memberCountry", "object": form}
    [one] = call(site.url, "why", **asked)["statements"]
    assert one["object"]["id"] == "concept/country/fra"


def test_why_takes_concepts_as_subjects(site: Server) -> None:
    told = call(site.url, "why", subject="concept/project-kind/collaborative", predicate="skos:inScheme")
    assert told["statements"][0]["object"]["id"] == "concept/project-kind"


def test_why_tells_premises_of_rules_with_their_sources(site: Server) -> None:
    told = call(site.url, "why", subject="project/bigscience", predicate="cairn:produces")
    [rule] = told["statements"][0]["rules"]
    [premise] = rule["premises"]
    assert premise["property"] == "cairn:producedBy" and told["sources"][premise["sources"][0]]["locator"] == "4 Model"


def test_why_tells_the_values_of_a_property_that_has_not_the_one_asked_for(site: Server) -> None:
    asked = {"subject": "project/bigscience", "predicate": "cairn:activeUntil", "object": "2022"}
    assert refused(site.url, "why", **asked).endswith("Its values are: 2022-07.")


@pytest.mark.parametrize(("name", "meant"), [("memberCountry", "cairn:memberCountry"), ("memberCuntry", "cairn:")])
def test_why_tells_properties_of_a_name_without_prefix(site: Server, name: str, meant: str) -> None:
    said = refused(site.url, "why", subject="project/bigscience", predicate=name)
    assert "such as cairn:activeFrom" in said and f"Did you mean {meant}" in said


def test_why_tells_the_properties_of_a_thing_that_does_not_have_the_one_asked_for(site: Server) -> None:
    said = refused(site.url, "why", subject="project/bigscience", predicate="cairn:parameterCount")
    assert "What is said of it:" in said and "cairn:activeFrom" in said


def test_why_tells_properties_like_one_that_does_not_exist(site: Server) -> None:
    said = refused(site.url, "why", subject="project/bigscience", predicate="cairn:activUntil")
    assert "cairn:activUntil does not exist. Did you mean cairn:activeUntil" in said


def test_what_was_left_out_is_told_beside_what_was_told_before() -> None:
    fact = Fact(property="p", label="p", values=[Value(value="x" * MOST_CHARACTERS) for _ in range(4)])
    told = {"release": "r", "see": "s", "sources": [], "notes": ["It is called a now."]}
    thing = {"id": "a", "iri": "a", "label": "A", "types": [], "relations": [], "conflicts": [], "gaps": []}
    cut = shortened_to_fit(Entity.model_validate({**told, **thing, "facts": [fact], "truncated": False}))
    assert cut.truncated and cut.facts[0].more == 4
    assert [note.partition(" ")[0] for note in cut.notes] == ["It", "Values"]


def test_a_refusal_is_told_as_the_manual_says(site: Server) -> None:
    said = refused(site.url, "describe_entity", id="project/bigsience")
    assert said.startswith("Error executing tool describe_entity: Not found. Nothing is known about project/bigsience.")


@pytest.mark.parametrize("key", ["project/bigscience", "concept/governance-model/grassroots", "platform/github"])
def test_as_much_points_at_an_entity_as_its_document_says(shipped_server: Server, key: str) -> None:
    told = call(shipped_server.url, "describe_entity", id=key)
    document = httpx.get(f"{shipped_server.url}/api/entities/{key}").json()
    given = {name: len(values) for name, values in document["@reverse"].items()}
    in_all = {name.rpartition(":")[2]: n + document["more"].get(f"@reverse {name}", 0) for name, n in given.items()}
    assert (
        in_all.items()
        <= {
            fact["property"].rpartition(":")[2]: len(fact["values"]) + fact.get("more", 0) for fact in told["relations"]
        }.items()
    )
