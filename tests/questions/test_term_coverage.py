"""Every class and property of the ontology is there because a question needs it."""

from pyoxigraph import NamedNode, RdfFormat, parse

from ingest.data_folders import ONTOLOGY
from ingest.namespaces import PREFIXES, iri
from ingest.questions.catalog import Questions
from ingest.questions.tokens import tokens

OURS = PREFIXES["cairn"]
KINDS = frozenset(
    iri(name)
    for name in (
        "owl:Class",
        "owl:ObjectProperty",
        "owl:DatatypeProperty",
        "owl:AnnotationProperty",
    )
)


def defined_terms() -> set[str]:
    return {
        quad.subject.value
        for quad in parse(path=ONTOLOGY / "core.ttl", format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(OURS)
        and quad.predicate == iri("rdf:type")
        and quad.object in KINDS
    }


def used_terms(query: str) -> set[str]:
    """IRIs of our terms in a query, written as prefixed names or in full, outside comments and strings."""
    found = set()
    for token in tokens(query):
        if token.kind == "prefixed" and token.text.startswith("cairn:"):
            found.add(OURS + token.text.removeprefix("cairn:").rstrip("."))
        elif token.kind == "iri":
            found.add(token.text[1:-1])
    return {term for term in found if term.startswith(OURS) and term != OURS}


def test_terms_in_comments_and_strings_do_not_count() -> None:
    query = 'PREFIX cairn: <urn:x> # cairn:Model\nSELECT * { ?a cairn:trainedOn "cairn:Dataset" }'
    assert used_terms(query) == {f"{OURS}trainedOn"}


def test_every_term_of_the_ontology_is_used_by_a_question(questions: Questions) -> None:
    used = {term for question in questions.values() for term in used_terms(question.text)}
    assert sorted(defined_terms() - used) == []


def test_questions_use_only_terms_that_are_defined(questions: Questions) -> None:
    used = {term for question in questions.values() for term in used_terms(question.text)}
    assert sorted(used - defined_terms()) == []
