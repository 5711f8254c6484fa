import asyncio
import os
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path

import pytest

from ingest.release import current_release
from service.workers.pool import Lanes, WorkerPool
from service.workers.worker import Limits
from tests.server_process import children
from tests.until import LONG

LIMITS = Limits(seconds=LONG, memory=1024**3, result_bytes=1024**2, queue_seconds=LONG)
LANES = Lanes(light=1, heavy=1, heavy_at_once=1, waiting=1)


async def comes_true(condition: Callable[[], bool]) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(LONG):
            while not condition():
                await asyncio.sleep(0.01)
    return condition()


async def retired_while_a_worker_is_replaced(pool: WorkerPool, started: Callable[[], set[int]]) -> None:
    await pool.warm_up()
    await pool.discard(await pool.take())
    assert await comes_true(lambda: len(started()) == 2)
    await pool.retire()


async def stopped_while_it_warms_up(pool: WorkerPool, started: Callable[[], set[int]]) -> None:
    warming = asyncio.create_task(pool.warm_up())
    assert await comes_true(lambda: bool(pool.pids))
    if warming.cancel():
        with suppress(asyncio.CancelledError):
            await warming
    else:
        await pool.close()


@pytest.mark.parametrize("scenario", [retired_while_a_worker_is_replaced, stopped_while_it_warms_up])
def test_workers_that_nobody_will_use_are_stopped(
    example_data: Path, scenario: Callable[[WorkerPool, Callable[[], set[int]]], Coroutine[None, None, None]]
) -> None:
    others = set(children(os.getpid()))

    def started() -> set[int]:
        return set(children(os.getpid())) - others

    async def nothing_is_left() -> bool:
        pool = WorkerPool(current_release(example_data).store_path, LANES, LIMITS)
        await scenario(pool, started)
        try:
            return await comes_true(lambda: not started())
        finally:
            await pool.close()

    assert asyncio.run(nothing_is_left())
