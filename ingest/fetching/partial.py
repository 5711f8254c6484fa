"""A body of which a part has come: it is kept, so that the rest can be asked for."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PART: Final = ".part"
"""Suffix of files that hold a body in part."""
VALIDATORS: Final = ("etag", "last-modified")
PLACE: Final = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")
KEPT: Final = (*VALIDATORS, "content-encoding", "content-type")


@dataclass(frozen=True)
class Partial:
    """A body as it comes over the line, still encoded, beside a note of the headers that it came with.

    Attributes:
        path: of the body.
        url: that it is of.
    """

    path: Path
    url: str

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.is_file() else 0

    @property
    def note(self) -> Path:
        return self.path.with_name(f"{self.path.name}.json")

    def headers(self) -> dict[str, str]:
        """Those of the answer that the part is of; {} if there is none for this address."""
        try:
            noted = json.loads(self.note.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return noted["headers"] if noted["url"] == self.url else {}

    def conditions(self) -> dict[str, str]:
        """Request headers that ask for the rest; {} if it could not be told to belong to the part."""
        noted = self.headers()
        etag = noted.get("etag", "")
        same = noted.get("last-modified", "") if etag.startswith("W/") or not etag else etag
        if not self.size or not same:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": same}

    def is_continued_by(self, headers: Mapping[str, str]) -> bool:
        """Whether an answer with status 206 begins where the part ends."""
        place = PLACE.fullmatch(headers.get("content-range", ""))
        return bool(self.size and place and int(place[1]) == self.size)

    def begin(self, headers: Mapping[str, str]) -> None:
        """Start anew with the headers of an answer."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"")
        kept = {name: headers[name] for name in KEPT if name in headers}
        self.note.write_text(json.dumps({"url": self.url, "headers": kept}), encoding="utf-8")

    def clear(self) -> None:
        for path in (self.path, self.note):
            path.unlink(missing_ok=True)
