"""A small snapshot folder of the Hub, in the shape of the real one."""

import json
from pathlib import Path
from typing import Any

from ingest.records import Record, Rejected
from ingest.sources import huggingface
from ingest.sources.huggingface.lineage import repository
from ingest.strict_yaml import Text

ROW: dict[str, Any] = {
    "id": "Heron-Lab/Heron-7B",
    "author": "Heron-Lab",
    "createdAt": "2024-02-28T15:24:14.000Z",
    "lastModified": "2024-03-22T02:39:37.000Z",
    "downloads": 10,
    "downloadsAllTime": 4000,
    "likes": 8,
    "tags": ["transformers", "arxiv:2304.06767", "region:us"],
    "cardData": {},
}
SUBJECT = repository("model", str(ROW["id"]))


class Snapshot:
    """Writes a folder and reads it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: list[Record | Rejected] = []

    def rows(self, *rows: Any, name: str = "models_shape.jsonl") -> "Snapshot":
        (self.folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
        return self

    def answer(self, name: str, content: Any) -> "Snapshot":
        path = self.folder / "api_recorded" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content))
        return self

    def read(self) -> "Snapshot":
        self.found = list(huggingface.read(self.folder))
        return self

    @property
    def records(self) -> dict[str, Record]:
        return {each.subject: each for each in self.found if isinstance(each, Record)}

    @property
    def rejected(self) -> list[Rejected]:
        return [each for each in self.found if isinstance(each, Rejected)]

    def record(self, path: str, kind: str = "model") -> Record:
        return self.records[repository(kind, path)]


def model(folder: Path, **fields: Any) -> Record:
    """The record of the heron with other fields."""
    return Snapshot(folder).rows({**ROW, **fields}).read().records[SUBJECT]


def card(folder: Path, **fields: Any) -> Record:
    """The record of the heron with a card."""
    return model(folder, cardData=fields)


def said(record: Record) -> dict[str, Any]:
    return {str(key): value for key, value in record.blocks[0].says.items()}


def written(record: Record, about: str = "") -> list[tuple[str, str, str]]:
    """Raw values with their status and what they map to, about one property or all."""
    values = [each for each in said(record).get("hasSourceValue", []) if about in ("", each[Text("aboutProperty")])]
    return [(each[Text("rawValue")], each[Text("mappingStatus")], each.get(Text("mapsTo"), "")) for each in values]
