"""Proves that question files can be asked: each is run once, with its examples, on a store that holds nothing."""

import re
from pathlib import Path
from typing import Final

from pyoxigraph import QuerySolutions, QueryTriples, Store

from ingest.questions.binding import substitute, terms
from ingest.questions.catalog import Question, Questions
from ingest.questions.errors import QuestionError
from ingest.questions.files import load
from ingest.questions.names import defined_terms, like, own_terms, undeclared
from ingest.questions.ordering import ordered
from ingest.questions.tokens import lined

FAULT: Final = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<reason>.*)", re.DOTALL)
NO_PREFIX: Final = "Prefix not found"
"""How pyoxigraph begins what it says of a prefix that is not declared."""


def checked(folder: Path) -> Questions:
    """The questions in a folder, each of which can be asked.

    Raises:
        QuestionError: a file breaks a rule, is no SPARQL, or gives other columns than it says.
    """
    questions = load(folder)
    for question in questions.values():
        check(question)
    return questions


def check(question: Question) -> None:
    """Raise QuestionError, with its line, for what is wrong with the query of a question."""
    _check_words(question)
    text = ordered(question) if question.form == "select" else question.text
    bound = substitute(text, terms(question, examples(question)))
    try:
        results = Store().query(bound)
    except SyntaxError as error:
        raise QuestionError(question.path, *fault(question.text, str(error))) from error
    if question.form == "construct":
        if not isinstance(results, QueryTriples):
            raise QuestionError(question.path, 1, "the query is no CONSTRUCT")
        return
    if not isinstance(results, QuerySolutions):
        raise QuestionError(question.path, 1, "the query is no SELECT")
    columns = tuple(variable.value for variable in results.variables)
    if columns != question.expect.columns:
        reason = f"the query gives the columns {', '.join(columns)}"
        raise QuestionError(question.path, line_of_key(question, "expect"), reason)


def examples(question: Question) -> dict[str, str]:
    """A value for each parameter."""
    return {name: parameter.example for name, parameter in question.parameters.items()}


def line_of_key(question: Question, key: str) -> int:
    """Where a key of the head stands."""
    lines = question.text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"#+ {key}:")), 1)


def _check_words(question: Question) -> None:
    """A question is answered by the release alone, the same for everybody, and in words that the ontology has."""
    for token, line in lined(question.text):
        if token.kind == "other" and token.text.upper() == "SERVICE":
            raise QuestionError(question.path, line, "SERVICE: a question asks nobody but the release")
    for term, line in own_terms(question.text):
        if term not in defined_terms():
            near = f"; did you mean {' or '.join(like(term))}?" if like(term) else ""
            raise QuestionError(question.path, line, f"the ontology has no term {term!r}{near}")


def fault(query: str, message: str) -> tuple[int, str]:
    """The line of what the parser says is wrong with a query, and the reason."""
    found = FAULT.search(message)
    if found is None:
        return 1, f"not SPARQL: {message}"
    if NO_PREFIX in message:
        for prefix, line in undeclared(query):
            return line, f"the prefix {prefix}: is not declared: a question declares its own"
    reason = " ".join(found["reason"].split())
    return int(found["line"]), f"not SPARQL, at character {found['column']}: {reason}"
