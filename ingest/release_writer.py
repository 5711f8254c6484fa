"""Freeze a dataset into a release folder, byte for byte the same for the same quads."""

import fcntl
import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Quad, RdfFormat, Store, serialize

from ingest.errors import BuildRunning
from ingest.release import RELEASES, FileDigest, Manifest, Release, publish

BUILDING: Final = ".building"


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


def sorted_nquads(quads: Iterable[Quad]) -> bytes:
    """Canonical N-Quads, one line per quad, in the order of their bytes."""
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(set(lines.splitlines(keepends=True))))


def write_release(
    data: Path,
    folder: Path,
    quads: Iterable[Quad],
    documents: dict[str, str],
    inputs: Iterable[FileDigest],
    counts: dict[str, Any],
) -> Release:
    """Write all files of a release into `folder` and publish it.

    Args:
        data: the data folder.
        folder: the empty folder to write into.
        quads: every graph, the default graph included.
        documents: text of the small files, by name.
        inputs: what was read.
        counts: for the manifest.
    """
    nquads = sorted_nquads(quads)
    whole = digest("graph.nq", nquads)
    contents = {name: text.encode() for name, text in documents.items()}
    contents["graph.nq.gz"] = gzip.compress(nquads, mtime=0)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    store = Store(folder / "store")
    store.bulk_load(nquads, format=RdfFormat.N_QUADS)
    store.flush()
    del store
    manifest = Manifest(
        release=whole.sha256[:16],
        digest=whole.sha256,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        opencairn=version("opencairn"),
        inputs=tuple(sorted(inputs, key=lambda entry: entry.name)),
        files=tuple(digest(name, content) for name, content in sorted(contents.items())),
        counts={**counts, "quads": nquads.count(b"\n")},
    )
    manifest.write(folder / "manifest.json")
    os.sync()
    return publish(data, folder, manifest)


def as_json(value: Any) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
