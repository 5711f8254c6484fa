"""Times known to a year, a month or a day, and what of them lies in a slice."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

DATE: Final = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
"""How dates are written in addresses."""


def is_day(date: str) -> bool:
    """Whether the calendar has the day of a date that is written so; a year or a month is not asked for its days."""
    year, month, day = parts(date)
    return not day or day <= monthrange(int(year), int(month))[1]


def first_day(date: str) -> str:
    """`2021` and `2021-01` begin on 2021-01-01."""
    year, month, day = parts(date)
    return f"{year}-{month or '01'}-{day or 1:02}"


def last_day(date: str) -> str:
    """`2022` ends on 2022-12-31."""
    year, month, day = parts(date)
    month = month or "12"
    return f"{year}-{month}-{day or monthrange(int(year), int(month))[1]:02}"


def parts(date: str) -> tuple[str, str, int]:
    """Year, month and day; what is not told is empty or 0. A time of day and its zone are left away."""
    year, month, day = [*date[:10].split("-"), "", ""][:3]
    return year, month, int(day or 0)


@dataclass(frozen=True)
class Period:
    """From a date up to and with another, each known to a year, a month or a day; empty where it is not known."""

    start: str = ""
    end: str = ""

    @property
    def dated(self) -> bool:
        return bool(self.start or self.end)

    @property
    def open(self) -> bool:
        """Whether only one of the two dates is known."""
        return bool(self.start) != bool(self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether they may have a day in common: what is not known to have ended goes on."""
        return before(self.start, other.end) and before(other.start, self.end)

    def within(self, whole: "Period") -> "Period":
        """With the dates of the whole for those that are not known; as it is where that would contradict itself."""
        filled = Period(self.start or whole.start, self.end or whole.end)
        return filled if before(filled.start, filled.end) else self

    def joint(self, other: "Period") -> "Period":
        """When both were: their common part, or the later one if they have none; nothing if one has no dates."""
        if not (self.dated and other.dated):
            return Period()
        start = max(self.start, other.start, key=lambda date: first_day(date) if date else "")
        ends = [end for end in (self.end, other.end) if end]
        end = min(ends, key=last_day, default="")
        if before(start, end):
            return Period(start, end)
        return self if self.start == start else other


def before(start: str, end: str) -> bool:
    """Whether something that began at `start` had begun at `end`; True where one of them is not known."""
    return not start or not end or first_day(start) <= last_day(end)


def hull(periods: Iterable[Period]) -> Period:
    """From the first to the last of those that have dates; without an end if one of them has none."""
    dated = [each for each in periods if each.dated]
    starts, ends = [each.start for each in dated], [each.end for each in dated]
    return Period(
        min(starts, key=first_day) if starts and all(starts) else "",
        max(ends, key=last_day) if ends and all(ends) else "",
    )
