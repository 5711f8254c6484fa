import asyncio
import threading
import time

import pytest

from service.errors import Busy, Throttled
from service.fair_use.budgets import Account, Rates
from service.heavy_work import MOST_WAITING, HeavyWork


def account(at_once: int = 0) -> Account:
    return Account("somebody", Rates(60, 100, at_once))


def work() -> int:
    time.sleep(0.05)
    return 1


def test_work_is_charged_even_if_it_fails() -> None:
    async def run() -> None:
        client = account()
        assert await HeavyWork().do(work, client) == 1
        assert client.left < 100
        with pytest.raises(ZeroDivisionError):
            await HeavyWork().do(lambda: 1 // 0, client)
        assert client.at_once == 0

    asyncio.run(run())


def test_one_at_a_time_is_worked_on_and_too_many_are_sent_away() -> None:
    async def run() -> None:
        bench, free = HeavyWork(), threading.Event()
        waiting = [asyncio.create_task(bench.do(free.wait, account())) for _ in range(MOST_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await bench.do(free.wait, account())
        free.set()
        assert await asyncio.gather(*waiting) == [True] * MOST_WAITING
        assert await bench.do(free.wait, account()) is True

    asyncio.run(run())


def test_who_has_too_much_running_waits() -> None:
    async def run() -> None:
        client = account(at_once=1)
        client.begin()
        with pytest.raises(Throttled):
            await HeavyWork().do(lambda: 1, client)

    asyncio.run(run())
