"""What a build took from one source, before anything was joined."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.catalogs import Load
from ingest.records import Rejected
from ingest.sources.manifest import Manifest
from ingest.sources.registry import Catalog


@dataclass(frozen=True)
class Snapshot:
    """The files of a source as they were read.

    Attributes:
        sha256: of the names and contents of all files, in the order of their names.
    """

    sha256: str
    files: int
    bytes: int


@dataclass(frozen=True)
class Taken:
    """What was read from a source.

    Attributes:
        read: number of records, by kind of thing.
        mapped: number of records that became statements.
        unread: fields that nothing understands, with the number of records that have them.
        unexpected: why the data of the last release were kept, one sentence each; none if they were not.
        last_good: number of records, by kind of thing, of the reading whose data are in the release.
        passed_over: files of the snapshot that are not read.
        snapshot: None for a source of which only what others name is shown, such as a list of licenses.
    """

    manifest: Manifest
    read: Mapping[str, int]
    mapped: int
    rejected: Sequence[Rejected]
    unread: Mapping[str, int]
    unexpected: Sequence[str]
    last_good: Mapping[str, int]
    snapshot: Snapshot | None
    passed_over: Sequence[str] = ()


def snapshot_of(paths: Iterable[tuple[str, Path]]) -> Snapshot:
    """The snapshot that consists of these files, each with its name."""
    whole, files, size = hashlib.sha256(), 0, 0
    for name, path in sorted(paths):
        content = path.read_bytes()
        whole.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
        files, size = files + 1, size + len(content)
    return Snapshot(whole.hexdigest(), files, size)


def of_curated(files: Iterable[tuple[str, Path]], load: Load) -> Taken:
    """What was taken from the curated files, which are those of `files` whose names begin so."""
    return _of_load(
        load, snapshot_of((name, path) for name, path in files if name.startswith(f"{load.manifest.name}/"))
    )


def of_loads(loads: Iterable[Load], chosen: Iterable[tuple[Catalog, Path]]) -> list[Taken]:
    """What was taken from each catalog; `chosen` has the folders of those that were read."""
    folders = {catalog.manifest.name: (catalog, folder) for catalog, folder in chosen}
    snapshots = {name: snapshot_of(_files_below(folder)) for name, (_, folder) in folders.items()}
    passed_over = {name: catalog.passed_over(folder) for name, (catalog, folder) in folders.items()}
    names = [(load, load.manifest.name) for load in loads]
    return [_of_load(load, snapshots.get(name), passed_over.get(name, ())) for load, name in names]


def _of_load(load: Load, snapshot: Snapshot | None, passed_over: Sequence[str] = ()) -> Taken:
    rejected = _in_order(load.rejected)
    good = load.last_good if load.unexpected else load.read if snapshot else {}
    return Taken(
        load.manifest, load.read, load.mapped, rejected, load.unread, load.unexpected, good, snapshot, passed_over
    )


def _in_order(rejected: Iterable[Rejected]) -> list[Rejected]:
    return sorted(rejected, key=lambda each: (each.file, str(each.problems)))


def _files_below(folder: Path) -> list[tuple[str, Path]]:
    return [(path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file()]
