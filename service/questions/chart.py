"""A simple picture of an answer: bars of a column of numbers, by names or years, whole or in parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from ingest.questions.expectation import IRI_SUFFIX, Chart
from service.pages import literals
from service.pages.linking import words as words_of
from service.questions.answer import Answer
from service.questions.cells import number
from service.result_rows import Cell, Row, text_of

MOST_BARS: Final = 20
MOST_YEARS: Final = 60
NO_NAME: Final = "not told"
NONE: Final = "none"
COLORS: Final = 8
YEAR: Final = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class Part:
    """A stretch of a bar.

    Attributes:
        color: which of the colors, from 0; `COLORS` if there are more parts than colors.
        name: empty if the bar has one part only.
        start, share: where it begins and how long it is, in percent of the longest bar.
    """

    color: int
    name: str
    value: str
    start: float
    share: float


@dataclass(frozen=True)
class Bar:
    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Picture:
    """A chart, ready to be drawn.

    Attributes:
        by: the column that divides the bars; empty if they are whole.
        left: bars that could be drawn and are not, for want of room.
        without: rows whose number is not known.
        undated: what the rows count that have no place in time; empty if there are none.
    """

    x: str
    y: str
    by: str
    bars: tuple[Bar, ...]
    left: int
    without: int
    undated: str


Amount = int | float
Amounts = dict[str, Amount]
"""What a bar counts, by part."""


def picture(chart: Chart | None, answer: Answer) -> Picture | None:
    """The chart of an answer, None if there is nothing to draw."""
    if chart is None:
        return None
    across, up = answer.columns.index(chart.x), answer.columns.index(chart.y)
    counted = [(row, found) for row in answer.rows if (found := number_of(row[up])) is not None]
    in_time = chart.kind == "years"
    placed = [pair for pair in counted if not in_time or text_of(pair[0][across])]
    undated = sum(found for _, found in counted) - sum(found for _, found in placed)
    bars = years(placed, across) if in_time else stacked(chart, answer, placed) if chart.by else whole(placed, across)
    longest = max((sum(amounts.values()) for _, amounts in bars), default=0)
    if len(bars) < 2 or not longest > 0:
        return None
    shown = bars[: MOST_YEARS if in_time else MOST_BARS]
    names = parts_of(chart, [amounts for _, amounts in bars])
    return Picture(
        words(chart.x),
        words(chart.y),
        words(chart.by),
        tuple(Bar(name, tuple(drawn(amounts, names, longest))) for name, amounts in shown),
        len(bars) - len(shown),
        len(answer.rows) - len(counted),
        literals.number(str(undated)) if undated else "",
    )


def whole(rows: Sequence[tuple[Row, Amount]], across: int) -> list[tuple[str, Amounts]]:
    """One bar for each row."""
    return [(name_of(row[across]), {"": found}) for row, found in rows]


def years(rows: Sequence[tuple[Row, Amount]], across: int) -> list[tuple[str, Amounts]]:
    """One bar for each year from the first to the last, also for those of which no row tells."""
    known: dict[str, Amounts] = {}
    for row, found in rows:
        amounts = known.setdefault(name_of(row[across]), {"": 0})
        amounts[""] += found
    if not known or not all(map(YEAR.fullmatch, known)) or int(max(known)) - int(min(known)) > MOST_YEARS:
        return sorted(known.items())
    return [(str(year), known.get(str(year), {})) for year in range(int(min(known)), int(max(known)) + 1)]


def stacked(chart: Chart, answer: Answer, rows: Sequence[tuple[Row, Amount]]) -> list[tuple[str, Amounts]]:
    """One bar for each thing, of the amounts of its rows; those that have most come first."""
    columns = answer.columns
    across, by = columns.index(chart.x), columns.index(chart.by)
    key = columns.index(chart.x + IRI_SUFFIX) if chart.x + IRI_SUFFIX in columns else across
    bars: dict[Cell, tuple[str, Amounts]] = {}
    for row, found in rows:
        _, amounts = bars.setdefault(row[key], (name_of(row[across]), {}))
        part = name_of(row[by])
        amounts[part] = amounts.get(part, 0) + found
    return sorted(bars.values(), key=lambda bar: -sum(bar[1].values()))


def parts_of(chart: Chart, bars: Sequence[Amounts]) -> list[str]:
    """The names of parts: those that the chart puts in order, then the others."""
    found = list(dict.fromkeys(name for amounts in bars for name in amounts))
    return [*(name for name in chart.order if name in found), *sorted(set(found) - set(chart.order))]


def drawn(amounts: Amounts, names: Sequence[str], longest: Amount) -> list[Part]:
    parts: list[Part] = []
    start = 0.0
    for color, name in enumerate(names):
        if name not in amounts or (name and not amounts[name]):
            continue
        share = round(100 * amounts[name] / longest, 2)
        parts.append(Part(min(color, COLORS), name, literals.number(str(amounts[name])), round(start, 2), share))
        start += share
    return parts or [Part(0, "", NONE, 0, 0)]


def name_of(cell: Cell) -> str:
    return words_of(cell) if isinstance(cell, NamedNode) else text_of(cell) or NO_NAME


def number_of(cell: Cell) -> Amount | None:
    """The number in a cell, None for what a bar cannot show."""
    text = text_of(cell)
    found = None if text is None else number(text)
    return found if found is not None and found >= 0 else None


def words(column: str) -> str:
    return column.replace("_", " ")
