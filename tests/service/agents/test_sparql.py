import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server_process import Server, serving
from tests.service.agents.tool_calls import call, refused

PROJECT = "https://w3id.org/opencairn/id/project/"


@pytest.fixture(scope="module")
def hurried(shipped: Path) -> Iterator[Server]:
    """A server that stops queries soon, when they have used up the budget of the client already."""
    with serving(shipped, query_timeout="1", client_seconds="1", client_burst="0.5") as started:
        yield started


def test_rows_come_as_a_table_in_which_numbers_are_numbers(site: Server) -> None:
    query = "SELECT ?model ?n { ?m a cairn:Model ; rdfs:label ?model ; cairn:parameterCount ?n }"
    told = call(site.url, "run_sparql", query=query)
    assert told["columns"] == ["model", "n"] and told["rows"] == [["BLOOM", 176_000_000_000]]
    assert told["total"] == 1 and not told["truncated"]


def test_documents_among_the_rows_are_sources(site: Server) -> None:
    told = call(site.url, "run_sparql", query="SELECT ?d { ?d a cairn:Document } ORDER BY ?d")
    assert "A paper on openness" in {source["label"] for source in told["sources"]}


def test_what_states_the_things_in_the_rows_or_in_the_query_is_a_source(site: Server) -> None:
    among_rows = call(site.url, "run_sparql", query="SELECT ?m { ?m a cairn:Model }")
    assert among_rows["rows"] == [["model/bloom"]]
    [source] = [each for each in among_rows["sources"] if each["label"] == "A paper on openness"]
    assert source["id"] == "document/paper" and source["things"] == 1
    asked_about = call(site.url, "run_sparql", query=f"SELECT (COUNT(*) AS ?n) {{ <{PROJECT}bigscience> ?p ?o }}")
    assert "A paper on openness" in {source["label"] for source in asked_about["sources"]}


def test_it_is_said_of_how_many_things_sources_were_looked_up(site: Server) -> None:
    told = call(site.url, "run_sparql", query="SELECT DISTINCT ?s { ?s a cairn:Evidence }", limit=60)
    assert any(note.startswith("`sources` were looked up for 50 of the 60 things") for note in told["notes"])


def test_an_answer_about_nothing_of_ours_rests_on_the_release(site: Server) -> None:
    told = call(site.url, "run_sparql", query="SELECT (1 AS ?one) {}")
    assert told["sources"] == [{"label": f"OpenCairn, release {told['release']}", "url": f"{site.url}/sparql"}]


def test_more_rows_than_asked_for_are_counted(site: Server) -> None:
    told = call(site.url, "run_sparql", query="SELECT * { ?s a ?type }", limit=2)
    assert len(told["rows"]) == 2 and told["truncated"] and told["total"] > 1000


def test_an_answer_without_end_is_cut_off(site: Server) -> None:
    query = "SELECT * { ?a a ?b . ?c a ?d } LIMIT 1000000"
    told = call(site.url, "run_sparql", query=query, limit=2)
    assert len(told["rows"]) == 2 and told["truncated"] and "total" not in told


def test_long_cells_are_cut(site: Server) -> None:
    told = call(site.url, "run_sparql", query=f'SELECT ("{"x" * 3000}" AS ?x) {{}}')
    assert told["rows"][0][0].endswith("x…") and len(told["rows"][0][0]) == 1000


def test_what_json_cannot_hold_comes_as_text(site: Server) -> None:
    query = 'SELECT (xsd:double("INF") AS ?a) (12345678901234567 AS ?b) (true AS ?c) (1.5 AS ?d) {}'
    assert call(site.url, "run_sparql", query=query)["rows"] == [["INF", "12345678901234567", True, 1.5]]


def test_ask_is_answered_with_a_boolean(site: Server) -> None:
    assert call(site.url, "run_sparql", query="ASK { ?s a cairn:Model }")["boolean"] is True
    assert call(site.url, "run_sparql", query="ASK { ?s a cairn:Benchmark }")["boolean"] is False


@pytest.mark.parametrize("form", ["DESCRIBE", "CONSTRUCT"])
def test_a_graph_comes_as_triples(site: Server, form: str) -> None:
    what = f"<{PROJECT}bigscience>" if form == "DESCRIBE" else f"WHERE {{ <{PROJECT}bigscience> ?p ?o }}"
    told = call(site.url, "run_sparql", query=f"{form} {what}", limit=3)
    assert told["columns"] == ["subject", "property", "object"]
    assert len(told["rows"]) == 3 < told["total"] and told["truncated"]
    assert {row[0] for row in told["rows"]} == {"project/bigscience"}
    assert "A paper on openness" in {source["label"] for source in told["sources"]}


def test_a_fault_of_syntax_is_told_with_its_line_and_the_prefixes(site: Server) -> None:
    said = refused(site.url, "run_sparql", query="SELECT ?s {\n ?s a foo:Model }")
    assert "Line 2, column" in said and "' ?s a foo:Model }'" in said
    assert "need no declaration: cairn:, id:" in said


def test_a_slash_in_a_prefixed_name_is_explained(site: Server) -> None:
    said = refused(site.url, "run_sparql", query="SELECT ?p { id:project/bigscience ?p ?o }")
    assert f"write <{PROJECT}bigscience> for id:project/bigscience" in said


@pytest.mark.parametrize("key", ["project/bigscience", "concept/country/fra"])
def test_a_thing_as_tools_write_it_is_told_in_full(site: Server, key: str) -> None:
    said = refused(site.url, "run_sparql", query=f"SELECT ?p {{ {key} ?p ?o }}")
    assert "write <https://w3id.org/opencairn/" in said and f"{key}> for {key}." in said


