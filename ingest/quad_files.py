"""Quads in a compressed file of N-Quads: to go through as often as wanted, without all of them in memory."""

import gzip
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain, islice
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

AT_ONCE: Final = 20_000
LOADED_AT_ONCE: Final = 250_000
"""Quads that a store takes in one go: of a million and more it holds more than a gigabyte until they are written."""
BUFFER: Final = 1 << 20
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
        with gzip.open(self.path) as file, BufferedReader(file, BUFFER) as content:
            yield from parse(content, format=RdfFormat.N_QUADS, lenient=True)  # terms that were valid when written

    def __contains__(self, quad: object) -> bool:
        return any(each == quad for each in self)

    def sha256(self) -> str:
        """Digest of the compressed file; raises OSError if it cannot be read."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True)
class Joined(Collection[Quad]):
    """Several collections of quads, one after the other."""

    parts: tuple[Collection[Quad], ...]

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __iter__(self) -> Iterator[Quad]:
        return chain.from_iterable(self.parts)

    def __contains__(self, quad: object) -> bool:
        return any(quad in part for part in self.parts)


def fill(store: Store, quads: Iterable[Quad]) -> None:
    """Put many quads into a store."""
    rest = iter(quads)
    for first in rest:
        store.bulk_extend(chain((first,), islice(rest, LOADED_AT_ONCE - 1)))


def write_quads(path: Path, quads: Iterable[Quad]) -> QuadFile:
    """Write quads to a file, the same bytes for the same quads."""
    rest = iter(quads)
    count = 0
    with path.open("wb") as raw, gzip.GzipFile("", "wb", FASTEST, raw, mtime=0) as file:
        while batch := list(islice(rest, AT_ONCE)):
            file.write(serialize(batch, format=RdfFormat.N_QUADS) or b"")
            count += len(batch)
    return QuadFile(path, count)
