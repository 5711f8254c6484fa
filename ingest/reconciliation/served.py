"""What providers serve: tuned models, under addresses that may name a snapshot, or that move on to newer models."""

from collections.abc import Iterator
from typing import Final

from ingest.levels import FAMILY
from ingest.reconciliation.dates import day_of, months
from ingest.reconciliation.evidence import Evidence
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.traits import Traits
from ingest.sources.entries import slug
from ingest.work_names import Name, read_name

SERVED: Final = frozenset({"models_dev"})
"""Sources that list what providers serve: tuned models, unless their names say that they are base models."""

Side = tuple[Profile, Traits]


def served_vetoes(left: Profile, right: Profile, a: Traits, b: Traits) -> list[Evidence]:
    """What the address of a served model rules out: that it is the base model, or more than one snapshot or length."""
    found = []
    for (served, mine), (other, yours) in _served((left, a), (right, b)):
        if not mine.first.tunings and yours.first.tunings == {"base"}:
            found.append(Evidence("tuning", 0.0, "what is served under a plain name is no base model"))
        if served.level == FAMILY:
            continue
        address = _address(served)
        if address.editions and not yours.editions and not _first_of_all(address, other):
            found.append(Evidence("edition", 0.0, f"served as of {max(address.editions)}"))
        if address.context and not any(name.context for name in yours.own):
            found.append(Evidence("context", 0.0, f"served with {max(address.context)}"))
    return found


def _first_of_all(address: Name, other: Profile) -> bool:
    """Whether a dated address is of the very month in which a work came out that is more than an address itself."""
    day = day_of(other.issued)
    if other.source in SERVED or not day:
        return False
    told = [month for edition in address.editions for month in months(edition)]
    return any(abs(month - (day.year * 12 + day.month)) <= 1 for month in told)


def may_move_on(left: Profile, right: Profile, a: Traits, b: Traits) -> bool:
    """Whether a served name tells neither size nor version, and only the other thing can be told from others."""
    if left.level == right.level == FAMILY or a.first.sizes & b.first.sizes or (a.first.version and b.first.version):
        return False
    one_sided = bool(a.first.version) != bool(b.first.version) or _told_exactly(left, a) != _told_exactly(right, b)
    return one_sided and any(_served((left, a), (right, b)))


def _served(left: Side, right: Side) -> Iterator[tuple[Side, Side]]:
    for one, other in ((left, right), (right, left)):
        if one[0].source in SERVED:
            yield one, other


def _address(served: Profile) -> Name:
    """What the address says under which a model is served; its slug tells which of its names that is."""
    named = (each for each in served.names if served.subject.endswith(f"/{slug(served.source, each.lower())}"))
    return read_name(next(named, served.names[0]))


def _told_exactly(work: Profile, of: Traits) -> bool:
    return bool(of.first.sizes or work.parameters or work.repositories or work.identifiers)
