"""Licenses that entries name while the list that describes them is not among the snapshots."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from ingest.licenses import listing
from ingest.licenses.listing import Listed
from ingest.records import Record
from ingest.sources import scancode_licensedb, spdx
from ingest.sources.entries import entry
from ingest.sources.manifest import Manifest
from ingest.strict_yaml import Node

FILE: Final = "listing"


def stand_ins(records: Iterable[Record]) -> dict[str, list[Record]]:
    """A short record for each license that is named and not described, by name of the list that it is in."""
    known = list(records)
    return of_missing(named(known) - {record.subject for record in known})


def named(records: Iterable[Record]) -> set[str]:
    """Every license that a record refers to."""
    return {each for record in records for block in record.blocks for each in _licenses(block.says)}


def of_missing(missing: set[str]) -> dict[str, list[Record]]:
    """A short record for each of these licenses, by name of the list that it is in; without those in no list."""
    found = {
        spdx.MANIFEST.name: _short(missing, listing.spdx(), spdx.subject, _of_spdx),
        scancode_licensedb.MANIFEST.name: _short(missing, listing.scancode(), scancode_licensedb.subject, _of_scancode),
    }
    return {name: short for name, short in found.items() if short}


def _short(
    missing: set[str],
    listed: Iterable[Listed],
    subject: Callable[[str], str],
    describe: Callable[[Listed], tuple[Manifest, str, dict[str, Any]]],
) -> list[Record]:
    chosen = [(subject(each.identifier), each) for each in listed]
    return [_record(key, each, *describe(each)) for key, each in chosen if key in missing]


def _record(subject: str, each: Listed, manifest: Manifest, label: str, says: dict[str, Any]) -> Record:
    return entry(manifest, subject, "License", label, says, file=f"{FILE}#{each.identifier}", locator=each.identifier)


def _of_spdx(each: Listed) -> tuple[Manifest, str, dict[str, Any]]:
    says = {"identifier": each.identifier, "exactMatch": spdx.IRI + each.identifier}
    return spdx.MANIFEST, each.other, says


def _of_scancode(each: Listed) -> tuple[Manifest, str, dict[str, Any]]:
    return scancode_licensedb.MANIFEST, each.identifier, {"identifier": each.other}


def _licenses(node: Node) -> set[str]:
    """Every `license/<slug>` within a value."""
    found, pending = set(), [node]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
        elif value.startswith("license/"):
            found.add(str(value))
    return found
