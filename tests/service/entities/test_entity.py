import json
from collections.abc import Iterable, Iterator
from typing import Any

import httpx
import pytest
import rdflib

from ingest.data_folders import folder
from tests.server_process import Server

ID = "https://w3id.org/opencairn/id/"


@pytest.fixture(scope="module")
def pages(site: Server) -> Iterator[httpx.Client]:
    with site.client() as client:
        yield client


def entity(client: httpx.Client, key: str) -> dict[str, Any]:
    answer = client.get(f"/api/entities/{key}")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def thing(client: httpx.Client, key: str, label: str) -> dict[str, Any]:
    """A thing as it stands among the values of another."""
    links = {"self": f"{client.base_url}/api/entities/{key}"}
    kind = key.partition("/")[0]
    space = "https://w3id.org/opencairn/" if kind == "concept" else ID
    return {"id": space + key, "label": label, "kind": kind, "links": links}


def test_an_entity_has_label_facts_and_relations_both_ways(pages: httpx.Client) -> None:
    told = entity(pages, "project/bigscience")
    assert (told["id"], told["label"], told["type"]) == (
        f"{ID}project/bigscience",
        "BigScience Workshop",
        ["Collaborative"],
    )
    assert told["altLabel"] == ["BigScience"]
    assert told["activeFrom"] == [{"@value": "2021-05", "@type": "xsd:gYearMonth"}]
    assert {each["label"] for each in told["memberCountry"]} == {"France", "United States"}
    bloom = thing(pages, "model/bloom", "BLOOM")
    assert bloom in told["@reverse"].get("producedBy", []) + told.get("produces", [])
    assert told["kind"] == "project"
    assert told["release"] == pages.get("/health/ready").headers["OpenCairn-Release"]
    assert told["links"] == {
        "self": f"{pages.base_url}/api/entities/project/bigscience",
        "page": f"{pages.base_url}/id/project/bigscience",
        "turtle": f"{pages.base_url}/id/project/bigscience.ttl",
        "more": {},
    }


def test_what_says_nothing_by_its_name_is_told_whole(pages: httpx.Client) -> None:
    (volunteers,) = entity(pages, "project/bigscience")["hasMetric"]
    assert volunteers["metricValue"] == ["1000"]
    assert volunteers["metricType"][0]["id"].endswith("/volunteers")
    assert volunteers["type"] == ["MetricObservation"]


def own_links(told: object) -> Iterator[str]:
    """Every `links.self` in what is told."""
    if isinstance(told, dict):
        yield from [told["links"]["self"]] if "links" in told else []
    for each in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from own_links(each)


@pytest.mark.parametrize("key", ["project/bigscience", "membership/ada-genci", "concept/country/fra"])
def test_each_link_of_a_related_thing_leads_there(pages: httpx.Client, key: str) -> None:
    links = set(own_links(entity(pages, key)))
    assert len(links) > 3
    for address in links:
        assert pages.get(address).json()["links"]["self"] == address


@pytest.mark.parametrize(("key", "prop"), [("person/ada", "member"), ("organization/genci", "organization")])
def test_a_role_tells_when_it_was_held(pages: httpx.Client, key: str, prop: str) -> None:
    (membership,) = entity(pages, key)["@reverse"][prop]
    (period,) = membership["during"]
    assert period["label"].startswith("2021 ")
    assert period["dcat:startDate"] == [{"@value": "2021", "@type": "xsd:gYear"}]


def test_each_fact_has_its_sources(pages: httpx.Client) -> None:
    told = entity(pages, "project/bigscience")
    (until,) = [each for each in told["sources"] if each["property"] == "activeUntil" and each["shown"]]
    (source,) = until["sources"]
    assert until["value"] == "2022-07"
    assert source["document"] == {"id": f"{ID}document/paper", "label": "A paper on openness"}
    assert source["locator"].startswith("2 Community Structures")


@pytest.mark.parametrize("key", ["project/bigscience", "allocation/jean-zay-2021"])
def test_each_fact_that_is_shown_is_there(pages: httpx.Client, key: str) -> None:
    told = entity(pages, key)
    shown = {each["property"] for each in told["sources"] if each["shown"]}
    assert shown
    assert shown <= told.keys()


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its JSON-LD parser uses what it deprecates
def test_every_triple_that_a_program_reads_from_an_entity_stands_in_the_graph(pages: httpx.Client) -> None:
    local = json.loads((folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    kinds = ("project", "model", "person", "organization", "machine", "document", "partnership")
    found = [each["links"]["self"] for kind in kinds for each in listed(pages, kind)]
    assert len(found) > 5
    for address in [*found, f"{pages.base_url}/api/entities/concept/country/fra"]:
        told = pages.get(address).json()
        told["@context"][0] = local
        read = rdflib.Graph().parse(data=json.dumps(told), format="json-ld")
        assert len(read) > 2
        for triple in read:
            assert holds(pages, triple), triple


def listed(client: httpx.Client, kind: str) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = client.get(f"/api/entities/{kind}").json()["results"]
    return results


def holds(client: httpx.Client, triple: Iterable[rdflib.term.Node]) -> bool:
    query = f"ASK {{ {' '.join(term.n3() for term in triple)} }}"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"})
    return answer.json()["boolean"] is True


def test_a_concept_is_an_entity(pages: httpx.Client) -> None:
    told = entity(pages, "concept/country/fra")
    assert told["label"] == "France"
    assert told["@reverse"]["locatedIn"] == [thing(pages, "organization/genci", "GENCI")]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/ld+json"),
        ("application/json", "application/json"),
        ("text/html, */*", "application/ld+json"),
    ],
)
def test_programs_get_the_media_type_that_they_know(pages: httpx.Client, accept: str, media_type: str) -> None:
    answer = pages.get("/api/entities/model/bloom", headers={"Accept": accept})
    assert answer.headers["Content-Type"].partition(";")[0] == media_type


def test_what_is_unknown_is_not_found_and_what_is_called_like_it_is_named(pages: httpx.Client) -> None:
    answer = pages.get("/api/entities/project/big-scence")
    assert answer.status_code == 404
    assert answer.json()["near"] == ["project/bigscience"]
    assert "project/bigscience" in answer.json()["detail"]
    assert pages.get("/api/entities/nothing/bigscience").status_code == 404
    assert pages.get("/api/entities/project/Big_Science").status_code == 400
    assert pages.get("/api/entities/project/bigscience", headers={"Accept": "image/png"}).status_code == 406
