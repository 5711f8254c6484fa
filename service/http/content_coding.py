"""Compression: which one an Accept-Encoding header asks for (RFC 9110, section 12.5.3), and doing it."""

import gzip
from collections.abc import Callable
from typing import Final

import zstandard

CODINGS: Final = ("zstd", "gzip")
"""What is offered, the best first."""
COMPRESS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "gzip": lambda data: gzip.compress(data, 6, mtime=0),
    "zstd": lambda data: zstandard.compress(data, 9),
}
"""Better and slower than for answers to queries: what is compressed here is kept."""


def content_coding(accept_encoding: str | None) -> str:
    """The coding to answer with; "" sends the bytes as they are.

    >>> content_coding("gzip;q=0.5, zstd;q=0.1")
    'gzip'
    """
    wanted = _qualities(accept_encoding or "")
    weights = {coding: wanted.get(coding, wanted.get("*", 0.0)) for coding in CODINGS}
    best = max(CODINGS, key=lambda coding: weights[coding])
    return best if weights[best] > 0 and weights[best] >= wanted.get("identity", 0.0) else ""


def compressed(data: bytes, coding: str) -> bytes:
    """The data in one of CODINGS, the same bytes every time."""
    return COMPRESS[coding](data)


def _qualities(header: str) -> dict[str, float]:
    found = {}
    for entry in header.split(","):
        name, _, parameter = entry.partition(";")
        key, _, value = parameter.partition("=")
        try:
            found[name.strip().lower()] = float(value) if key.strip().lower() == "q" else 1.0
        except ValueError:
            continue
    return found
