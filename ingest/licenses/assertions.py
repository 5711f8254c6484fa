"""What a catalog entry says about licenses, as part of a record."""

from typing import Any, Final

from ingest.licenses.resolution import AMBIGUOUS
from ingest.licenses.resolver import resolve
from ingest.sources.source_values import source_value
from ingest.values import visible

HAS_LICENSE: Final = "hasLicense"
UNKNOWN_LEVEL: Final = "unknown"


def license_says(
    subject_slug: str, raw: str, source: str, *, about: str = HAS_LICENSE, number: int = 1
) -> dict[str, Any]:
    """What one string in a license field says of a thing, {} for an empty string.

    The value stays as upstream wrote it, beside what it was taken to mean. Asserted are only licenses that it names
    beyond doubt: no family, no guess. A license that the string states for one component is said of the component.

    Args:
        subject_slug: slug of the thing, with its kind or without.
        raw: as upstream writes it.
        source: name of the catalog.
        about: property; for another than `hasLicense` the thing is itself a component.
        number: 1, 2, ... of the strings in license fields of that thing.
    """
    literal = visible(raw)
    if not literal:
        return {}
    slug = subject_slug.rpartition("/")[2]
    found = resolve(raw, source)
    value = source_value(f"value/{slug}", about, number, literal, found.status)
    value["mapsTo"] = list(dict.fromkeys(found.licenses)) if found.status != AMBIGUOUS else []
    whole = [license_ for license_, component in found.asserted if not component or about != HAS_LICENSE]
    parts = [part for part in found.asserted if part[1] and about == HAS_LICENSE]
    says: dict[str, Any] = {about: list(dict.fromkeys(whole)), "hasSourceValue": [value]}
    if found.absent:
        says[about] = {"absent": found.absent}
    if parts:
        says["hasComponentOpenness"] = [
            {
                "id": _value_id(slug, f"{about}.{number}", place).replace("value/", "openness/", 1),
                "component": component,
                "opennessLevel": UNKNOWN_LEVEL,
                "componentLicense": license_,
            }
            for place, (license_, component) in enumerate(parts, start=1)
        ]
    return says


def _value_id(slug: str, about: str, number: int) -> str:
    return str(source_value(f"value/{slug}", about, number, "", "")["id"])
