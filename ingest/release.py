"""Releases: immutable folders that the pipeline publishes and the service opens.

`<data>/releases/<id>/` holds one release, `<data>/current` is a symbolic link to the live one and is replaced
by an atomic rename. The id is the first 16 hexadecimal digits of the SHA-256 of the release's N-Quads.
"""

import json
import logging
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

from pyoxigraph import Store

from ingest.errors import DamagedRelease, NoRelease, UnknownRelease
from ingest.namespaces import BASE

LOG = logging.getLogger(__name__)

RELEASES = "releases"
CURRENT = "current"
SEARCH: Final = "search"
"""The search index of a release (`ingest.search_index`)."""
NAMES: Final = "names.tsv"
"""The things of a release by kind and name (`ingest.names_of_things`)."""
VOID_FORMS: Final = ("ttl", "jsonld", "nt", "rdf", "trig")
"""Suffixes of the files `void.<suffix>`, which describe the release (`ingest.void`)."""
ENDPOINT: Final = f"{BASE}sparql"
DUMP: Final = f"{BASE}dumps/graph.nq.gz"
UNNAMED: Final = "name-of-the-release"
NOT_ISSUED: Final = "1970-01-01T00:00:00+00:00"
"""With ENDPOINT, DUMP and UNNAMED, what these files have in place of what is not known when they are written."""


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
        files: every file of the release except the store and the search index.
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

    def report(self) -> dict[str, Any] | None:
        """What the build made of each source (`ingest.reporting`); None for a release of before there were reports."""
        path = self.path / "report.json"
        if not path.is_file():
            return None
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return told

    def void(self, suffix: str, base: str) -> bytes | None:
        """What the release holds, for machines, with the addresses where it is served; None if it was not described.

        Args:
            suffix: one of VOID_FORMS.
            base: address of the server with a slash at its end, written as it is: an IRI that no form has to escape.
        """
        path = self.path / f"void.{suffix}"
        if not path.is_file():
            return None
        served = {address: base + address.removeprefix(BASE) for address in (ENDPOINT, DUMP)}
        known = served | {UNNAMED: self.id, NOT_ISSUED: self.manifest.created}
        told = path.read_bytes()
        for stand_in, value in known.items():
            told = told.replace(stand_in.encode(), value.encode())
        return told

    def open_store(self) -> Store:
        """The quads, to read; raises DamagedRelease when they cannot be opened."""
        try:
            return Store.read_only(str(self.store_path))
        except (OSError, RuntimeError) as error:  # the engine raises RuntimeError for corrupt files
            raise _damaged(self.path, error) from error


def open_release(path: Path) -> Release:
    """The release in a folder; raises DamagedRelease when it is not whole."""
    try:
        release = Release(path, Manifest.read(path / "manifest.json"))
        (release.store_path / "CURRENT").stat()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path, error) from error
    return release


def _damaged(path: Path, error: Exception) -> DamagedRelease:
    return DamagedRelease(f"the release {path} is damaged ({error}): build it again, or roll back to another")


def current_release(data: Path) -> Release:
    """The live release of a data folder.

    Raises:
        NoRelease: nothing was built there, or what was current is gone.
        DamagedRelease: it is there and not whole.
    """
    link = data / CURRENT
    if not (link / "manifest.json").is_file():
        raise NoRelease(f"there is no release in {data}: run `opencairn build --data {data}` first")
    return open_release(link.resolve())


def list_releases(data: Path) -> list[Release]:
    """All whole releases, newest first; a damaged one is logged and left out."""
    found = []
    for path in sorted((data / RELEASES).glob("[0-9a-f]*")):
        try:
            found.append(open_release(path))
        except DamagedRelease as error:
            LOG.warning("%s", error)
    return sorted(found, key=lambda release: (release.manifest.created, release.id), reverse=True)


def make_current(data: Path, release: Release) -> None:
    """Point `current` at a release in one atomic step."""
    staged = data / f".{CURRENT}-{os.getpid()}"
    staged.unlink(missing_ok=True)
    staged.symlink_to(Path(RELEASES) / release.id, target_is_directory=True)
    staged.replace(data / CURRENT)


def publish(data: Path, building: Path, manifest: Manifest) -> Release:
    """Move a finished folder into place and make it current; a whole release of the same digest is kept.

    A kept release gets the new search index: that which it has may be of another version, or missing.
    """
    target = data / RELEASES / manifest.release
    try:
        release = open_release(target)
        release.open_store()
    except DamagedRelease:
        shutil.rmtree(target, ignore_errors=True)
        building.rename(target)
        release = open_release(target)
    else:
        replace_index(target, building)
        shutil.rmtree(building)
    make_current(data, release)
    return release


def replace_index(target: Path, building: Path) -> None:
    """Move a new search index into a release; who has the old one open keeps reading it."""
    if (building / SEARCH).is_dir():
        if (target / SEARCH).is_dir():
            (target / SEARCH).rename(building / f"{SEARCH}-before")
        (building / SEARCH).rename(target / SEARCH)


def rollback(data: Path, release_id: str | None = None) -> Release:
    """Make an older release current: the named one, or the one before the current; a damaged one is passed over.

    Raises:
        NoRelease: nothing was built in this data folder, or nothing is current and no id is given.
        UnknownRelease: the named release is not there, or there is none before the current.
    """
    known = list_releases(data)
    if release_id is None:
        live = _current_id(data)
        ids = [release.id for release in known]
        older = known[ids.index(live) + 1 :] if live in ids else known
        if not older:
            raise UnknownRelease(f"{live} is the oldest release in {data}: there is none to go back to")
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


def _current_id(data: Path) -> str:
    """The id that `current` names, even of a release that is damaged or gone."""
    link = data / CURRENT
    return link.readlink().name if link.is_symlink() else current_release(data).id


def _named(known: list[Release], release_id: str, data: Path) -> Release:
    matching = [release for release in known if release.id.startswith(release_id)]
    if len(matching) != 1:
        reason = "no release" if not matching else f"{len(matching)} releases"
        raise UnknownRelease(f"{reason} in {data} called {release_id!r}: see `opencairn releases list`")
    return matching[0]
