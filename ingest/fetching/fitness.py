"""What came must be what the reader of its catalog takes, before it replaces what is there."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from ingest.errors import Spoiled
from ingest.records import Record, Rejected
from ingest.sources.registry import Catalog

STAYS: Final = "The snapshot that is there stays"


def require_entries(catalog: Catalog, folder: Path, whole: Collection[str]) -> None:
    """Refuse a folder in which the catalog has no entry, or a file that came as one answer and is of another kind.

    Args:
        catalog: that was fetched.
        folder: what came.
        whole: files that are one answer each. Of others some may be bad: they are quarantined at the build.

    Raises:
        Spoiled: with the file and what its reader says of it.
    """
    entries, faults = False, list[Rejected]()
    for found in catalog.read(folder):
        if isinstance(found, Record):
            entries = True
            if not whole:
                break
        elif "#" not in found.file:
            faults.append(found)
    for fault in faults:
        if _within(catalog, fault) in whole:
            raise Spoiled(f"{_within(catalog, fault)}: {_why(fault)}. {STAYS}")
    if not entries:
        told = f": {_within(catalog, faults[0])}: {_why(faults[0])}" if faults else ""
        raise Spoiled(f"no entry of the catalog is in what came{told}. {STAYS}")


def _within(catalog: Catalog, rejected: Rejected) -> str:
    """The path of a file in the folder of the catalog."""
    return rejected.file.removeprefix(f"{catalog.manifest.name}/")


def _why(rejected: Rejected) -> str:
    return "; ".join(problem.detail for problem in rejected.problems)
