"""A query as it is read before it runs: its parts, as lists and words that go from one process to another."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

ALL: Final = "all"
TRIPLE: Final = "triple"
PATH: Final = "path"
ANY_LENGTH: Final = "path of any length"
VALUES: Final = "values"
OPTIONAL: Final = "optional"
MINUS: Final = "minus"
UNION: Final = "union"
GRAPH: Final = "graph"
SERVICE: Final = "service"
FILTER: Final = "filter"
BIND: Final = "bind"
SELECT: Final = "select"
GROUP: Final = "group"
ORDER: Final = "order"
DISTINCT: Final = "distinct"
SLICE: Final = "slice"


@dataclass(frozen=True)
class Part:
    """A part of a query.

    Attributes:
        op: what it does, one of the words of this module.
        parts: what it does that with; of ALL what is joined, in the order of the query.
        terms: of patterns subject, predicate and object; else what it speaks of, graphs or variables.
        text: names what terms cannot say, such as functions in a condition.
        rows: how many VALUES gives, or after how many SLICE ends, -1 if it does not.
    """

    op: str
    parts: tuple["Part", ...] = ()
    terms: tuple[str, ...] = ()
    text: str = ""
    rows: int = 0

    def variables(self) -> frozenset[str]:
        """What it shares with others; of a subquery only what that gives out."""
        found = frozenset(term for term in self.terms if is_variable(term))
        return found if self.op == SELECT else found.union(*(part.variables() for part in self.parts))

    def depth(self) -> int:
        return 1 + max((part.depth() for part in self.parts), default=0)

    def walk(self) -> Iterator["Part"]:
        yield self
        for part in self.parts:
            yield from part.walk()

    @classmethod
    def from_json(cls, given: list[Any]) -> Self:
        op, parts, terms, text, rows = given
        return cls(op, tuple(cls.from_json(part) for part in parts), tuple(terms), text, rows)

    def as_json(self) -> list[Any]:
        return [self.op, [part.as_json() for part in self.parts], list(self.terms), self.text, self.rows]


@dataclass(frozen=True)
class Reading:
    """A whole query.

    Attributes:
        form: SELECT, ASK, CONSTRUCT or DESCRIBE.
        default_graphs: what FROM names.
        named_graphs: what FROM NAMED names.
    """

    form: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    body: Part

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> Self:
        default, named = tuple(given["default_graphs"]), tuple(given["named_graphs"])
        return cls(given["form"], default, named, Part.from_json(given["body"]))

    def as_json(self) -> dict[str, Any]:
        graphs = {"default_graphs": list(self.default_graphs), "named_graphs": list(self.named_graphs)}
        return {"form": self.form, **graphs, "body": self.body.as_json()}


def is_variable(term: str) -> bool:
    """Whether a pattern binds it: variables and blank nodes."""
    return term.startswith(("?", "_:"))
