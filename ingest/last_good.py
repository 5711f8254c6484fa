"""What the current release holds of each catalog, which stays where a new reading of it cannot be believed."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from pyoxigraph import NamedNode, Quad

from ingest.cache import Outline
from ingest.errors import NoRelease
from ingest.evidence import TYPE
from ingest.namespaces import PREFIXES
from ingest.release import Release, current_release
from ingest.sources.manifest import Manifest

LEAST_SHARE: Final = 0.6
"""Of its last good number of records of a kind, what a catalog must still have: catalogs grow, or lose a few at a time,
while a fetch that broke off or was limited loses most."""
NOT_DEFINED: Final = ("evidence/", "statement/", "gap/", "period/", "document/web-")
"""Beginnings of names that the mapping makes up, which no record defines."""
LICENSE: Final = "license/"


@dataclass(frozen=True)
class LastGood:
    """What is kept of the catalogs if need be.

    Attributes:
        release: the current one, None if there is none.
        counts: number of records by kind of the last good reading of each catalog that it holds.
    """

    release: Release | None
    counts: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, data: Path) -> Self:
        """What the current release of a data folder holds."""
        try:
            release = current_release(data)
        except NoRelease:
            return cls(None, {})
        sources = (release.report() or {"sources": []})["sources"]
        return cls(release, {each["name"]: counts for each in sources if (counts := _counts(each))})

    def fallen(self, manifest: Manifest, counts: Mapping[str, int]) -> list[str]:
        """What is wrong with the numbers of records beside the last good ones, one sentence each.

        Asked of the kinds that have bounds: to a catalog without any, people add files and take them away.
        """
        before = self.counts.get(manifest.name, {})
        return [
            f"{counts.get(kind, 0):,} records of {kind}: at least {least:,} are expected, "
            f"{LEAST_SHARE} of the {before[kind]:,} of the last good reading"
            for kind in manifest.bounds
            if kind in before and counts.get(kind, 0) < (least := math.ceil(before[kind] * LEAST_SHARE))
        ]

    def missing(self, known: Iterable[Manifest], found: Collection[str]) -> list[Manifest]:
        """The known catalogs that the release holds and that are not among those that were found."""
        return [manifest for manifest in known if manifest.name in self.counts and manifest.name not in found]

    def quads(self, graph: NamedNode) -> list[Quad]:
        """What the release says in the graph of a catalog; nothing without one."""
        return list(self.release.open_store().quads_for_pattern(None, None, None, graph)) if self.release else []


def outline_of(quads: Iterable[Quad]) -> Outline:
    """What other sources have to know of a catalog of which only its quads are left."""
    names, licenses = set[str](), set[str]()
    for quad in quads:
        subject, value = _local(quad.subject), _local(quad.object)
        if quad.predicate == TYPE and subject and not subject.startswith(NOT_DEFINED):
            names.add(subject)
        if value.startswith(LICENSE):
            licenses.add(value)
    described = frozenset(name for name in names if name.startswith(LICENSE))
    return Outline(frozenset(names), described, frozenset(licenses))


def _counts(source: Mapping[str, Any]) -> Mapping[str, int]:
    """The numbers that a report gives for a source; reports of before it gave them are believed if they were met."""
    otherwise = {} if source["kept_last_good"] or not source["snapshot"] else source["read"]
    counts: Mapping[str, int] = source.get("last_good", otherwise)
    return counts


def _local(term: object) -> str:
    """`kind/slug` of a thing of ours, "" for any other term."""
    value = term.value if isinstance(term, NamedNode) else ""
    return value.removeprefix(PREFIXES["id"]) if value.startswith(PREFIXES["id"]) else ""
