"""Labelled pairs of records, as a person judged them, and what is decided on each."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.errors import PairsUnreadable
from ingest.reconciliation.profiles import Profile

COLUMNS: Final = ("left_source", "left_id", "left_name", "right_source", "right_id", "right_name", "same", "note")
CATALOG: Final = {
    "ecosystem-graphs": "ecosystem_graphs",
    "mot": "model_openness_tool",
    "huggingface-model": "huggingface",
    "huggingface-org": "huggingface",
    "huggingface-license": "huggingface",
    "data-provenance": "data_provenance",
    "scancode-licensedb": "scancode_licensedb",
}
ORGANIZATION: Final = frozenset({"organization", "org", "producer", "creator"})


@dataclass(frozen=True)
class Side:
    """One record of a pair.

    Attributes:
        source: name of the catalog in the file of pairs, with the kind of string after a colon.
        key: its identifier in the catalog, or the string itself.
    """

    source: str
    key: str
    name: str

    @property
    def catalog(self) -> str:
        name = self.source.partition(":")[0]
        return CATALOG.get(name, name.replace("-", "_"))

    @property
    def kind(self) -> str:
        string = self.source.partition(":")[2]
        if string in ORGANIZATION or self.source in ("ror", "huggingface-org"):
            return "organization"
        if string == "license" or self.source in ("spdx", "scancode-licensedb", "huggingface-license"):
            return "license"
        if self.source == "data-provenance":
            return "dataset"
        return "artifact" if string == "dependency" else "model"


@dataclass(frozen=True)
class Pair:
    """Two records with a person's judgment."""

    row: int
    left: Side
    right: Side
    same: bool
    note: str

    @property
    def kind(self) -> str:
        kinds = {self.left.kind, self.right.kind}
        for kind in ("license", "organization"):
            if kind in kinds:
                return kind
        return "dataset" if kinds & {"dataset", "artifact"} else "model"


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file, numbered from 1.

    Raises:
        PairsUnreadable: a column is missing or a judgment is neither 0 nor 1.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines)
        missing = sorted(set(COLUMNS) - set(table.fieldnames or ()))
        if missing:
            raise PairsUnreadable(f"{path}: columns are missing: {', '.join(missing)}")
        return [_pair(row, number, path) for number, row in enumerate(table, start=1)]


def _pair(row: dict[str, str], number: int, path: Path) -> Pair:
    if row["same"] not in ("0", "1"):
        raise PairsUnreadable(f"{path}: row {number}: `same` is {row['same']!r}: write 0 or 1")
    left, right = (Side(row[f"{side}_source"], row[f"{side}_id"], row[f"{side}_name"]) for side in ("left", "right"))
    return Pair(number, left, right, row["same"] == "1", row["note"])


@dataclass(frozen=True)
class Place:
    """Where a thing was read.

    Attributes:
        file: name of the catalog, then the file and the place in it.
        subject: `kind/slug` of the thing.
    """

    file: str
    subject: str


class Lookup:
    """Finds the profile of a side: by its place in the catalog, its registry identifier or its name."""

    def __init__(self, places: Iterable[Place], profiles: Iterable[Profile]) -> None:
        self._files: dict[tuple[str, str], str] = {}
        for file, subject in {each.file: each.subject for each in places}.items():
            catalog, _, place = file.partition("/")
            self._files.setdefault((catalog, place.rpartition("/")[2]), subject)
            base = place.rpartition("/")[2]
            if base.count("#") > 1:
                self._files.setdefault((catalog, base.rpartition("#")[0]), subject)
            self._files.setdefault((catalog, base.partition("#")[2]), subject)
        self._profiles: dict[str, Profile] = {}
        self._named: dict[tuple[str, str, str], Profile] = {}
        self._links: dict[tuple[str, str], Profile] = {}
        for profile in profiles:
            self._profiles.setdefault(profile.subject, profile)
            for name in profile.names:
                self._named.setdefault((profile.source, profile.kind, name), profile)
            for identifier in profile.identifiers:
                self._links.setdefault((profile.source, identifier), profile)
            if profile.level == "repository" and profile.kind == "model":
                for repository in profile.repositories:
                    self._links.setdefault((profile.source, repository), profile)

    def find(self, side: Side) -> Profile | None:
        found = self._links.get((side.catalog, side.key))
        if found or side.kind in ("organization", "artifact"):
            return found or self._by_name(side)
        subject = self._files.get((side.catalog, side.key))
        profile = self._profiles.get(subject) if subject else None
        named = self._by_name(side) if not profile or side.name not in profile.names else None
        return named or profile

    def _by_name(self, side: Side) -> Profile | None:
        kinds = {"organization": ("organization",), "dataset": ("dataset",)}.get(
            side.kind, ("artifact", "model", "dataset", "software")
        )
        for kind in kinds:
            for name in (side.key, side.name):
                found = self._named.get((side.catalog, kind, name))
                if found:
                    return found
        return None
