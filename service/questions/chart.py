"""A simple picture of an answer: a column of names or times against a column of numbers."""

from dataclasses import dataclass
from typing import Final

from ingest.questions.expectation import Chart
from service.questions.answer import Answer
from service.questions.cells import number
from service.result_rows import Row, text_of

MOST_BARS: Final = 20
MOST_POINTS: Final = 400
WIDTH: Final = 640
HEIGHT: Final = 200
NO_NAME: Final = "not told"


@dataclass(frozen=True)
class Mark:
    """A bar or a point.

    Attributes:
        share: of the largest, in percent.
    """

    name: str
    value: str
    share: float


@dataclass(frozen=True)
class Picture:
    """A chart, ready to be drawn.

    Attributes:
        kind: bar or line.
        marks: in the order of the rows; those of a line by name.
        left: rows that could be drawn and are not, for want of room.
        without: rows whose number is not known, and those of a line that have no place on it.
        points: of a line, as SVG has them.
    """

    kind: str
    x: str
    y: str
    marks: tuple[Mark, ...]
    left: int
    without: int
    points: str = ""


def picture(chart: Chart | None, answer: Answer) -> Picture | None:
    """The chart of an answer, None if there is nothing to draw."""
    if chart is None or chart.kind not in ("bar", "line"):
        return None
    across, up = answer.columns.index(chart.x), answer.columns.index(chart.y)
    placed = [row for row in answer.rows if chart.kind == "bar" or text_of(row[across])]
    known = [(name_of(row, across), found) for row in placed if (found := number_of(row, up)) is not None]
    if len(known) < 2 or not max(value for _, value in known) > 0:
        return None
    if chart.kind == "line":
        known.sort(key=lambda pair: pair[0])
    most = MOST_BARS if chart.kind == "bar" else MOST_POINTS
    shown = known[:most]
    largest = max(value for _, value in known)
    marks = tuple(Mark(name, f"{value:,}", round(100 * value / largest, 2)) for name, value in shown)
    points = line(marks) if chart.kind == "line" else ""
    without = len(answer.rows) - len(known)
    return Picture(chart.kind, words(chart.x), words(chart.y), marks, len(known) - len(shown), without, points)


def name_of(row: Row, position: int) -> str:
    return text_of(row[position]) or NO_NAME


def number_of(row: Row, position: int) -> int | float | None:
    """The number in a row, None for what a bar cannot show."""
    text = text_of(row[position])
    found = None if text is None else number(text)
    return found if found is not None and found >= 0 else None


def line(marks: tuple[Mark, ...]) -> str:
    step = WIDTH / max(len(marks) - 1, 1)
    return " ".join(f"{index * step:.1f},{HEIGHT * (1 - mark.share / 100):.1f}" for index, mark in enumerate(marks))


def words(column: str) -> str:
    return column.replace("_", " ")