def test_a_thing_in_brackets_is_told_in_full(site: Server) -> None:
    told = call(site.url, "run_sparql", query="SELECT ?p { <project/bigscience> ?p ?o }")
    assert f"No IRI is <https://w3id.org/opencairn/project/bigscience>: write <{PROJECT}bigscience>." in told["notes"]


def test_terms_that_do_not_exist_are_told_with_those_like_them(site: Server) -> None:
    query = "SELECT ?m { ?m a cairn:Modell ; <https://w3id.org/opencairn/ontology#traindOn> ?x }"
    said = refused(site.url, "run_sparql", query=query)
    assert "cairn:Modell does not exist. Did you mean cairn:Model" in said
    assert "cairn:traindOn does not exist. Did you mean cairn:trainedOn" in said


def test_terms_in_texts_comments_and_namespaces_of_others_are_no_terms(site: Server) -> None:
    query = 'PREFIX cairn: <http://e.org/> SELECT * { ?s cairn:nothing "cairn:Nothing" } # cairn:Nothing'
    assert call(site.url, "run_sparql", query=query)["total"] == 0
    assert call(site.url, "run_sparql", query='SELECT ("cairn:Nothing" AS ?x) {} # cairn:No')["total"] == 1


def test_a_query_without_rows_is_told_which_pattern_nothing_matches(site: Server) -> None:
    told = call(site.url, "run_sparql", query="SELECT ?p { ?p a cairn:Project ; dct:publisher ?x }")
    assert "Nothing matches this pattern, even alone: ?p dct:publisher ?x" in told["notes"]


def test_a_query_without_rows_is_told_which_thing_there_is_not(site: Server) -> None:
    told = call(site.url, "run_sparql", query=f"SELECT ?p {{ <{PROJECT}bigsience> rdfs:label ?p }}")
    assert any("nothing of project/bigsience. Did you mean project/bigscience" in note for note in told["notes"])


def test_a_query_without_rows_is_told_that_texts_have_a_language(site: Server) -> None:
    told = call(site.url, "run_sparql", query='SELECT ?m { ?m a cairn:Model ; rdfs:label "BLOOM" }')
    assert told["total"] == 0 and any('but with "BLOOM"@en something does' in note for note in told["notes"])


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "Updates are refused"),
        ("SELECT * { SERVICE <http://e.org/sparql> { ?s ?p ?o } }", "SERVICE is refused"),
        (" ", "The query is empty"),
        (f"SELECT * {{ ?s ?p '{'x' * 20_000}' }}", "longer than 20000 characters"),
    ],
    ids=["update", "SERVICE", "empty", "long"],
)
def test_what_the_endpoint_refuses_is_refused(site: Server, query: str, title: str) -> None:
    assert title in refused(site.url, "run_sparql", query=query)


def test_a_query_that_takes_too_long_is_told_what_makes_it_long(hurried: Server) -> None:
    query = "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?a cairn:evidencedBy ?e . ?b cairn:evidencedBy ?e ; ?p ?c . ?d ?p ?c }"
    said = refused(hurried.url, "run_sparql", query=query)
    assert "stopped after 1 s" in said and "Look up" in said
    assert f"{hurried.url}/dumps/graph.nq.gz" in said


def test_the_schema_lists_the_classes_that_are_used_with_counts_and_typical_properties(site: Server) -> None:
    told = call(site.url, "schema")
    classes = {each["name"]: each for each in told["classes"]}
    assert classes["cairn:Model"]["count"] == 1 and "machine learning model" in classes["cairn:Model"]["means"]
    assert "cairn:underPartnership" in classes["cairn:ComputeAllocation"]["properties"]
    assert "org:Membership" in classes and "dcat:Resource" not in classes and "owl:Class" not in classes
    assert told["prefixes"]["cairn"] == "https://w3id.org/opencairn/ontology#"


def test_the_schema_is_short(shipped_server: Server) -> None:
    assert len(json.dumps(call(shipped_server.url, "schema"))) < 16_000


@pytest.mark.parametrize("name", ["cairn:Model", "Model", "https://w3id.org/opencairn/ontology#Model"])
def test_a_class_is_told_with_examples_and_properties_it_is_used_with(site: Server, name: str) -> None:
    answer = call(site.url, "schema", term=name)
    assert answer["notes"] == ["Properties of a class are those of at most 50 of its things."]
    told = answer["term"]
    assert told["name"] == "cairn:Model" and told["count"] == 1
    assert told["examples"] == ["<https://w3id.org/opencairn/id/model/bloom> BLOOM"]
    assert told["used_with"]["cairn:producedBy"] == 1
    assert "Artifact" in told["about"]["subclass of"]


def test_a_property_is_told_with_its_concepts(site: Server) -> None:
    told = call(site.url, "schema", term="cairn:projectKind")["term"]
    assert told["concepts"]["<https://w3id.org/opencairn/concept/project-kind/collaborative>"] == "collaborative"
    assert "cairn:projectKind" in told["examples"][0]


def test_a_scheme_is_told_with_its_concepts(site: Server) -> None:
    told = call(site.url, "schema", term="project-kind")["term"]
    assert told["count"] == len(told["concepts"]) > 1


@pytest.mark.parametrize("name", ["Modle", "cairn:Modle", "no such thing!", "<<"])
def test_an_unknown_term_is_told_what_there_is(site: Server, name: str) -> None:
    said = refused(site.url, "schema", term=name)
    assert "cairn:Model" in said or "Call schema without a term" in said
