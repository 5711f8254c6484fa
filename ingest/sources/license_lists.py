"""Lists of licenses in JSON, as SPDX and ScanCode publish them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ingest.records import Problem, Rejected
from ingest.sources import hostile

EXCEPTION_NOTE: Final = "Not a license by itself: it is added to one and lifts or changes some of its terms."


def listed(path: Path, member: str | None = None) -> Iterator[tuple[str, dict[str, Any]] | Rejected]:
    """The entries of a list, or of a list that is a member of an object, with their places in the file."""
    try:
        content = hostile.load_file(path)
    except (hostile.Untrusted, OSError) as error:
        yield rejected(path.name, str(error))
        return
    if member is not None:
        content = content.get(member) if isinstance(content, dict) else None
    if not isinstance(content, list):
        yield rejected(path.name, f"a list {member or ''}".rstrip() + " is expected")
        return
    for number, entry in enumerate(content):
        place = f"{path.name}#{number}"
        if isinstance(entry, dict):
            yield place, entry
        else:
            yield rejected(place, "an object is expected")


def rejected(file: str, detail: str) -> Rejected:
    return Rejected(file, (Problem("", 0, detail),))


def flag(value: Any) -> bool | None:
    """A truth value; None for anything else."""
    return value if isinstance(value, bool) else None
