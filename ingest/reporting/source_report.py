"""All that is reported of one source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ingest.namespaces import iri
from ingest.reporting.counts import AllCounts, Counts
from ingest.reporting.taken import Taken


@dataclass(frozen=True)
class Expectation:
    """How many records of a kind are believed, and how many there are."""

    kind: str
    low: int
    high: int
    found: int

    @property
    def met(self) -> bool:
        return self.low <= self.found <= self.high


@dataclass(frozen=True)
class SourceReport:
    """What was taken from a source, and what was counted in its graph."""

    taken: Taken
    counts: Counts
    expectations: Sequence[Expectation]

    @property
    def name(self) -> str:
        return self.taken.manifest.name

    @property
    def graph(self) -> NamedNode:
        return iri(f"graph:{self.name}")

    @property
    def kept_last_good(self) -> bool:
        return bool(self.taken.unexpected)


def source_reports(taken: Iterable[Taken], counts: AllCounts) -> list[SourceReport]:
    """One report for each source, in the order in which they were read."""
    return [
        SourceReport(each, counts.of.get(iri(f"graph:{each.manifest.name}"), Counts()), _expectations(each))
        for each in taken
    ]


def _expectations(taken: Taken) -> list[Expectation]:
    bounds = taken.manifest.bounds.items() if taken.snapshot else ()
    return [Expectation(kind, low, high, taken.read.get(kind, 0)) for kind, (low, high) in bounds]
