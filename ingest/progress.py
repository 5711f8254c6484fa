"""Show how far long work has come: a bar in a terminal, a log line per stage elsewhere."""

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import click

LOG: Final = logging.getLogger(__name__)

Advance = Callable[[int], None]


def share(advance: Advance, total: int) -> Callable[[int, int], None]:
    """Turn "done of all" into steps of a stage of `total` steps."""
    shown = 0

    def show(done: int, of: int) -> None:
        nonlocal shown
        steps = total * done // max(of, 1)
        advance(steps - shown)
        shown = steps

    return show


@contextmanager
def stage(name: str, total: int = 1) -> Iterator[Advance]:
    """One stage of `total` steps; the value is called with the number of steps done since the last call."""
    start = time.monotonic()
    if total > 1 and sys.stderr.isatty():
        with click.progressbar(length=total, label=f"{name:<12}", file=sys.stderr, show_pos=True) as bar:
            yield bar.update
            bar.update(total - bar.pos)
        return
    yield lambda steps: None
    LOG.info("%s: %s in %.1f s", name, f"{total:,} done" if total > 1 else "done", time.monotonic() - start)
