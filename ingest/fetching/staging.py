"""Snapshot folders are replaced as a whole: what is being fetched stands beside them until it is complete."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import FetchFailed
from ingest.fetching.bodies import content_of
from ingest.fetching.journal import JOURNAL
from ingest.fetching.partial import PART


@contextmanager
def sole(snapshots: Path) -> Iterator[None]:
    """Hold a folder of snapshots; raises FetchFailed if another fetch holds it."""
    snapshots.mkdir(parents=True, exist_ok=True)
    with (snapshots / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FetchFailed(f"another fetch is running in {snapshots}: wait for it to end") from error
        yield


@dataclass(frozen=True)
class Staging:
    """The place of one catalog among the snapshots.

    Attributes:
        snapshots: folder of all snapshots.
        name: of the catalog.
    """

    snapshots: Path
    name: str

    @property
    def live(self) -> Path:
        """The snapshot folder that builds read."""
        return self.snapshots / self.name

    @property
    def folder(self) -> Path:
        """The folder that is being filled."""
        return self.snapshots / f".fetching-{self.name}"

    @property
    def _replaced(self) -> Path:
        return self.snapshots / f".replaced-{self.name}"

    def recover(self) -> None:
        """Put right what an interruption in the middle of a replacement has left."""
        if self._replaced.exists() and not self.live.exists():
            self._replaced.rename(self.live)
        _remove(self._replaced)
        self.folder.mkdir(exist_ok=True)

    def prune(self, keep: set[str], *, parts: bool = False) -> None:
        """Delete all files but some, and but the parts of bodies if these are to stay."""
        stays = keep | {JOURNAL}
        for path in sorted(self.folder.rglob("*"), reverse=True):
            is_part = parts and PART in path.suffixes
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path.relative_to(self.folder).as_posix() not in stays and not is_part:
                path.unlink()

    def is_as_live(self) -> bool:
        """Whether all files but the journals are those of the snapshot folder."""
        return self.live.is_dir() and _digests(self.folder) == _digests(self.live)

    def discard(self) -> None:
        _remove(self.folder)

    def publish(self) -> None:
        """Let the new folder take the place of the old one."""
        if self.live.exists():
            self.live.rename(self._replaced)
        self.folder.rename(self.live)
        _remove(self._replaced)


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: content_of(path).sha256 for name, path in named.items() if name != JOURNAL}


def _remove(path: Path) -> None:
    """Delete a folder; of one that is elsewhere only the link to it."""
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
