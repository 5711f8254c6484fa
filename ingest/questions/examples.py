"""Questions as SPARQL examples in RDF, in the form that SIB's tools read, to stand in a graph of the release.

https://github.com/sib-swiss/sparql-examples describes the form: a `sh:SPARQLExecutable` with its query, its comment and
the endpoint that it is for. The queries are those of the question files with the examples of their parameters.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ingest.namespaces import BASE, iri
from ingest.questions.binding import substitute, terms
from ingest.questions.catalog import Form, Question
from ingest.questions.checking import examples
from ingest.questions.front_matter import body
from ingest.questions.names import declared
from ingest.release import ENDPOINT

GRAPH: Final = iri("graph:questions")
PREFIXES_NODE: Final = NamedNode(f"{GRAPH.value}#prefixes")
CLASS: Final[dict[Form, NamedNode]] = {
    "select": iri("sh:SPARQLSelectExecutable"),
    "construct": iri("sh:SPARQLConstructExecutable"),
}
QUERY: Final[dict[Form, NamedNode]] = {"select": iri("sh:select"), "construct": iri("sh:construct")}

Said = tuple[NamedNode, NamedNode, NamedNode | Literal]


def question_node(name: str) -> NamedNode:
    """The IRI of a question, which leads to its page."""
    return NamedNode(f"{BASE}question/{name}")


def example_quads(questions: Iterable[Question], endpoint: str = ENDPOINT) -> list[Quad]:
    """All questions as examples for an endpoint, in the graph of questions, with the prefixes that they declare."""
    listed = list(questions)
    said = [each for question in listed for each in _example(question, endpoint)]
    said += _prefixes(listed)
    return [Quad(*each, GRAPH) for each in dict.fromkeys(said)]


def example_query(question: Question) -> str:
    """The query without its head, with the examples of its parameters."""
    return substitute(body(question.text), terms(question, examples(question)))


def _example(question: Question, endpoint: str) -> Iterator[Said]:
    node = question_node(question.name)
    yield node, iri("rdf:type"), iri("sh:SPARQLExecutable")
    yield node, iri("rdf:type"), CLASS[question.form]
    yield node, iri("rdfs:label"), Literal(question.summary, language="en")
    yield node, iri("rdfs:comment"), Literal(question.summary, language="en")
    yield node, iri("dct:description"), Literal(question.description, language="en")
    yield node, QUERY[question.form], Literal(example_query(question))
    yield node, iri("sh:prefixes"), PREFIXES_NODE
    yield node, iri("schema:target"), NamedNode(endpoint)
    for tag in question.tags:
        yield node, iri("schema:keywords"), Literal(tag)


def _prefixes(questions: Iterable[Question]) -> Iterator[Said]:
    """Each prefix once; the first file that declares it says what it stands for."""
    known: dict[str, str] = {}
    for question in questions:
        known = declared(question.text) | known
    for name, namespace in sorted(known.items()):
        node = NamedNode(f"{PREFIXES_NODE.value}/{name}")
        yield PREFIXES_NODE, iri("sh:declare"), node
        yield node, iri("sh:prefix"), Literal(name)
        yield node, iri("sh:namespace"), Literal(namespace, datatype=iri("xsd:anyURI"))
