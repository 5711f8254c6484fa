from collections import Counter

import pytest
from pyoxigraph import Literal, Quad, QuerySolutions, QueryTriples, Store, Triple

from ingest.namespaces import iri
from ingest.questions.catalog import Questions
from ingest.questions.examples import GRAPH, PREFIXES_NODE, example_quads, question_node
from ingest.questions.tokens import tokens

SIB_QUERY = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?sq ?comment ?query WHERE {
  ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|sh:describe ?query }"""
"""What tools of SIB ask an endpoint for; they name no graph."""


@pytest.fixture(scope="module")
def store(questions: Questions) -> Store:
    """The examples as they stand in a default graph."""
    made = Store()
    made.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in example_quads(questions.values()))
    return made


def rows(store: Store, query: str) -> QuerySolutions:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return found


def test_tools_find_every_question_once(store: Store, questions: Questions) -> None:
    found = Counter(row["sq"].value for row in rows(store, SIB_QUERY))
    assert found == Counter(question_node(name).value for name in questions)


def test_every_query_stands_alone_and_runs(store: Store) -> None:
    for row in rows(store, SIB_QUERY):
        assert isinstance(Store().query(row["query"].value), QuerySolutions | QueryTriples), row["sq"]
        variables = [token.text for token in tokens(row["query"].value) if token.kind == "variable"]
        assert not [name for name in variables if name.startswith("$")]
        assert not row["query"].value.startswith("#+")


def test_an_example_says_what_its_form_asks_for(store: Store, questions: Questions) -> None:
    for name, question in questions.items():
        said = list(store.quads_for_pattern(question_node(name), None, None))
        counted = Counter(quad.predicate for quad in said)
        query = iri("sh:select") if question.form == "select" else iri("sh:construct")
        assert counted[iri("rdfs:comment")] == counted[query] == counted[iri("schema:target")] == 1
        assert counted[iri("schema:keywords")] == len(set(question.tags)) > 0
        comments = [quad.object for quad in said if quad.predicate == iri("rdfs:comment")]
        assert comments == [Literal(question.summary, language="en")]


def test_every_prefix_is_declared_with_one_namespace(store: Store) -> None:
    query = f"""PREFIX sh: <http://www.w3.org/ns/shacl#>
      SELECT ?prefix (COUNT(?namespace) AS ?n) WHERE {{
        {PREFIXES_NODE} sh:declare ?node . ?node sh:prefix ?prefix ; sh:namespace ?namespace }} GROUP BY ?prefix"""
    found = {row["prefix"].value: int(row["n"].value) for row in rows(store, query)}
    assert {"cairn", "rdfs", "skos"} <= set(found)
    assert set(found.values()) == {1}


def test_examples_have_no_blank_nodes_and_their_own_graph(questions: Questions) -> None:
    quads = example_quads(questions.values(), "https://example.org/sparql")
    assert {quad.graph_name for quad in quads} == {GRAPH}
    assert not any("_:" in str(quad.subject) + str(quad.object)[:2] for quad in quads)
    assert {
        q.object.value for q in quads if q.predicate == iri("schema:target") and not isinstance(q.object, Triple)
    } == {"https://example.org/sparql"}
