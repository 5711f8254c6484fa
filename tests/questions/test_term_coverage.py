"""Every class and property of the ontology is there because a question needs it."""

from ingest.questions.catalog import Questions
from ingest.questions.names import OURS, defined_terms, own_terms


def used_terms(query: str) -> set[str]:
    return {term for term, _ in own_terms(query)}


def test_terms_in_comments_and_strings_do_not_count() -> None:
    query = f'PREFIX c: <{OURS}> # c:Model\nSELECT * {{ ?a c:trainedOn "c:Dataset" ; <{OURS}provider> ?b }}'
    assert list(own_terms(query)) == [("trainedOn", 2), ("provider", 2)]


def test_every_term_of_the_ontology_is_used_by_a_question(questions: Questions) -> None:
    used = {term for question in questions.values() for term in used_terms(question.text)}
    assert sorted(defined_terms() - used) == []
