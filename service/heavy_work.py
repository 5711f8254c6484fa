"""Where networks are measured and written: beside the event loop, one at a time, charged to whoever asked."""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

from service.errors import Busy
from service.fair_use.budgets import Account
from service.fair_use.charging import charged

MOST_WAITING: Final = 8
SOON: Final = {"Retry-After": "5"}

T = TypeVar("T")


class HeavyWork:
    def __init__(self) -> None:
        self._free = asyncio.Semaphore(1)
        self._waiting = 0

    async def do(self, work: Callable[[], T], account: Account, *, admitted: bool = False) -> T:
        """The result of work that takes seconds, see `charged`; raises Busy when too much waits for its turn."""
        if self._waiting >= MOST_WAITING:
            raise Busy("Other networks and paths are being computed. Please try again in 5 s.", headers=SOON)
        self._waiting += 1
        try:
            async with charged(account, self._free, admitted=admitted):
                return await asyncio.to_thread(work)
        finally:
            self._waiting -= 1


HEAVY_WORK: Final = HeavyWork()
"""Of this process."""
