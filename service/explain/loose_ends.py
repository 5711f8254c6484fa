"""Whether a query can fall apart into patterns that share no variable, told from its text alone.

It is asked of every query, so it costs microseconds; only of a query that may is more found out.
"""

import re
from typing import Final

from service.sparql.query_text import HIDDEN

LONGEST: Final = 20_000
"""Characters; of longer queries it is not found out."""
SEVERAL: Final = re.compile(r"(?<!\w)\.|\.(?=[\s?$<_\"'{])|\{[^{]*\{")
"""Nearly every query that has several statements or groups, and some that have not."""
TOKEN: Final = re.compile(
    rf"(?P<node> _:[\w.-]+ ) | {HIDDEN} | (?P<brace> [{{}}] ) | (?P<end> \.(?!\d) )"
    r"| (?P<word> \b(?:FILTER|BIND|VALUES|UNION|OPTIONAL|MINUS|GRAPH|SERVICE)\b )",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


class Group:
    """What stands between braces: variables that hang together, and the statement that is being read.

    Attributes:
        plain: whether it has nothing but triple patterns, VALUES and groups.
    """

    def __init__(self) -> None:
        self.sets: list[set[str]] = []
        self.statement: set[str] = set()
        self.plain = True

    def end(self) -> None:
        """End the statement."""
        if self.statement:
            merged, apart = self.statement, []
            for each in self.sets:
                if each.isdisjoint(merged):
                    apart.append(each)
                else:
                    merged |= each
            self.sets, self.statement = [*apart, merged], set()


def may_fall_apart(query: str) -> bool:
    """Whether a group may have patterns that share no variable, and nothing that could leave them out."""
    if len(query) > LONGEST or not SEVERAL.search(query):
        return False
    groups = [Group()]
    for token in TOKEN.finditer(query):
        kind, text, group = token.lastgroup, token[0], groups[-1]
        if kind in ("variable", "node"):
            group.statement.add(text.lstrip("?$"))
        elif kind == "end" or (kind == "local" and text.endswith(".")):
            group.end()
        elif kind == "word":
            group.end()
            group.plain = group.plain and text.upper() == "VALUES"
        elif text == "{":
            groups.append(Group())
        elif text == "}" and len(groups) > 1:
            group.end()
            if group.plain and len(group.sets) > 1:
                return True
            groups.pop()
            groups[-1].statement.update(*group.sets)
            groups[-1].end()
    return False
