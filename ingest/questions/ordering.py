"""Makes the order of a question's rows total, so that pages of them join to the whole.

A question says in its last clause, ORDER BY, in which order its rows read best. The columns that the clause does not
name are put behind it: rows that tie on all of them are the same.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ingest.questions.catalog import Question
from ingest.questions.errors import QuestionError
from ingest.questions.tokens import Token, lined

AFTER_ORDER: Final = frozenset({"LIMIT", "OFFSET", "VALUES"})
DIRECTIONS: Final = frozenset({"ASC", "DESC"})


def ordered(question: Question) -> str:
    """The text of a SELECT question with every column in its order.

    Raises:
        QuestionError: the query does not end with ORDER BY.
    """
    named = set(_bare_names(_order_clause(question)))
    missing = [f"?{column}" for column in question.expect.columns if column not in named]
    return f"{question.text.rstrip()}\n{' '.join(missing)}\n" if missing else question.text


def _order_clause(question: Question) -> Sequence[str]:
    """What stands behind the ORDER BY of the query itself, without comments."""
    outermost = list(_outermost(question.text))
    words = [token.text.upper() for token, _ in outermost]
    starts = [number for number, pair in enumerate(pairwise(words)) if pair == ("ORDER", "BY")]
    if not starts:
        raise QuestionError(question.path, _last_line(question), "the query has to end with ORDER BY")
    clause = outermost[starts[-1] + 2 :]
    for token, line in clause:
        if token.text.upper() in AFTER_ORDER:
            reason = f"no {token.text.upper()} after ORDER BY: all rows are made once, and cut into pages"
            raise QuestionError(question.path, line, reason)
    return [token.text for token, _ in clause]


def _outermost(text: str) -> Iterator[tuple[Token, int]]:
    """The tokens outside of all braces that mean something, each with its line."""
    depth = 0
    for token, line in lined(text):
        depth -= token.text == "}"
        if depth == 0 and token.kind != "comment" and not token.text.isspace():
            yield token, line
        depth += token.text == "{"


def _bare_names(clause: Sequence[str]) -> Iterator[str]:
    """The variables that are sorted by as they are, not as part of an expression."""
    depth = 0
    for number, text in enumerate(clause):
        depth += (text == "(") - (text == ")")
        directed = number > 1 and clause[number - 2].upper() in DIRECTIONS and clause[number + 1 : number + 2] == [")"]
        if text[:1] in "?$" and (depth == 0 or (depth == 1 and directed)):
            yield text[1:]


def _last_line(question: Question) -> int:
    return question.text.rstrip().count("\n") + 1
