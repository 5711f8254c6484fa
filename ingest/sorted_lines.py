"""Sort more lines than fit into memory."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Final

RUN: Final = 400_000
"""Lines that are sorted in memory at a time."""


def sorted_lines(lines: Iterable[bytes], scratch: Path, run: int = RUN) -> Iterator[bytes]:
    """The lines in the order of their bytes, each once.

    Args:
        lines: with a line break at the end of each.
        scratch: a folder to write runs into, as `<number>.lines`.
        run: how many lines are sorted in memory.
    """
    rest = iter(lines)
    paths: list[Path] = []
    while batch := sorted(islice(rest, run)):
        paths.append(scratch / f"{len(paths)}.lines")
        with paths[-1].open("wb") as file:
            file.writelines(batch)
    with ExitStack() as opened:
        last = b""
        for line in heapq.merge(*(opened.enter_context(path.open("rb")) for path in paths)):
            if line != last:
                yield line
            last = line
