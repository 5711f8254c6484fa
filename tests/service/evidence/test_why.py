from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.server_process import serving
from tests.service.conftest import publish_trig

PREFIXES = """
@prefix cairn: <https://w3id.org/opencairn/ontology#> .
@prefix concept: <https://w3id.org/opencairn/concept/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ev: <https://w3id.org/opencairn/id/evidence/> .
@prefix graph: <https://w3id.org/opencairn/graph/> .
@prefix id: <https://w3id.org/opencairn/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix st: <https://w3id.org/opencairn/id/statement/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix p: <https://w3id.org/opencairn/id/project/> .
@prefix m: <https://w3id.org/opencairn/id/metric/> .
@prefix doc: <https://w3id.org/opencairn/id/document/> .

"""
CURATED = """
p:cairn a cairn:Collaborative ; rdfs:label "Cairn"@en ;
    cairn:activeFrom "2021-05"^^xsd:gYearMonth ; cairn:homeCountry id:x ; cairn:hasMetric m:people .
m:people cairn:metricValue 1000 ; cairn:evidencedBy ev:1 .

st:1 rdf:subject p:cairn ; rdf:predicate cairn:activeFrom ; rdf:object "2021-05"^^xsd:gYearMonth ;
    cairn:evidencedBy ev:1, ev:2 .
st:2 rdf:subject p:cairn ; rdf:predicate cairn:activeFrom ; rdf:object "2020"^^xsd:gYear ; cairn:evidencedBy ev:2 ;
    rdfs:label "Cairn from 2020" .
st:3 rdf:subject p:cairn ; rdf:predicate cairn:purpose ; rdf:object "To mark a way"@en ; cairn:evidencedBy ev:3 .
<https://w3id.org/opencairn/id/disagreement/1> a cairn:Disagreement ; rdfs:label "Two beginnings"@en ;
    cairn:concerns p:cairn ; cairn:aboutProperty cairn:activeFrom ; cairn:hasPosition st:1, st:2 .

ev:1 dct:source doc:paper ; cairn:locator "3 Methods, line 7" ;
    cairn:confidence <https://w3id.org/opencairn/concept/confidence/high> ;
    cairn:claimKind <https://w3id.org/opencairn/concept/claim-kind/fact> ; dct:identifier "F001", "F002" .
ev:2 dct:source doc:web ; cairn:readHow <https://w3id.org/opencairn/concept/read-how/fetched> ;
    skos:note "seen in a footer"@en ;
    dct:title "The way"@en ; cairn:claimKind <https://w3id.org/opencairn/concept/claim-kind/fact> .
ev:3 dct:source doc:paper ; cairn:claimKind <https://w3id.org/opencairn/concept/claim-kind/author-claim> ;
    cairn:statedBy <https://w3id.org/opencairn/id/organization/walkers> .
<https://w3id.org/opencairn/id/organization/walkers> rdfs:label "Walkers"@en .
doc:paper rdfs:label "A paper"@en .
doc:web rdfs:label "A page"@en ; schema:url <https://e.org/page> .
"""
DATA = f"""{PREFIXES}
{CURATED}
p:cairn a cairn:Project .
cairn:Collaborative rdfs:subClassOf cairn:Project .
<https://w3id.org/opencairn/graph/inferred/superclasses> rdfs:label "Rule: superclasses"@en ;
    dct:description "Upwards."@en .

graph:curated {{ {CURATED} p:cairn cairn:activeFrom "2020"^^xsd:gYear . }}
graph:claimed {{ p:cairn cairn:purpose "To mark a way"@en . }}
<https://w3id.org/opencairn/graph/inferred/superclasses> {{ p:cairn a cairn:Project . }}
"""
CAIRN = "https://w3id.org/opencairn/id/project/cairn"
CONFIDENT = {"confidence": "high", "locator": "3 Methods, line 7", "rows": ["F001", "F002"], "kind": "fact"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("why")
    publish_trig(folder, DATA)
    return folder


@pytest.fixture(scope="module")
def client(data: Path) -> Iterator[httpx.Client]:
    with serving(data) as server, server.client() as opened:
        yield opened


def why(client: httpx.Client, predicate: str, value: str | None = None, subject: str = "id:project/cairn") -> Any:
    parameters = {"subject": subject, "predicate": predicate} | ({} if value is None else {"object": value})
    answer = client.get("/why", params=parameters)
    assert answer.status_code == 200, answer.text
    assert len(answer.headers["opencairn-release"]) == 16
    return answer.json()["statements"]


def test_a_fact_has_the_sources_of_its_statement(client: httpx.Client) -> None:
    (statement,) = why(client, "cairn:activeFrom", "2021-05")
    first, second = statement["sources"]
    assert statement["asserted"] and statement["shown"] and statement["rests_on"] == "statement"
    assert statement["object"] == {
        "type": "literal",
        "value": "2021-05",
        "datatype": "http://www.w3.org/2001/XMLSchema#gYearMonth",
    }
    assert CONFIDENT.items() <= first.items()
    assert first["document"] == {"id": "https://w3id.org/opencairn/id/document/paper", "label": "A paper"}
    assert first["graph"] == "https://w3id.org/opencairn/graph/curated"
    assert (second["url"], second["read_how"], second["note"], second["title"]) == (
        "https://e.org/page",
        ["fetched"],
        "seen in a footer",
        "The way",
    )


def test_a_contradicted_fact_names_the_other_value_and_its_sources(client: httpx.Client) -> None:
    shown, other = sorted(why(client, "cairn:activeFrom"), key=lambda each: not each["shown"])
    (conflict,) = shown["conflicts"]
    assert (other["asserted"], other["shown"]) == (True, False)
    assert conflict["object"]["value"] == "2020"
    assert conflict["disagreement"]["label"] == "Two beginnings"
    assert conflict["sources"][0]["document"]["label"] == "A page"
    assert [each["object"]["value"] for each in other["conflicts"]] == ["2021-05"]


def test_what_an_author_claims_is_not_asserted_and_names_the_speaker(client: httpx.Client) -> None:
    (statement,) = why(client, "cairn:purpose")
    assert not statement["asserted"]
    assert statement["sources"][0]["kind"] == "author-claim"
    assert statement["sources"][0]["speaker"]["label"] == "Walkers"


def test_an_inferred_class_names_its_rule(client: httpx.Client) -> None:
    (statement,) = why(client, "rdf:type", "cairn:Project")
    (rule,) = statement["inferred_by"]
    (premise,) = rule["from"]
    assert rule["graph"] == "https://w3id.org/opencairn/graph/inferred/superclasses"
    assert (rule["label"], rule["description"]) == ("Rule: superclasses", "Upwards.")
    assert premise["object"]["value"] == "https://w3id.org/opencairn/ontology#Collaborative"
    assert len(premise["sources"]) == 3
    assert statement["sources"] == []


def test_a_name_rests_on_the_record_as_a_whole(client: httpx.Client) -> None:
    (statement,) = why(client, "rdfs:label")
    assert statement["rests_on"] == "record"
    assert len(statement["sources"]) == 3


def test_a_thing_that_stands_for_a_statement_carries_its_evidence(client: httpx.Client) -> None:
    (value,) = why(client, "cairn:metricValue", subject="id:metric/people")
    (link,) = why(client, "cairn:hasMetric")
    assert (value["rests_on"], link["rests_on"]) == ("subject", "object")
    assert CONFIDENT.items() <= value["sources"][0].items()
    assert [each["evidence"] for each in value["sources"]] == [each["evidence"] for each in link["sources"]]


@pytest.mark.parametrize(
    "value",
    ["2021-05", '"2021-05"^^xsd:gYearMonth', '"2021-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'],
)
@pytest.mark.parametrize("subject", ["id:project/cairn", CAIRN, f"<{CAIRN}>"])
def test_terms_can_be_written_in_several_ways(client: httpx.Client, subject: str, value: str) -> None:
    assert len(why(client, "cairn:activeFrom", value, subject)) == 1


@pytest.mark.parametrize(
    ("parameters", "status", "said"),
    [
        pytest.param({"subject": "a b"}, 400, "`subject` must be written as kind/slug", id="no IRI"),
        pytest.param({"subject": "<a b>"}, 400, "`subject` is not a valid IRI", id="spaces in an IRI"),
        pytest.param({"subject": '<http://e/"><x:y>'}, 400, "`subject` is not a valid IRI", id="quotes in an IRI"),
        pytest.param({"predicate": "nope:x"}, 400, "`predicate` must be a prefixed name", id="unknown prefix"),
        pytest.param({"object": '"x'}, 400, "`object` is not a valid literal", id="open literal"),
        pytest.param({"object": '"x" . <x:a> <x:b> "y"'}, 400, "`object` is not a valid", id="more than a literal"),
        pytest.param({"object": '"x", "y"'}, 400, "`object` is not a valid literal", id="two literals"),
        pytest.param({"subject": "id:project/none"}, 404, "Nothing is known about <https", id="unknown subject"),
        pytest.param({"predicate": "cairn:activeUntil"}, 404, "has any value for <https", id="unknown statement"),
        pytest.param({"object": "1066"}, 404, "has the value 1066", id="unknown value"),
    ],
)
def test_a_bad_term_or_an_unknown_statement_is_told(
    client: httpx.Client, parameters: dict[str, str], status: int, said: str
) -> None:
    asked = {"subject": "id:project/cairn", "predicate": "cairn:activeFrom", **parameters}
    answer = client.get("/why", params=asked)
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in problem["detail"]
    assert status == 404 or problem["parameter"] in parameters


def test_missing_parameters_are_named(client: httpx.Client) -> None:
    answer = client.get("/why", params={"subject": "id:project/cairn"})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "predicate")
    assert "`predicate` is missing" in answer.json()["detail"]
