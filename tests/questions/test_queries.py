"""What holds for every question file, without a graph."""

import re
from itertools import pairwise

import pytest
from pyoxigraph import QuerySolutions, QueryTriples, Store
from rdflib.plugins.sparql import prepareQuery

from ingest.data_folders import QUERIES
from ingest.namespaces import PREFIXES
from ingest.questions.binding import bind
from ingest.questions.catalog import Question
from ingest.questions.files import LONGEST_SUMMARY, TAGS, load
from ingest.questions.tokens import tokens

QUESTIONS = load(QUERIES)
CAUTION = frozenset(
    {
        *("not", "no", "nobody", "nothing", "never", "nor", "cannot", "only", "without", "missing", "rather"),
        *("different", "absence", "far", "few", "inferred", "differ", "empty"),
    }
)
"""Words of a sentence that draws a limit."""
each_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)


def bound(question: Question) -> str:
    return bind(question, {name: parameter.example for name, parameter in question.parameters.items()})


@each_question
def test_its_columns_are_the_expected_ones_and_pyoxigraph_reads_it(question: Question) -> None:
    results = Store().query(bound(question))
    assert isinstance(results, QueryTriples if question.form == "construct" else QuerySolutions)
    if isinstance(results, QuerySolutions):
        assert tuple(variable.value for variable in results.variables) == question.expect.columns


@each_question
def test_rdflib_reads_it(question: Question) -> None:
    prepareQuery(bound(question))


@each_question
def test_it_is_valid_sparql_before_its_parameters_are_bound(question: Question) -> None:
    Store().query(question.text)


@each_question
def test_it_is_ordered_and_reads_plainly(question: Question) -> None:
    assert "ORDER BY" in question.text or question.form == "construct"
    assert len(question.summary) <= LONGEST_SUMMARY
    assert not question.summary.endswith((".", "?"))
    assert set(question.tags) <= TAGS
    assert max(map(len, question.text.splitlines())) <= 115


@each_question
def test_its_prefixes_are_ours_and_each_is_used(question: Question) -> None:
    found = [token.text for token in tokens(question.text) if token.kind in {"prefixed", "iri"}]
    declared = {
        prefix: namespace[1:-1]
        for prefix, namespace in pairwise(found)
        if prefix.endswith(":") and namespace.startswith("<")
    }
    for prefix, namespace in declared.items():
        known = PREFIXES.get(prefix[:-1], f"{PREFIXES['concept']}{prefix[:-1]}/")
        assert namespace == known
        assert sum(name.startswith(prefix) for name in found) > 1


@each_question
def test_its_description_says_what_the_answer_does_not_mean(question: Question) -> None:
    words = set(re.findall(r"[a-z]+", question.description.lower()))
    assert words & CAUTION


def test_a_construct_is_among_them() -> None:
    assert any(question.form == "construct" for question in QUESTIONS.values())


def test_no_two_questions_have_the_same_summary() -> None:
    assert len({question.summary for question in QUESTIONS.values()}) == len(QUESTIONS)


def test_every_tag_is_used() -> None:
    assert {tag for question in QUESTIONS.values() for tag in question.tags} == TAGS
