"""Unpack some files of the archive of a git repository, of which every byte may be hostile."""

import gzip
import io
import logging
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from ingest.errors import FetchFailed, Spoiled
from ingest.sources.upstream import Archive

LOG: Final = logging.getLogger(__name__)
MOST_MEMBERS: Final = 100_000
LARGEST_MEMBER: Final = 100_000_000


class _Limited(io.RawIOBase):
    """The decompressed archive, of which no more is read than is allowed."""

    def __init__(self, packed: gzip.GzipFile, most: int) -> None:
        self._packed = packed
        self._left = most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        found = self._packed.read(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(found)
        if self._left < 0:
            raise FetchFailed("it decompresses to more than the limit for it")
        return found


def unpack(path: Path, plan: Archive, folder: Path) -> list[str]:
    """Write the files that the plan names into a folder; returns their paths in it.

    Raises:
        Spoiled: the archive is damaged, too large, or none that git makes.
    """
    try:
        with gzip.open(path) as packed, tarfile.open(fileobj=_Limited(packed, plan.unpacked), mode="r|") as archive:
            written = list(_written(archive, plan, folder))
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Spoiled(f"{path.name}: the archive is damaged: {error}") from error
    except FetchFailed as error:
        raise Spoiled(f"{path.name}: {error}") from error
    if not written:
        patterns = ", ".join(pattern for pattern, _ in plan.members)
        raise Spoiled(f"{path.name}: the archive has no file {patterns}: upstream has moved them")
    return written


def _written(archive: tarfile.TarFile, plan: Archive, folder: Path) -> Iterator[str]:
    for number, member in enumerate(archive):
        if number >= MOST_MEMBERS:
            raise FetchFailed(f"the archive has more than {MOST_MEMBERS:,} members")
        target = _target(_inside(member.name), plan)
        if not target or member.isdir():
            continue
        content = archive.extractfile(member) if member.isreg() and _is_name(target) else None
        if content is None:
            LOG.warning("%a is left out: a link, a device or a name that cannot be shown", member.name[:200])
            continue
        if member.size > LARGEST_MEMBER:
            raise FetchFailed(f"{member.name} has more than {LARGEST_MEMBER:,} bytes")
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise FetchFailed(f"two members would become {target}")
        path.write_bytes(content.read())
        yield target


def _is_name(path: str) -> bool:
    """Whether a path is the same for every system and every reader."""
    return path.isprintable() and "\\" not in path


def _inside(name: str) -> PurePosixPath:
    """The path in the repository: that in the archive without its first part, the folder that git adds."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise FetchFailed(f"the member {name[:200]!r} would leave the folder")
    return PurePosixPath(*path.parts[1:])


def _target(path: PurePosixPath, plan: Archive) -> str:
    """The path in the snapshot folder, "" for a file that is not wanted."""
    for pattern, folder in plan.members:
        if len(path.parts) == len(PurePosixPath(pattern).parts) and path.match(pattern):
            return f"{folder}/{path.name}"
    return ""
