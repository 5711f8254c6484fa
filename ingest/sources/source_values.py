"""What upstream wrote, kept beside what it was taken to mean."""

from collections.abc import Sequence
from typing import Any, Final

from ingest.sources.entries import nested_id

EXACT: Final = "exact"
NORMALIZED: Final = "normalized"
ALIAS: Final = "alias"
COMPOUND: Final = "compound"
AMBIGUOUS: Final = "ambiguous"
UNMAPPED: Final = "unmapped"


def source_value(
    subject: str, about: str, number: int, raw: str, status: str, maps_to: str | Sequence[str] = ""
) -> dict[str, Any]:
    """A SourceValue to be put under `hasSourceValue`.

    Args:
        subject: `kind/slug` of the thing that upstream wrote it about.
        about: term of the property.
        number: 1, 2, ... of those about that property of that thing.
        raw: what upstream wrote.
        status: concept of the scheme `mapping-status`.
        maps_to: `kind/slug` of what it was taken to mean, several if there are, "" if nothing.
    """
    return {
        "id": nested_id("value", subject, about, number),
        "rawValue": raw,
        "aboutProperty": about,
        "mappingStatus": status,
        "mapsTo": maps_to,
    }
