import gzip
from collections.abc import Callable

import pytest
import zstandard

from service.http.content_coding import HUGE, compressed, content_coding


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        (None, ""),
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("zstd;q=0, gzip;q=0", ""),
        ("*", "zstd"),
        ("*;q=0.1, zstd;q=0", "gzip"),
        ("identity, gzip;q=0.5", ""),
        ("br, deflate", ""),
        ("gzip;q=much", ""),
    ],
)
def test_the_coding_that_a_client_likes_best_is_chosen(header: str | None, coding: str) -> None:
    assert content_coding(header) == coding


@pytest.mark.parametrize(("coding", "undone"), [("gzip", gzip.decompress), ("zstd", zstandard.decompress)])
@pytest.mark.parametrize("size", [2000, HUGE + 1])
def test_what_is_compressed_is_the_same_every_time_and_comes_back(
    coding: str, undone: Callable[[bytes], bytes], size: int
) -> None:
    data = (b"the same words again and again; " * (size // 32 + 1))[:size]
    once = compressed(data, coding)
    assert once == compressed(data, coding)
    assert len(once) < len(data) / 10
    assert undone(once) == data
