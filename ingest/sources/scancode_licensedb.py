"""The ScanCode LicenseDB: keys and categories of licenses, of many that SPDX does not list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ingest.records import Record, Rejected
from ingest.sources import hostile, spdx
from ingest.sources.entries import Fields, entry, slug
from ingest.sources.license_lists import EXCEPTION_NOTE, flag, listed, rejected
from ingest.sources.manifest import Manifest
from ingest.sources.upstream import File, Upstream

MANIFEST: Final = Manifest(
    name="scancode_licensedb",
    title="ScanCode LicenseDB",
    publisher="AboutCode",
    homepage="https://scancode-licensedb.aboutcode.org/",
    license="https://creativecommons.org/licenses/by/4.0/",
    attribution="ScanCode LicenseDB, by nexB Inc. and others, CC BY 4.0, https://scancode-licensedb.aboutcode.org/",
    update_rate="monthly",
    carries="Keys and categories of licenses and license exceptions, with SPDX identifiers for those that SPDX lists.",
    bounds={"license": (2_500, 3_600)},
)
UPSTREAM: Final = Upstream(base="https://scancode-licensedb.aboutcode.org/", steps=(File("index.json", "index.json"),))
UNLISTED: Final = "LicenseRef-"
"""Start of the identifiers of licenses that are not in the SPDX list."""


def read(folder: Path) -> Iterator[Record | Rejected]:
    """Every license of `index.json`."""
    for found in listed(folder / "index.json"):
        yield found if isinstance(found, Rejected) else _record(*found)


def subject(key: str) -> str:
    """`kind/slug` of the license with a ScanCode key.

    >>> subject("llama-2-license-2023")
    'license/scancode-licensedb.llama-2-license-2023'
    """
    return f"license/{slug(MANIFEST.name, key)}"


def category_slug(category: Any) -> str | None:
    """Concept of the scheme `license-category`.

    >>> category_slug("Copyleft Limited")
    'copyleft-limited'
    """
    name = hostile.name(category)
    return name.lower().replace(" ", "-") if name else None


def _record(place: str, raw: dict[str, Any]) -> Record | Rejected:
    fields = Fields(raw)
    key = hostile.name(fields.take("license_key"))
    if key is None or " " in key:
        return rejected(place, "`license_key` is no key")
    identifier = hostile.name(fields.take("spdx_license_key"))
    others = fields.take("other_spdx_license_keys")
    identifiers = [identifier, *map(hostile.name, others if isinstance(others, list) else [others])]
    page = hostile.name(fields.take("html"))
    says = {
        "identifier": [each for each in identifiers if each],
        "exactMatch": spdx.IRI + identifier if identifier and not identifier.startswith(UNLISTED) else None,
        "licenseCategory": category_slug(fields.take("category")),
        "deprecatedLicense": flag(fields.take("is_deprecated")) or None,
        "url": MANIFEST.homepage + page if page else None,
        "note": EXCEPTION_NOTE if fields.take("is_exception") is True else None,
    }
    return entry(
        MANIFEST,
        subject(key),
        "License",
        key,
        says,
        file=place,
        locator=key,
        unread=fields.unread(),
    )
