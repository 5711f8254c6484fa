"""The licenses that SPDX and ScanCode list, so that strings resolve without a snapshot.

`spdx.tsv` and `scancode.tsv` beside this module hold the identifiers and names of the two lists: the SPDX License
List (CC0) and the ScanCode LicenseDB (CC BY 4.0, nexB Inc. and others, https://scancode-licensedb.aboutcode.org/).
To bring them up to date with a snapshot folder: `python -m ingest.licenses.listing SNAPSHOTS`.
"""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ingest.records import Rejected
from ingest.sources.license_lists import listed

HERE: Final = Path(__file__).parent
SPDX: Final = "spdx.tsv"
SCANCODE: Final = "scancode.tsv"
UNSTATED: Final = "Unstated License"
"""Category of keys that stand for notices without terms."""
SAY_NOTHING: Final = frozenset(
    {
        "commercial-license",
        "commercial-option",
        "generic-cla",
        "other-copyleft",
        "other-permissive",
        "proprietary-license",
        "public-domain",
        "public-domain-disclaimer",
    }
)
"""ScanCode keys that name no text: whoever writes one of these words says only what sort of terms there are."""


@dataclass(frozen=True)
class Listed:
    """A license of a list.

    Attributes:
        identifier: in the SPDX list, or the key in ScanCode's.
        other: name in the SPDX list; SPDX identifier in ScanCode's, "" if it has none.
        replaced_by: SPDX identifier that is used instead of a deprecated one.
    """

    identifier: str
    other: str
    replaced_by: str = ""


@cache
def spdx() -> tuple[Listed, ...]:
    return tuple(_read(SPDX))


@cache
def scancode() -> tuple[Listed, ...]:
    return tuple(_read(SCANCODE))


def tables(snapshots: Path) -> dict[str, str]:
    """Contents of the two files, as a snapshot folder has them."""
    scancode_rows = _dicts(listed(snapshots / "scancode_licensedb" / "index.json"))
    used_instead = {
        other: row["spdx_license_key"]
        for row in scancode_rows
        for other in row["other_spdx_license_keys"]
        if not str(row["spdx_license_key"]).startswith("LicenseRef-")
    }
    licenses = [
        [row["licenseId"], row["name"], used_instead.get(row["licenseId"], "") if row["isDeprecatedLicenseId"] else ""]
        for row in _dicts(listed(snapshots / "spdx" / "licenses.json", "licenses"))
    ]
    exceptions = [
        [row["licenseExceptionId"], row["name"], ""]
        for row in _dicts(listed(snapshots / "spdx" / "exceptions.json", "exceptions"))
    ]
    keys = [
        [row["license_key"], row["spdx_license_key"] or "", ""]
        for row in scancode_rows
        if row["category"] != UNSTATED and row["license_key"] not in SAY_NOTHING
    ]
    return {SPDX: _table(licenses + exceptions), SCANCODE: _table(keys)}


def _dicts(found: Iterable[tuple[str, dict[str, Any]] | Rejected]) -> list[dict[str, Any]]:
    return [each[1] for each in found if not isinstance(each, Rejected)]


def _table(rows: list[list[str]]) -> str:
    text = io.StringIO()
    ordered = sorted(rows, key=lambda row: (row[0].lower(), row[0]))
    csv.writer(text, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n").writerows(ordered)
    return text.getvalue()


def _read(name: str) -> Iterator[Listed]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        for identifier, other, replaced_by in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Listed(identifier, other, replaced_by)


if __name__ == "__main__":
    for name, content in tables(Path(sys.argv[1])).items():
        (HERE / name).write_text(content, encoding="utf-8")
