"""What is kept of a source beside its quads: for the reports, for other sources, and to tell whether it still holds."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any, Self

from ingest.cache.known_names import KnownNames, names_digest
from ingest.catalogs import Load
from ingest.quad_files import QuadFile
from ingest.records import Problem, Rejected
from ingest.sources.manifest import Manifest
from ingest.validation_report import Result


@dataclass(frozen=True)
class Outline:
    """What other sources have to know of a source.

    Attributes:
        names: `kind/slug` of the things that its records define.
        licenses_described: those of them that are licenses with a record of their own.
        licenses_named: licenses that its records refer to.
    """

    names: frozenset[str]
    licenses_described: frozenset[str] = frozenset()
    licenses_named: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Remembered:
    """What came of a source, and what of other sources decided it.

    Attributes:
        added: `kind/slug` of the records that were added to those of the source.
        found: names of other sources that were asked for and are there.
        missed: names that were asked for and are not there.
        searched: digest of all names, if all were gone through for one that is near; else "".
    """

    load: Load
    outline: Outline
    added: tuple[str, ...]
    found: frozenset[str]
    missed: frozenset[str]
    searched: str

    @classmethod
    def of(
        cls, load: Load, outline: Outline, added: tuple[str, ...], asked: KnownNames, defined: frozenset[str]
    ) -> Self:
        searched = names_digest(defined) if asked.searched else ""
        return cls(load, outline, added, frozenset(asked.found - outline.names), frozenset(asked.missed), searched)

    def holds(self, added: tuple[str, ...], defined: frozenset[str]) -> bool:
        """Whether mapping with these names would give the same."""
        return (
            added == self.added
            and self.found <= defined
            and self.missed.isdisjoint(defined)
            and self.searched in ("", names_digest(defined) if self.searched else "")
        )

    def document(self) -> dict[str, Any]:
        """All but the quads, as JSON."""
        load = self.load
        return {
            "rejected": [asdict(each) for each in load.rejected],
            "results": [asdict(each) for each in load.results],
            "read": load.read,
            "unread": load.unread,
            "mapped": load.mapped,
            "names": sorted(self.outline.names),
            "licenses_described": sorted(self.outline.licenses_described),
            "licenses_named": sorted(self.outline.licenses_named),
            "added": self.added,
            "found": sorted(self.found),
            "missed": sorted(self.missed),
            "searched": self.searched,
        }

    @classmethod
    def restored(cls, manifest: Manifest, document: dict[str, Any], quads: QuadFile) -> Self:
        """The counterpart of `document`."""
        load = Load(
            manifest,
            rejected=[
                Rejected(each["file"], tuple(Problem(**problem) for problem in each["problems"]))
                for each in document["rejected"]
            ],
            quads=quads,
            results=[Result(**each) for each in document["results"]],
            read=Counter(document["read"]),
            unread=Counter(document["unread"]),
            mapped=document["mapped"],
        )
        names = (frozenset(document[name]) for name in ("names", "licenses_described", "licenses_named"))
        found, missed = frozenset(document["found"]), frozenset(document["missed"])
        return cls(load, Outline(*names), tuple(document["added"]), found, missed, document["searched"])
