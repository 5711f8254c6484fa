import csv
import io
import json
import xml.etree.ElementTree as ET

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

SELECT = "SELECT ?label {id:project/bigscience rdfs:label ?label} ORDER BY LANG(?label)"
CONSTRUCT = "CONSTRUCT WHERE {id:project/bigscience ?p ?o}"
PROJECT = "https://w3id.org/opencairn/id/project/"


def ask(client: httpx.Client, query: str, accept: str) -> httpx.Response:
    answer = client.get(
        "/sparql", params={"query": query.replace("id:project/", "id:project\\/")}, headers={"Accept": accept}
    )
    assert answer.status_code == 200, answer.text
    return answer


def test_json_keeps_languages(client: httpx.Client) -> None:
    answer = ask(client, SELECT, "application/sparql-results+json")
    labels = [row["label"] for row in answer.json()["results"]["bindings"]]
    assert labels == [
        {"type": "literal", "value": "BigScience Workshop", "xml:lang": "en"},
        {"type": "literal", "value": "Atelier « BigScience »", "xml:lang": "fr"},
    ]
    assert answer.headers["content-type"] == "application/sparql-results+json"


def test_json_keeps_datatypes(client: httpx.Client) -> None:
    answer = ask(client, "SELECT ?from {id:project/bigscience cairn:activeFrom ?from}", "application/json")
    (row,) = answer.json()["results"]["bindings"]
    assert row["from"]["datatype"] == "http://www.w3.org/2001/XMLSchema#gYearMonth"
    assert answer.headers["content-type"] == "application/json"


def test_xml_is_well_formed_and_keeps_languages(client: httpx.Client) -> None:
    root = ET.fromstring(ask(client, SELECT, "application/sparql-results+xml").content)
    literals = list(root.iter("{http://www.w3.org/2005/sparql-results#}literal"))
    assert [each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in literals] == ["en", "fr"]


@pytest.mark.parametrize("character", ["0000", "0001", "000B", "001F", "FFFE", "FFFF"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ('SELECT ?o {{BIND("a\\u{0}b" AS ?o)}}', "application/sparql-results+xml"),
        ('SELECT ?t {{BIND(TRIPLE(<x:s>, <x:p>, "\\u{0}") AS ?t)}}', "application/xml"),
        ('CONSTRUCT {{<x:s> <x:p> "a\\u{0}b"}} {{}}', "application/rdf+xml"),
    ],
)
def test_what_xml_cannot_hold_is_not_written_as_xml(
    client: httpx.Client, query: str, accept: str, coding: str, character: str
) -> None:
    headers = {"Accept": accept, "Accept-Encoding": coding}
    answer = client.get("/sparql", params={"query": query.format(character)}, headers=headers)
    assert answer.status_code == 406
    assert f"U+{character}" in answer.json()["detail"]


def test_a_property_that_is_no_xml_name_is_not_written_as_xml(client: httpx.Client) -> None:
    query = "CONSTRUCT {<x:s> <http://example.org/1> 1} {}"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/rdf+xml"})
    assert answer.status_code == 406
    assert "property" in answer.json()["detail"]


def test_ends_of_lines_stay_what_they_are_in_xml(client: httpx.Client) -> None:
    text = r'"a\r\nb\rc\td"'
    graph = ask(client, f"CONSTRUCT {{<x:s> <x:p> {text}}} {{}}", "application/rdf+xml").text
    results = ask(client, f"SELECT ?o {{BIND({text} AS ?o)}}", "application/sparql-results+xml").text
    assert ["".join(each.itertext()).strip() for each in (ET.fromstring(graph), ET.fromstring(results))] == [
        "a\r\nb\rc\td"
    ] * 2


def test_csv_has_plain_values(client: httpx.Client) -> None:
    answer = ask(client, SELECT, "text/csv")
    assert list(csv.reader(io.StringIO(answer.text))) == [
        ["label"],
        ["BigScience Workshop"],
        ["Atelier « BigScience »"],
    ]
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


def test_tsv_has_terms(client: httpx.Client) -> None:
    assert ask(client, SELECT, "text/tab-separated-values").text.splitlines()[1] == '"BigScience Workshop"@en'


@pytest.mark.parametrize(("accept", "body"), [("text/csv", "true"), ("text/tab-separated-values", "true")])
def test_ask_in_a_table_format_is_one_word(client: httpx.Client, accept: str, body: str) -> None:
    assert ask(client, "ASK {}", accept).text == body


def test_ask_in_xml_is_a_boolean(client: httpx.Client) -> None:
    assert b"<boolean>false</boolean>" in ask(client, "ASK {<x:a> ?p ?o}", "application/sparql-results+xml").content


@pytest.mark.parametrize("query", [CONSTRUCT, "DESCRIBE id:project/bigscience"])
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/trig", RdfFormat.TRIG),
        ("application/n-quads", RdfFormat.N_QUADS),
    ],
)
def test_a_graph_is_the_same_in_every_format(client: httpx.Client, query: str, accept: str, form: RdfFormat) -> None:
    answer = ask(client, query, accept)
    found = {(quad.subject, quad.predicate, quad.object) for quad in parse(answer.content, format=form)}
    assert len(found) == 4
    assert {str(subject) for subject, _, _ in found} == {f"<{PROJECT}bigscience>"}
    assert answer.headers["content-type"].startswith(accept)


def test_a_graph_is_turtle_by_default(client: httpx.Client) -> None:
    assert ask(client, CONSTRUCT, "*/*").headers["content-type"] == "text/turtle; charset=utf-8"


def test_a_large_result_is_streamed_and_complete(client: httpx.Client) -> None:
    values = " ".join(str(number) for number in range(300))
    query = f"SELECT ?a ?b {{VALUES ?a {{{values}}} VALUES ?b {{{values}}}}}"
    answer = client.post("/sparql", data={"query": query})
    assert answer.headers["transfer-encoding"] == "chunked"
    assert len(json.loads(answer.content)["results"]["bindings"]) == 300 * 300


def test_triple_terms_survive(client: httpx.Client) -> None:
    query = "SELECT ?t {BIND(TRIPLE(<x:s>, <x:p>, 1) AS ?t)}"
    (row,) = ask(client, query, "application/json").json()["results"]["bindings"]
    assert row["t"]["type"] == "triple"
    assert row["t"]["value"]["predicate"] == {"type": "uri", "value": "x:p"}


def test_a_machine_that_asks_nothing_gets_the_service_description(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    triples = {(t.predicate.value, str(t.object)) for t in parse(answer.content, format=RdfFormat.TURTLE)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert (f"{sd}endpoint", f"<{client.base_url}/sparql>") in triples
    assert (f"{sd}supportedLanguage", f"<{sd}SPARQL11Query>") in triples
    assert (f"{sd}resultFormat", "<http://www.w3.org/ns/formats/SPARQL_Results_CSV>") in triples
    assert (f"{sd}name", "<https://w3id.org/opencairn/graph/curated>") in triples


def test_a_client_that_wants_results_but_asks_nothing_is_told_so(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "application/sparql-results+json"})
    assert answer.status_code == 400
    assert "`query` is missing" in answer.json()["detail"]
