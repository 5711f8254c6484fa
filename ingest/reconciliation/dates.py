"""Dates of release, and dates in names."""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from ingest.reconciliation.evidence import Evidence
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.weights import weighed

FULL_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?.*")
NEAR: Final = 75
APART: Final = 200
"""Days from which on two dates of release speak of two releases."""
FAR: Final = 400
HALF_A_YEAR: Final = 180


@lru_cache(maxsize=50_000)
def day_of(text: str) -> date | None:
    match = FULL_DATE.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2] or 6), int(match[3] or 15)) if match else None
    except ValueError:
        return None


@lru_cache(maxsize=10_000)
def months(edition: str) -> tuple[int, ...]:
    """Months, counted from year 0, that a row of digits in a name can mean; none for a bare month and day."""
    found = []
    a, b = int(edition[:2]), int(edition[2:4])
    if len(edition) == 4:
        found += [(2000 + b) * 12 + a] if 1 <= a <= 12 and 18 <= b <= 35 else []
        found += [(2000 + a) * 12 + b] if 1 <= b <= 12 and 18 <= a <= 35 else []
    elif edition.startswith("20") and 1 <= int(edition[4:6]) <= 12:
        found.append(int(edition[:4]) * 12 + int(edition[4:6]))
    elif len(edition) == len("260428") and 18 <= a <= 35 and 1 <= b <= 12:
        found.append((2000 + a) * 12 + b)
    return tuple(found)


def dates(left: Profile, right: Profile, *, numbered: bool) -> list[Evidence]:
    """What dates of release say; one day in two sources says much, a repository may come late."""
    a, b = day_of(left.issued), day_of(right.issued)
    if not a or not b:
        return []
    apart = abs((a - b).days)
    shown = " / ".join(sorted((left.issued, right.issued)))
    if apart <= 1 and len(left.issued) == len(right.issued) == len("2022-07-12"):
        return [weighed("same-day", shown)]
    if apart <= NEAR:
        return [weighed("near-dates", shown)]
    late_copy = (left.level == "repository" and a > b) or (right.level == "repository" and b > a)
    if apart <= APART or late_copy:
        return []
    if apart <= FAR:
        return [weighed("late-dates", shown)]
    return [weighed("far-dates-of-one-version" if numbered else "far-dates", shown)]


def half_a_year_apart(left: Profile, right: Profile) -> bool:
    a, b = day_of(left.issued), day_of(right.issued)
    return a is not None and b is not None and abs((a - b).days) >= HALF_A_YEAR
