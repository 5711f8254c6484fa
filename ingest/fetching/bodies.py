"""Turn a body as it came over the line into a file, within limits."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from ingest.errors import FetchFailed

CHUNK: Final = 1 << 16
ENCODINGS: Final = "gzip"
"""What we ask for: it can be resumed and counted like a body that is not encoded."""


class Incomplete(Exception):
    """The body ends too early or is damaged."""


@dataclass(frozen=True)
class Content:
    """A file that was made of a body."""

    size: int
    sha256: str


def keep(body: Path, encoding: str, target: Path, largest: int, url: str) -> Content:
    """Move a body to its place, decoded.

    Raises:
        FetchFailed: more than `largest` bytes come out, or the encoding is unknown.
        Incomplete: it cannot be decoded.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if encoding.strip().lower() in ("", "identity"):
        body.replace(target)
        return content_of(target)
    with target.open("wb") as file:
        for chunk in _decoded(body, encoding, url):
            file.write(chunk)
            if file.tell() > largest:
                for path in (target, body):
                    path.unlink()
                raise FetchFailed(f"{url}: decompresses to more than {largest:,} bytes, which is the limit for it")
    body.unlink()
    return content_of(target)


def content_of(path: Path) -> Content:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in _chunks(file):
            digest.update(chunk)
        return Content(file.tell(), digest.hexdigest())


def _decoded(body: Path, encoding: str, url: str) -> Iterator[bytes]:
    if encoding.strip().lower() not in ("gzip", "x-gzip"):
        raise FetchFailed(f"{url}: came as {encoding[:40]!r}, which was not asked for")
    try:
        with gzip.open(body) as file:
            yield from _chunks(file)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise Incomplete(f"damaged: {error}") from error


def _chunks(file: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
