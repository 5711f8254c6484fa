import pytest

from service.http.content_coding import content_coding


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
