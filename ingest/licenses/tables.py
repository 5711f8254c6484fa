"""What is known of license names: the listed licenses and the reviewed strings, by the ways to look them up."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ingest.licenses import listing
from ingest.licenses.normal_form import fold
from ingest.licenses.resolution import EXACT, NORMALIZED, Resolution
from ingest.sources import scancode_licensedb, spdx

ALIASES: Final = Path(__file__).parent / "aliases.tsv"
ANY_SOURCE: Final = ""


@dataclass(frozen=True)
class Tables:
    """What is known, by the ways to look it up.

    Attributes:
        identifiers: SPDX identifiers and the LicenseRefs of ScanCode, as they are written.
        names: SPDX identifiers and names, by folded form.
        keys: ScanCode keys, which are in lower case.
        reviewed: strings that people decided on, by string and source.
        folded: the same by folded form, as far as all with one form mean one thing.
    """

    identifiers: dict[str, Resolution]
    names: dict[str, Resolution]
    keys: dict[str, Resolution]
    reviewed: dict[tuple[str, str], Resolution]
    folded: dict[str, Resolution]


@cache
def tables() -> Tables:
    identifiers, names = _spdx()
    references, keys = _scancode()
    reviewed = dict(_reviewed())
    general = ((fold(raw), found) for (raw, source), found in reviewed.items() if source == ANY_SOURCE)
    return Tables({**references, **identifiers}, names, keys, reviewed, _unanimous(general))


def _spdx() -> tuple[dict[str, Resolution], dict[str, Resolution]]:
    identifiers: dict[str, Resolution] = {}
    by_identifier: list[tuple[str, Resolution]] = []
    by_name: list[tuple[str, Resolution]] = []
    for each in listing.spdx():
        subject = spdx.subject(each.replaced_by or each.identifier)
        identifiers[each.identifier] = Resolution(NORMALIZED if each.replaced_by else EXACT, (subject,))
        found = Resolution(NORMALIZED, (subject,))
        if not _is_common_word(each.identifier):
            by_identifier.append((fold(each.identifier), found))
        for name in {fold(each.other), fold(each.other).removesuffix(" only")}:
            if " " in name:
                by_name.append((name, found))
    return identifiers, {**_unanimous(by_name), **_unanimous(by_identifier)}


def _scancode() -> tuple[dict[str, Resolution], dict[str, Resolution]]:
    references: dict[str, Resolution] = {}
    keys: dict[str, Resolution] = {}
    for each in listing.scancode():
        is_listed = each.other and not each.other.startswith(scancode_licensedb.UNLISTED)
        subject = spdx.subject(each.other) if is_listed else scancode_licensedb.subject(each.identifier)
        if each.other and not is_listed:
            references[each.other] = Resolution(EXACT, (subject,))
        if not _is_common_word(each.identifier):
            keys[each.identifier] = Resolution(EXACT, (subject,))
    return references, keys


def _is_common_word(identifier: str) -> bool:
    """Whether the identifier is a word such as Intel or nvidia, which in other spellings names other things."""
    return identifier.isalpha() and not identifier.isupper() and identifier.lower() not in WELL_KNOWN_WORDS


WELL_KNOWN_WORDS: Final = frozenset({"beerware", "postgresql", "unlicense", "zlib"})
"""One-word identifiers that name a license whatever their case."""


def _reviewed() -> Iterable[tuple[tuple[str, str], Resolution]]:
    with ALIASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            parts = [license_.partition("@") for license_ in row["licenses"].split()]
            yield (
                (row["raw"], row["source"]),
                Resolution(
                    status=row["status"],
                    licenses=tuple(f"license/{slug}" for slug, _, _ in parts),
                    components=tuple(component for _, _, component in parts),
                    absent=row["absent"],
                ),
            )


def _unanimous(found: Iterable[tuple[str, Resolution]]) -> dict[str, Resolution]:
    """What each key means, without the keys that mean several things."""
    meanings: dict[str, dict[tuple[str, ...], Resolution]] = defaultdict(dict)
    for key, resolution in found:
        meanings[key].setdefault((resolution.absent, *resolution.licenses), resolution)
    return {key: next(iter(each.values())) for key, each in meanings.items() if key and len(each) == 1}
