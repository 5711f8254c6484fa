"""What rules out that two works are one, whatever else agrees: version, size, tuning, format, context, date."""

from collections.abc import Iterable
from typing import Final

from ingest.reconciliation.dates import day_of, months
from ingest.reconciliation.evidence import Evidence
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.traits import Traits, size_number, sizes_differ, stated_alike, versions_agree

MONTHS_LATE: Final = 1
MONTHS_EARLY: Final = 8
"""How long after its date a thing that carries one may be announced, and how long before."""


def feature_vetoes(a: Traits, b: Traits, *, link: bool, families: bool = False) -> list[Evidence]:
    """What in the names of two works rules out that they are one; a family is not one of its versions."""
    found = []
    ours, theirs = (a.own_versions, b.own_versions) if families else (a.versions, b.versions)
    if not any(versions_agree(x, y) for x in ours for y in theirs):
        found.append(Evidence("version", 0.0, _shown(ours, theirs)))
    if a.sizes and b.sizes and sizes_differ(a.sizes, b.sizes):
        found.append(Evidence("size", 0.0, f"{sorted(a.sizes)} / {sorted(b.sizes)}"))
    if not a.tunings & b.tunings and not (link and not (a.first.tunings and b.first.tunings)):
        found.append(Evidence("tuning", 0.0, _shown(a.tunings, b.tunings)))
    if a.formats != b.formats:
        found.append(Evidence("format", 0.0, f"{sorted(a.formats)} / {sorted(b.formats)}"))
    if a.context and b.context and a.context != b.context:
        found.append(Evidence("context", 0.0, f"{sorted(a.context)} / {sorted(b.context)}"))
    if a.editions and b.editions and a.editions != b.editions:
        found.append(Evidence("edition", 0.0, f"{sorted(a.editions)} / {sorted(b.editions)}"))
    return found


def _shown(left: Iterable[Iterable[str]], right: Iterable[Iterable[str]]) -> str:
    return " / ".join(
        sorted(" or ".join(sorted("-".join(sorted(each)) or "none" for each in side)) for side in (left, right))
    )


def parameter_vetoes(left: Profile, right: Profile, a: Traits, b: Traits, *, link: bool) -> list[Evidence]:
    """Counted parameters rule out others, unless both names tell one size; a size in one name rules out others."""
    if a.first.sizes and a.first.sizes == b.first.sizes:
        return []
    found = []
    if left.parameters and right.parameters and not stated_alike(left.parameters, right.parameters):
        counted = left.measured or right.measured
        shown = f"{left.parameters:g} / {right.parameters:g}"
        found += [Evidence("parameters", 0.0, shown)] if counted else []
    for told, other, stated in ((a, b, right.parameters), (b, a, left.parameters)):
        if link or not stated or not told.first.sizes or other.sizes:
            continue
        if not any(stated_alike(size_number(size), stated) for size in told.first.sizes):
            found.append(Evidence("size", 0.0, f"{sorted(told.first.sizes)} / {stated:g}"))
    return found


def date_vetoes(left: Profile, right: Profile, a: Traits, b: Traits) -> list[Evidence]:
    """A name that carries a date is not the name of what came out at another time."""
    for other, mine, yours in ((right, a.editions, b.editions), (left, b.editions, a.editions)):
        day = day_of(other.issued)
        if not mine or yours or not day:
            continue
        told = [month for edition in mine for month in months(edition)]
        came = day.year * 12 + day.month
        if told and not any(-MONTHS_EARLY <= month - came <= MONTHS_LATE for month in told):
            return [Evidence("edition-date", 0.0, f"{sorted(mine)} / {other.issued}")]
    return []
