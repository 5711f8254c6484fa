"""Digests of all that decides what comes of a source: its files, our code and tables, the libraries."""

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[1]
NOT_CODE: Final = frozenset({"curated", "rules", "__pycache__"})
"""Folders of the package that hold inputs, which have digests of their own or are used later, and compiled code."""


def folder_digest(folder: Path, leave_out: frozenset[str] = frozenset()) -> str:
    """Digest of the names and contents of all files under a folder.

    Args:
        folder: need not be there.
        leave_out: names of folders, directly in it or deeper, that are passed over.
    """
    total = hashlib.sha256()
    for path in sorted(_files(folder, leave_out)):
        name = path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
        total.update(b"%d %s %s\n" % (len(name), name, _content(path)))
    return total.hexdigest()


def pipeline_digest(ontology: Path, shapes: Path) -> str:
    """Digest of the code of the pipeline and its tables, the vocabulary, the shapes and the versions of libraries."""
    parts = [
        folder_digest(PACKAGE, NOT_CODE),
        folder_digest(ontology),
        folder_digest(shapes),
        sys.version,
        *_libraries(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _files(folder: Path, leave_out: frozenset[str]) -> Iterator[Path]:
    """Every path that is no folder; links to folders are followed, as the readers of sources do, each folder once."""
    entered: set[Path] = set()
    for base, folders, names in os.walk(folder, followlinks=True):
        entered.add(Path(base).resolve())
        folders[:] = sorted(
            name for name in folders if name not in leave_out and Path(base, name).resolve() not in entered
        )
        yield from (Path(base, name) for name in names)


def _content(path: Path) -> bytes:
    """Digest of a file, or a word for what can be no content: the readers of sources refuse it, whatever it is."""
    if not path.is_file():
        return b"no file"
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest().encode()
    except OSError as error:
        return f"cannot be read: {error.strerror}".encode()


def _libraries() -> Iterator[str]:
    for requirement in requires("opencairn") or ():
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:  # of an extra, or of another system
            yield name
