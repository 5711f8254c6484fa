"""Charges clients with the work that is done for them in this process; that of query workers is charged by them."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Any, Final, TypeVar

from service.fair_use.budgets import Account

AT_ONCE: Final = nullcontext()

T = TypeVar("T")


@asynccontextmanager
async def charged(
    account: Account, turn: AbstractAsyncContextManager[Any] = AT_ONCE, *, admitted: bool = False
) -> AsyncIterator[None]:
    """Charge an account with the time that the work inside takes; to wait for its `turn` costs nothing.

    Whoever has nothing left is refused, but not a request that was `admitted` before: it is not to pay for queries in
    vain.

    Raises:
        Throttled: nothing is left, or too much is asked for at once.
    """
    account.go_on() if admitted else account.begin()
    took = 0.0
    try:
        async with turn:
            began = time.perf_counter()
            try:
                yield
            finally:
                took = time.perf_counter() - began
    finally:
        account.end(took)


async def aside(account: Account, work: Callable[[], T]) -> T:
    """The result of work that is done beside the event loop and charged."""
    async with charged(account):
        return await asyncio.to_thread(work)
