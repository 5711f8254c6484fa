"""The SPDX license list: licenses and the exceptions that are added to them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ingest.records import Record, Rejected
from ingest.sources import hostile
from ingest.sources.entries import Fields, entry, slug
from ingest.sources.license_lists import EXCEPTION_NOTE, flag, listed, rejected
from ingest.sources.manifest import Manifest
from ingest.sources.upstream import File, Upstream

MANIFEST: Final = Manifest(
    name="spdx",
    title="SPDX License List",
    publisher="SPDX, a project of the Linux Foundation",
    homepage="https://spdx.org/licenses/",
    license="https://creativecommons.org/publicdomain/zero/1.0/",
    attribution="SPDX License List, https://spdx.org/licenses/",
    update_rate="about every three months",
    carries="Identifiers and names of licenses and license exceptions, which of them are deprecated, and which the "
    "Open Source Initiative approved and the Free Software Foundation calls free.",
    bounds={"license": (790, 1_100)},
)
UPSTREAM: Final = Upstream(
    base="https://spdx.org/licenses/",
    steps=(File("licenses.json", "licenses.json"), File("exceptions.json", "exceptions.json")),
)
IRI: Final = "http://spdx.org/licenses/"
"""Start of the IRIs by which SPDX names licenses in RDF; http is part of the name."""


def read(folder: Path) -> Iterator[Record | Rejected]:
    """Every license of `licenses.json` and every exception of `exceptions.json`."""
    for file, member, key in (
        ("licenses.json", "licenses", "licenseId"),
        ("exceptions.json", "exceptions", "licenseExceptionId"),
    ):
        for found in listed(folder / file, member):
            yield found if isinstance(found, Rejected) else _record(*found, key)


def subject(identifier: str) -> str:
    """`kind/slug` of the license or exception with an SPDX identifier.

    >>> subject("Apache-2.0")
    'license/spdx.apache-2.0'
    """
    return f"license/{slug(MANIFEST.name, identifier)}"


def _record(place: str, raw: dict[str, Any], key: str) -> Record | Rejected:
    fields = Fields(raw)
    identifier, label = hostile.name(fields.take(key)), hostile.name(fields.take("name"))
    if identifier is None or " " in identifier:
        return rejected(place, f"`{key}` is no identifier")
    if label is None:
        return rejected(place, "`name` is no name")
    says = {
        "identifier": identifier,
        "exactMatch": IRI + identifier,
        "url": hostile.name(fields.take("reference")),
        "deprecatedLicense": flag(fields.take("isDeprecatedLicenseId")),
        "osiApproved": flag(fields.take("isOsiApproved")),
        "fsfFree": flag(fields.take("isFsfLibre")),
        "note": EXCEPTION_NOTE if key == "licenseExceptionId" else None,
    }
    return entry(
        MANIFEST,
        subject(identifier),
        "License",
        label,
        says,
        file=place,
        locator=identifier,
        alt_labels=[identifier],
        unread=fields.unread(),
    )
