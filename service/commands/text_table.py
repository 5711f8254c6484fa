"""Tables for a terminal."""

from collections.abc import Iterable, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import PREFIXES
from service.terms import Term

WIDEST: Final = 60
GAP: Final = "  "
BY_LENGTH: Final = sorted(PREFIXES.items(), key=lambda entry: -len(entry[1]))


def short(term: Term | None) -> str:
    """A term as a reader wants it: IRIs with our prefixes, literals without quotes."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        for prefix, namespace in BY_LENGTH:
            if term.value.startswith(namespace) and term.value != namespace:
                return f"{prefix}:{term.value.removeprefix(namespace)}"
        return term.value
    return str(term)


def cell(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns side by side under a line of names, with long cells cut."""
    body = [[cell(text) for text in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *body, strict=True)]
    lines = [columns, ["─" * width for width in widths], *body]
    return "".join(line_of(line, widths) for line in lines)


def line_of(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (text.ljust(width) for text, width in zip(cells, widths, strict=True))
    return GAP.join(padded).rstrip() + "\n"
