"""Waiting for what happens soon, on however busy a machine."""

import time
from collections.abc import Callable

PATIENCE = 60.0


def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
