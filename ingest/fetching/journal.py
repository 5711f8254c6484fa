"""The journal of a fetch: what was asked, when, and what came; one line of JSON for each answer."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePath
from typing import Final

from ingest.sources.upstream import FETCHED

JOURNAL: Final = f"{FETCHED}/journal.jsonl"
"""Beside it in the folder are the raw answers that are not files of the snapshot themselves."""


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes:
        url: that was asked.
        final_url: that answered, after redirects.
        asked: when, in ISO 8601.
        status: 200, or that of an address that has nothing for us.
        file: path of the body in the snapshot folder, as it came but for its transfer encoding; "" if there is none.
        sha256: of the file.
        link: header that names the next page.
    """

    url: str
    final_url: str
    asked: str
    status: int
    file: str = ""
    size: int = 0
    sha256: str = ""
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    link: str = ""

    @property
    def validators(self) -> dict[str, str]:
        return {"etag": self.etag, "last-modified": self.last_modified}


def read(folder: Path) -> dict[str, Answer]:
    """The answers of a snapshot folder by what was asked; a line that was not written to its end is left out."""
    try:
        lines = (folder / JOURNAL).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return {}
    answers = (_answer(line) for line in lines)
    return {answer.url: answer for answer in answers if answer}


def append(folder: Path, answer: Answer) -> None:
    path = folder / JOURNAL
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(_line(answer))


def write(folder: Path, answers: Iterable[Answer]) -> None:
    path = folder / JOURNAL
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(map(_line, answers)), encoding="utf-8")


def _line(answer: Answer) -> str:
    return json.dumps(asdict(answer), ensure_ascii=False) + "\n"


def _answer(line: str) -> Answer | None:
    try:
        found = json.loads(line)
        answer = Answer(**{field.name: found[field.name] for field in fields(Answer)})
        inside = not PurePath(answer.file).is_absolute() and ".." not in PurePath(answer.file).parts
    except (ValueError, KeyError, TypeError):
        return None
    return answer if inside else None
