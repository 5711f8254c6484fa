"""The snapshot folder of the Hugging Face Hub: records as lines of JSON, and answers of its API as recorded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from ingest.records import Rejected
from ingest.sources import hostile
from ingest.sources.entries import rejected as entries_rejected

MODEL: Final = "model"
DATASET: Final = "dataset"
ORGANIZATION: Final = "organization"
USER: Final = "user"

API_KIND: Final = re.compile(r"/api/(model|dataset|organization|user)s/")
FILE_KIND: Final = re.compile(r"(model|dataset|organization|user)s[_.-]")
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
ANSWERED: Final = 200


@dataclass(frozen=True)
class Entry:
    """One JSON object that the Hub gave.

    Attributes:
        kind: what it describes.
        file: the file, and the line in it.
        raw: the object as it came.
        observed: day on which it was recorded, "" if that is not known.
        undated: fields that come from elsewhere, of which no day is known.
    """

    kind: str
    file: str
    raw: dict[str, Any]
    observed: str = ""
    undated: frozenset[str] = frozenset()


def answers(folder: Path) -> Iterator[Entry | Rejected]:
    """The recorded answers of the API, one file each."""
    for path in sorted((folder / "api_recorded").glob("*.json")):
        file = f"api_recorded/{path.name}"
        try:
            yield _answer(file, hostile.load_file(path))
        except hostile.Untrusted as error:
            yield rejected(file, str(error))


def rows(folder: Path) -> Iterator[Entry | Rejected]:
    """The lines of the files of records."""
    for path in sorted(folder.glob("*.jsonl")):
        kind = FILE_KIND.match(path.name)
        if kind is None:
            yield rejected(path.name, "the name does not start with models_, datasets_ or organizations_")
            continue
        for number, line in hostile.lines(path):
            if line.strip():
                yield _row(kind[1], f"{path.name}#L{number}", line)


rejected: Final = partial(entries_rejected, "huggingface")


def _answer(file: str, found: Any) -> Entry | Rejected:
    """An answer as it came, or in an envelope that tells when and how it was asked for.

    What was asked for is no identity: a renamed repository is answered with another one.
    """
    if not isinstance(found, dict):
        return rejected(file, "an object is expected")
    request, status, observed = found.get("request"), found.get("status", ANSWERED), found.get("recorded")
    body = found.get("body") if "body" in found else found
    kind = API_KIND.search(request) if isinstance(request, str) else None
    kind = kind or FILE_KIND.match(file.rpartition("/")[2])
    if status != ANSWERED:
        return rejected(file, f"the Hub answered with status {status!r:.20}", "status")
    if not isinstance(body, dict):
        return rejected(file, "an object is expected", "body")
    if kind is None:
        return rejected(file, "neither the request nor the name of the file tells what was asked for")
    known = isinstance(observed, str) and DAY.fullmatch(observed)
    return Entry(kind[1], file, body, str(observed) if known else "")


def _row(kind: str, file: str, line: bytes) -> Entry | Rejected:
    try:
        found = hostile.load(line.decode())
    except UnicodeDecodeError as error:
        return rejected(file, f"not UTF-8 at byte {error.start}")
    except hostile.Untrusted as error:
        return rejected(file, str(error))
    if not isinstance(found, dict):
        return rejected(file, "an object is expected")
    return Entry(kind, file, found)
