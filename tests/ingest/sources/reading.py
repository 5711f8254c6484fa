"""What a source made of a small folder."""

from collections.abc import Iterable
from typing import Any

from ingest.records import Record, Rejected
from ingest.strict_yaml import Node


def records(found: Iterable[Record | Rejected]) -> dict[str, Record]:
    return {each.subject: each for each in found if isinstance(each, Record)}


def rejected(found: Iterable[Record | Rejected]) -> dict[str, str]:
    """What is wrong, by file."""
    return {
        each.file: "; ".join(str(problem) for problem in each.problems) for each in found if isinstance(each, Rejected)
    }


def said(record: Record) -> dict[str, Any]:
    """What a record says, with plain texts, lists and dictionaries."""
    return {str(key): _plain(value) for block in record.blocks for key, value in block.says.items()}


def values(record: Record, about: str) -> list[tuple[str, str, Any]]:
    """Texts as written about a property, how they were read and as what."""
    return [
        (each["rawValue"], each["mappingStatus"], each.get("mapsTo", ""))
        for each in said(record).get("hasSourceValue", [])
        if each["aboutProperty"] == about
    ]


def _plain(node: Node) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(each) for each in node]
    return str(node)
