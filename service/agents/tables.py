"""What a query gave, as rows that an agent can read: few, and not more of them than it has room for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from service.agents.sources import terms_in
from service.agents.written import Cell, cell
from service.result_rows import Row
from service.terms import Term

MOST_CHARACTERS: Final = 20_000
"""Of all cells of an answer: more than that crowds out what an agent knows else."""


@dataclass(frozen=True)
class Table:
    """The first rows of an answer.

    Attributes:
        terms: what in the rows tells where they come from.
    """

    columns: list[str]
    rows: list[list[Cell]]
    terms: list[Term]


def table_of(columns: Sequence[str], rows: Iterable[Row]) -> Table:
    """As many of the rows as there is room for, at least one."""
    shown: list[list[Cell]] = []
    terms: list[Term] = []
    room = MOST_CHARACTERS
    for row in rows:
        cells = [cell(term) for term in row]
        room -= sum(len(str(each)) for each in cells)
        if room < 0 and shown:
            break
        shown.append(cells)
        terms += terms_in(columns, row)
    return Table(list(columns), shown, terms)
