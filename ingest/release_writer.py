"""Freeze a dataset into a release folder, byte for byte the same for the same quads."""

import fcntl
import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from io import BufferedWriter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from pyoxigraph import RdfFormat, Store

from ingest.errors import BuildRunning
from ingest.quad_files import QuadFile, fill
from ingest.release import RELEASES, FileDigest, Manifest, Release, publish
from ingest.sorted_lines import sorted_lines

BUILDING: Final = ".building"
COMPRESSION: Final = 6
"""The best level, 9, takes four times as long and saves four percent."""
BUFFER: Final = 1 << 16


@contextmanager
def building_folder(data: Path) -> Iterator[Path]:
    """An empty folder beside the releases, held by this process alone, gone at the end unless it was published.

    What an interrupted build left behind is removed first. Raises BuildRunning if another build holds the lock.
    """
    releases = data / RELEASES
    releases.mkdir(parents=True, exist_ok=True)
    with (data / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildRunning(f"another build is running in {data}: wait for it to end") from error
        folder = releases / BUILDING
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def digest(name: str, content: bytes) -> FileDigest:
    return FileDigest(name, hashlib.sha256(content).hexdigest(), len(content))


@dataclass(frozen=True)
class Frozen:
    """The quads of a release, written as `graph.nq.gz`.

    Attributes:
        whole: digest of the N-Quads before they were compressed.
        compressed: digest of the file.
        quads: how many.
    """

    whole: FileDigest
    compressed: FileDigest
    quads: QuadFile


def freeze_quads(folder: Path, store: Store) -> Frozen:
    """Write canonical N-Quads into `folder`, one line per quad, in the order of their bytes."""
    path = folder / "graph.nq.gz"
    count = size = 0
    whole = hashlib.sha256()
    with (
        TemporaryDirectory(dir=folder) as scratch,
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", COMPRESSION, raw, mtime=0) as compressed,
        BufferedWriter(compressed, BUFFER) as file,
    ):
        for line in sorted_lines(_lines(store, Path(scratch) / "store.nq"), Path(scratch)):
            file.write(line)
            whole.update(line)
            size += len(line)
            count += 1
    return Frozen(
        FileDigest("graph.nq", whole.hexdigest(), size), digest(path.name, path.read_bytes()), QuadFile(path, count)
    )


def _lines(store: Store, dump: Path) -> Iterator[bytes]:
    store.dump(dump, format=RdfFormat.N_QUADS)
    with dump.open("rb") as lines:
        yield from lines


def write_release(
    data: Path,
    folder: Path,
    frozen: Frozen,
    documents: dict[str, str],
    inputs: Iterable[FileDigest],
    counts: dict[str, Any],
) -> Release:
    """Write the other files of a release into `folder` and publish it.

    Args:
        data: the data folder.
        folder: where `freeze_quads` wrote.
        frozen: every graph, the default graph included.
        documents: text of the small files, by name.
        inputs: what was read.
        counts: for the manifest.
    """
    contents = {name: text.encode() for name, text in documents.items()}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    store = Store(folder / "store")
    fill(store, frozen.quads)
    store.flush()
    del store
    manifest = Manifest(
        release=frozen.whole.sha256[:16],
        digest=frozen.whole.sha256,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        opencairn=version("opencairn"),
        inputs=tuple(sorted(inputs, key=lambda entry: entry.name)),
        files=tuple(
            sorted(
                (frozen.compressed, *(digest(name, content) for name, content in contents.items())),
                key=lambda entry: entry.name,
            )
        ),
        counts={**counts, "quads": len(frozen.quads)},
    )
    manifest.write(folder / "manifest.json")
    os.sync()
    return publish(data, folder, manifest)


def as_json(value: Any) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
