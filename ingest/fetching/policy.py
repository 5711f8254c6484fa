"""How often and how long an upstream is asked."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """Limits of politeness and patience; seconds where nothing else is said.

    Attributes:
        tries: how often one address is asked before it is given up.
        first_wait: before the second try; it doubles from try to try up to `longest_wait`, with a random part.
        longest_asked: an upstream that wants a longer pause than this one is left alone.
        redirects: how many are followed for one answer.
        timeout: of each step of a connection.
        still_fresh: an answer of an interrupted fetch that is younger is not asked for again.
        sleep: waits.
        now: seconds since 1970.
    """

    tries: int = 6
    first_wait: float = 1.0
    longest_wait: float = 60.0
    longest_asked: float = 900.0
    redirects: int = 5
    timeout: float = 60.0
    still_fresh: float = 86_400.0
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time
