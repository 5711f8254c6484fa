from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ingest.sorted_lines import sorted_lines

LINES = some.lists(some.binary(max_size=4).map(lambda line: line.replace(b"\n", b"") + b"\n"), max_size=30)


@given(lines=LINES, run=some.integers(1, 40))
def test_lines_come_once_in_the_order_of_their_bytes_whatever_fits_into_memory(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], run: int
) -> None:
    assert list(sorted_lines(lines, tmp_path_factory.mktemp("runs"), run)) == sorted(set(lines))


def test_no_lines_are_no_lines(tmp_path: Path) -> None:
    assert list(sorted_lines([], tmp_path)) == []
