"""Compression: which one an Accept-Encoding header asks for (RFC 9110, section 12.5.3), and doing it."""

import gzip
from collections.abc import Callable
from typing import Final

import zstandard

CODINGS: Final = ("zstd", "gzip")
"""What is offered, the best first."""
COMPRESS: Final[dict[str, Callable[[bytes, int], bytes]]] = {
    "gzip": lambda data, level: gzip.compress(data, level, mtime=0),
    "zstd": zstandard.compress,
}
HUGE: Final = 1024**2
LEVELS: Final = {"gzip": (6, 1), "zstd": (9, 3)}
"""Better and slower than for answers to queries, as what is compressed here is kept; and for what is huge, so that the
first who asks for it does not wait.
"""


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
    return COMPRESS[coding](data, LEVELS[coding][len(data) > HUGE])


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
