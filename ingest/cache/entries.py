"""Entries of the cache: a document and its quads for each source, in `<data>/cache/<source>/`.

An entry is found under the digest of what it was made from. It is written beside the old one and renamed into place,
with its own digest in the first line; one that is not whole is passed over and made anew.
"""

import hashlib
import json
import logging
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Quad

from ingest.quad_files import QuadFile, write_quads

LOG: Final = logging.getLogger(__name__)
CACHE: Final = "cache"


class Cache:
    """The entries of a data folder.

    Args:
        data: the data folder.
        pipeline: digest of what is used for all sources; entries made with another one are not found.
    """

    def __init__(self, data: Path, pipeline: str) -> None:
        self._folder = data / CACHE
        self._pipeline = pipeline

    def find(self, source: str, digest: str) -> tuple[dict[str, Any], QuadFile] | None:
        """The document and the quads that were kept for a source with this content, None if there are none."""
        document, packed = self._paths(source, digest)
        try:
            return _read(document, packed)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            LOG.warning("%s: what was kept is damaged (%s): it is made anew", source, error)
            return None

    def keep(self, source: str, digest: str, document: dict[str, Any], quads: Iterable[Quad]) -> QuadFile:
        """Keep an entry in place of all others of the source; returns its quads."""
        kept, packed = self._paths(source, digest)
        if kept.parent.is_dir():
            shutil.rmtree(kept.parent)
        kept.parent.mkdir(parents=True)
        staged = packed.with_suffix(".part")
        count = len(write_quads(staged, quads))
        staged.replace(packed)
        written = QuadFile(packed, count)
        entry = {"document": document, "quads": {"count": count, "sha256": written.sha256()}}
        content = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        staged = kept.with_suffix(".part")
        staged.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        staged.replace(kept)
        return written

    def prune(self, sources: Collection[str]) -> None:
        """Delete what was kept for sources that are no longer known."""
        for folder in self._folder.glob("*"):
            if folder.name not in sources:
                shutil.rmtree(folder)

    def _paths(self, source: str, digest: str) -> tuple[Path, Path]:
        key = hashlib.sha256(f"{self._pipeline} {digest}".encode()).hexdigest()[:32]
        return self._folder / source / f"{key}.json", self._folder / source / f"{key}.nq.gz"


def _read(document: Path, packed: Path) -> tuple[dict[str, Any], QuadFile]:
    stated, _, content = document.read_bytes().partition(b"\n")
    if hashlib.sha256(content).hexdigest().encode() != stated:
        raise ValueError(f"{document} has another digest")
    entry = json.loads(content)
    quads = QuadFile(packed, entry["quads"]["count"])
    if quads.sha256() != entry["quads"]["sha256"]:
        raise ValueError(f"{packed} has another digest")
    return entry["document"], quads
