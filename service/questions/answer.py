"""An answer to a question: all its rows, as terms, and pages of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, overload

from service.api.cursors import Cursor, key_of, start_after
from service.errors import ResultTooLarge
from service.result_rows import Cell, Row, read_rows

MOST_ROWS: Final = 100_000


@dataclass(frozen=True)
class Answer:
    """Every row of an answer, in its order.

    Attributes:
        size: bytes of its JSON; rows whose equal terms are one take about as much.
    """

    columns: tuple[str, ...]
    rows: Sequence[Row]
    size: int


@dataclass(frozen=True)
class Page:
    """Rows of an answer that follow each other.

    Attributes:
        start: how many rows stand before them.
        after: the cursor behind the last; None if nothing follows.
    """

    answer: Answer
    start: int
    rows: Sequence[Row]
    after: str | None


class Keys(Sequence[str]):
    """What tells each row from the others, made when it is looked at."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        return Keys(self._rows[index]) if isinstance(index, slice) else key_of_row(self._rows[index])

    def __len__(self) -> int:
        return len(self._rows)


def key_of_row(row: Row) -> str:
    return key_of("\t".join("" if cell is None else str(cell) for cell in row))


def read_answer(results: bytes) -> Answer:
    """The answer in SPARQL JSON results.

    Raises:
        ResultTooLarge: it has more than `MOST_ROWS`.
    """
    columns, solutions = read_rows(results, "json")
    rows: list[Row] = []
    known: dict[Cell, Cell] = {}
    for solution in solutions:
        if len(rows) == MOST_ROWS:
            raise ResultTooLarge(
                f"The answer has more than {MOST_ROWS:,} rows. Narrow it by a parameter, run its query at /sparql, "
                "which streams, or take the dump of the release, /dumps/graph.nq.gz."
            )
        rows.append(tuple(known.setdefault(cell, cell) for cell in solution))
    return Answer(columns, rows, len(results))


def page_of(answer: Answer, release: str, limit: int | None, cursor: Cursor | None) -> Page:
    """At most `limit` rows behind the cursor; all of them without a limit.

    Raises:
        CursorExpired: the row that the cursor stands at is not in this release.
        BadParameter: the cursor belongs to another answer.
    """
    start = start_after(cursor, release, Keys(answer.rows))
    end = len(answer.rows) if limit is None else min(start + limit, len(answer.rows))
    rows = answer.rows[start:end]
    more = bool(rows) and end < len(answer.rows)
    return Page(answer, start, rows, str(Cursor(release, end, key_of_row(rows[-1]))) if more else None)
