"""What a source made of a small folder."""

from collections.abc import Iterable
from typing import Any

from ingest.records import Record, Rejected
from tests.ingest.sources.says import said

__all__ = ["records", "rejected", "said", "values"]


def records(found: Iterable[Record | Rejected]) -> dict[str, Record]:
    return {each.subject: each for each in found if isinstance(each, Record)}


def rejected(found: Iterable[Record | Rejected]) -> dict[str, str]:
    """What is wrong, by file."""
    return {
        each.file: "; ".join(str(problem) for problem in each.problems) for each in found if isinstance(each, Rejected)
    }


def values(record: Record, about: str) -> list[tuple[str, str, Any]]:
    """Texts as written about a property, how they were read and as what."""
    return [
        (each["rawValue"], each["mappingStatus"], each.get("mapsTo", ""))
        for each in said(record).get("hasSourceValue", [])
        if each["aboutProperty"] == about
    ]
