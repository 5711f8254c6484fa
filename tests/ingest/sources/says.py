"""What records of a catalog say, as plain Python."""

from collections.abc import Iterable
from typing import Any

from ingest.records import Record, Rejected


def plain(node: Any) -> Any:
    """Texts as strings, lists and dictionaries all the way down."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(each) for each in node] if isinstance(node, list) else str(node)


def said(record: Record) -> dict[str, Any]:
    """What all blocks of a record say; lists that several of them give are joined."""
    found: dict[str, Any] = {}
    for block in record.blocks:
        for key, value in block.says.items():
            known, said_here = found.get(str(key)), plain(value)
            found[str(key)] = [*known, *said_here] if isinstance(known, list) else said_here
    return found


def by_label(found: Iterable[Record | Rejected], kind: str) -> dict[str, Record]:
    """The records of a kind by their labels."""
    records = [each for each in found if isinstance(each, Record)]
    return {str(each.label): each for each in records if each.subject.startswith(f"{kind}/")}


def values(record: Record, about: str) -> list[tuple[str, str, Any]]:
    """Raw value, mapping status and meaning of the source values about a property."""
    kept = said(record).get("hasSourceValue", [])
    of_property = [value for value in kept if value["aboutProperty"] == about]
    return [(value["rawValue"], value["mappingStatus"], value.get("mapsTo")) for value in of_property]


def metrics(record: Record) -> list[tuple[str, str, str | None, str]]:
    """Kind, number, unit and comparator of the observations of a record."""
    found = [each for each in said(record).get("hasMetric", []) if "absent" not in each]
    return [(each["metricType"], each["metricValue"], each.get("metricUnit"), each["comparator"]) for each in found]
