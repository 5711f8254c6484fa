"""Quads in a compressed file of N-Quads: to go through as often as wanted, without all of them in memory."""

import gzip
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, RdfFormat, parse, serialize

AT_ONCE: Final = 20_000
FASTEST: Final = 1
"""Level of compression: three quarters of what the best one saves, in a tenth of its time."""


@dataclass(frozen=True)
class QuadFile(Collection[Quad]):
    """The quads of a file that `write_quads` wrote, in their order."""

    path: Path
    count: int

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Quad]:
        with gzip.open(self.path) as file, BufferedReader(file) as content:
            yield from parse(content, format=RdfFormat.N_QUADS, lenient=True)  # terms that were valid when written

    def __contains__(self, quad: object) -> bool:
        return any(each == quad for each in self)

    def sha256(self) -> str:
        """Digest of the compressed file; raises OSError if it cannot be read."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def write_quads(path: Path, quads: Iterable[Quad]) -> QuadFile:
    """Write quads to a file, the same bytes for the same quads."""
    rest = iter(quads)
    count = 0
    with path.open("wb") as raw, gzip.GzipFile("", "wb", FASTEST, raw, mtime=0) as file:
        while batch := list(islice(rest, AT_ONCE)):
            file.write(serialize(batch, format=RdfFormat.N_QUADS) or b"")
            count += len(batch)
    return QuadFile(path, count)
