"""Puts typed values into a question's query.

A `$name` token is replaced by the N-Triples text of an RDF term. Nothing else in the query changes, and no
value can become more than that one term: the term writes what reaches the query, not whoever gave the value.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.questions.catalog import Question
from ingest.questions.errors import ParameterError
from ingest.questions.tokens import tokens

# SPARQL undoes \uXXXX before it reads tokens, and some engines then take the second half of an escaped
# backslash for the start of one. Spelling the u itself as a long escape reads the same everywhere.
_ESCAPE: Final = re.compile(r"\\\\(?P<u>[uU])|\\.")


def bind(question: Question, values: Mapping[str, str]) -> str:
    """The query of the question, ready to run.

    Raises:
        ParameterError: a value is missing, not wanted or does not fit its parameter.
    """
    return substitute(question.text, terms(question, values))


def terms(question: Question, values: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    """What the values mean, by parameter, with the defaults of those that are not given.

    Raises:
        ParameterError: a value is missing, not wanted or does not fit its parameter.
    """
    for name in values:
        if name not in question.parameters:
            known = ", ".join(question.parameters) or "no parameters at all"
            near = get_close_matches(name, question.parameters, n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise ParameterError(name, values[name], f"one of this question's parameters: {known}{meant}")
    found = {}
    for name, parameter in question.parameters.items():
        text = values.get(name, parameter.default)
        if text is None:
            raise ParameterError(name, None, parameter.expected)
        found[name] = parameter.term(text)
    return found


def substitute(query: str, terms: Mapping[str, NamedNode | Literal]) -> str:
    """The query with each `$name` token of `terms` replaced by its term."""
    written = {f"${name}": _written(term) for name, term in terms.items()}
    return "".join(
        written.get(token.text, token.text) if token.kind == "variable" else token.text for token in tokens(query)
    )


def _written(term: NamedNode | Literal) -> str:
    return _ESCAPE.sub(_unambiguous, str(term))


def _unambiguous(escape: re.Match[str]) -> str:
    return rf"\\\U{ord(escape['u']):08X}" if escape["u"] else escape[0]
