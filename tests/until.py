"""Waiting for a condition; the limit only matters when the condition never comes."""

import time
from collections.abc import Callable

LONG = 120.0


def until(condition: Callable[[], bool], seconds: float = LONG) -> bool:
    """Whether the condition came true; `seconds` is for a machine that has much else to do."""
    end = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < end:
        time.sleep(0.01)
    return met
