"""Releases: immutable folders that the pipeline publishes and the service opens.

`<data>/releases/<id>/` holds one release, `<data>/current` is a symbolic link to the live one and is replaced
by an atomic rename. The id is the first 16 hexadecimal digits of the SHA-256 of the release's N-Quads.
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from ingest.errors import NoRelease, UnknownRelease

RELEASES = "releases"
CURRENT = "current"


@dataclass(frozen=True)
class FileDigest:
    """One file that went into a release or lies in it."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """What a release is made of.

    Attributes:
        release: id, the first 16 hexadecimal digits of `digest`.
        digest: SHA-256 of the uncompressed, sorted N-Quads.
        created: when it was built, ISO 8601 in UTC.
        opencairn: version of the program that built it.
        inputs: every file that was read.
        files: every file of the release except the store.
        counts: quads, default_graph, records, quarantined, statements, graphs and classes by IRI.
    """

    release: str
    digest: str
    created: str
    opencairn: str
    inputs: tuple[FileDigest, ...]
    files: tuple[FileDigest, ...]
    counts: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read `manifest.json`; raises OSError or KeyError for a folder that is no release."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        raw["inputs"] = tuple(FileDigest(**entry) for entry in raw["inputs"])
        raw["files"] = tuple(FileDigest(**entry) for entry in raw["files"])
        return cls(**raw)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=2, sort_keys=True) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Release:
    path: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        return self.manifest.release

    @property
    def store_path(self) -> Path:
        return self.path / "store"

    @property
    def quads_path(self) -> Path:
        return self.path / "graph.nq.gz"

    def statistics(self) -> dict[str, Any]:
        """Counts for pages, by the names in `ingest.statistics`."""
        counted: dict[str, Any] = json.loads((self.path / "statistics.json").read_text(encoding="utf-8"))
        return counted


def open_release(path: Path) -> Release:
    return Release(path, Manifest.read(path / "manifest.json"))


def current_release(data: Path) -> Release:
    """The live release of a data folder; raises NoRelease when nothing was built there."""
    link = data / CURRENT
    if not (link / "manifest.json").is_file():
        raise NoRelease(f"there is no release in {data}: run `opencairn build --data {data}` first")
    return open_release(link.resolve())


def list_releases(data: Path) -> list[Release]:
    """All releases, newest first."""
    found = [open_release(path.parent) for path in (data / RELEASES).glob("[0-9a-f]*/manifest.json")]
    return sorted(found, key=lambda release: (release.manifest.created, release.id), reverse=True)


def make_current(data: Path, release: Release) -> None:
    """Point `current` at a release in one atomic step."""
    staged = data / f".{CURRENT}-{os.getpid()}"
    staged.unlink(missing_ok=True)
    staged.symlink_to(Path(RELEASES) / release.id, target_is_directory=True)
    staged.replace(data / CURRENT)


def publish(data: Path, building: Path, manifest: Manifest) -> Release:
    """Move a finished folder into place and make it current; the same digest replaces nothing."""
    target = data / RELEASES / manifest.release
    if target.exists():
        shutil.rmtree(building)
    else:
        building.rename(target)
    release = open_release(target)
    make_current(data, release)
    return release


def rollback(data: Path, release_id: str | None = None) -> Release:
    """Make an older release current: the named one, or the one before the current.

    Raises:
        NoRelease: nothing was built in this data folder.
        UnknownRelease: the named release is not there, or there is none before the current.
    """
    live = current_release(data)
    known = list_releases(data)
    if release_id is None:
        older = known[[release.id for release in known].index(live.id) + 1 :]
        if not older:
            raise UnknownRelease(f"{live.id} is the oldest release in {data}: there is none to go back to")
        chosen = older[0]
    else:
        chosen = _named(known, release_id, data)
    make_current(data, chosen)
    return chosen


def prune(data: Path, keep: int) -> list[Release]:
    """Delete all but the newest `keep` releases and the current one; returns what was deleted."""
    live = current_release(data)
    doomed = [release for release in list_releases(data)[keep:] if release.id != live.id]
    for release in doomed:
        shutil.rmtree(release.path)
    return doomed


def _named(known: list[Release], release_id: str, data: Path) -> Release:
    matching = [release for release in known if release.id.startswith(release_id)]
    if len(matching) != 1:
        reason = "no release" if not matching else f"{len(matching)} releases"
        raise UnknownRelease(f"{reason} in {data} called {release_id!r}: see `opencairn releases list`")
    return matching[0]
