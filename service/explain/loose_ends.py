"""Whether a query can fall apart into patterns that share no variable, told from its text alone.

It is asked of every query, so it costs microseconds; only of a query that may is more found out.
"""

import re
from typing import Final

from service.sparql.query_text import HIDDEN

LONGEST: Final = 20_000
"""Characters; of longer queries it is not found out."""
TOKEN: Final = re.compile(
    rf"(?P<node> _:[\w.-]+ ) | {HIDDEN}"
    r"| (?P<mark> [{}()] ) | (?P<end> \.(?!\d) )"
    r"| (?P<word> \b(?:FILTER|BIND|VALUES|UNION|OPTIONAL|MINUS|GRAPH|SERVICE)\b )",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
CONDITIONS: Final = ("FILTER", "BIND")


class Group:
    """What stands between braces: variables that hang together, and the statement that is being read.

    Attributes:
        over: whether the statement ends here, unless UNION follows.
    """

    def __init__(self) -> None:
        self.sets: list[set[str]] = []
        self.statement: set[str] = set()
        self.over = False
        self._in_condition = False
        self._parentheses = 0

    def end(self) -> None:
        """End the statement."""
        self.over = self._in_condition = False
        self._parentheses = 0
        if self.statement:
            merged, apart = self.statement, []
            for each in self.sets:
                if each.isdisjoint(merged):
                    apart.append(each)
                else:
                    merged |= each
            self.sets, self.statement = [*apart, merged], set()

    def begin(self, word: str) -> None:
        """Begin a statement with a keyword, or go on with the next branch of one."""
        if word == "UNION":
            self.over = False
        else:
            self.end()
            self._in_condition = word in CONDITIONS

    def parenthesis(self, step: int) -> None:
        self._parentheses += step
        self.over = self._in_condition and self._parentheses == 0


def may_fall_apart(query: str) -> bool:
    """Whether patterns of a group may share no variable; False for most honest queries, and for some that do."""
    if len(query) > LONGEST:
        return False
    groups = [Group()]
    for token in TOKEN.finditer(query):
        kind, text, group = token.lastgroup, token[0], groups[-1]
        if kind in ("comment", "iri", "string"):
            continue
        if group.over and text.upper() != "UNION":
            group.end()
        if kind == "variable" or kind == "node":
            group.statement.add(text.lstrip("?$"))
        elif kind == "end" or (kind == "local" and text.endswith(".")):
            group.end()
        elif kind == "word":
            group.begin(text.upper())
        elif text == "{":
            groups.append(Group())
        elif text == "}" and len(groups) > 1:
            group.end()
            if len(group.sets) > 1:
                return True
            groups.pop()
            groups[-1].statement.update(*group.sets)
            groups[-1].over = True
        elif text in ("(", ")"):
            group.parenthesis(1 if text == "(" else -1)
    return False
