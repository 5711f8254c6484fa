"""The lane of queries that call other endpoints."""

import asyncio
import math
import socket
from collections.abc import Callable
from pathlib import Path

from service.federation.door import Door
from service.federation.outside import Outside
from service.workers.pool import Lanes, WorkerPool
from service.workers.way_out import take_door
from service.workers.worker import Limits, Run, Worker


class FederatedWorker(Worker):
    """A worker with a door."""

    door: Door

    async def stop(self) -> int:
        if hasattr(self, "door"):  # it has none when it did not get so far
            self.door.close()
        return await super().stop()


class FederatedPool(WorkerPool):
    """Workers that reach the listed endpoints and nothing else."""

    def __init__(
        self, store: Path, lanes: Lanes, limits: Limits, lane: str, lost: Callable[[str, str], None], outside: Outside
    ) -> None:
        super().__init__(store, lanes, limits, lane, lost)
        self.outside = outside

    async def take(
        self, client: str = "", gone: "asyncio.Future[None] | None" = None, seconds: float = math.inf
    ) -> Run:
        run = await super().take(client, gone, seconds)
        assert isinstance(run.worker, FederatedWorker)
        run.worker.door.next_query(lambda error: run.stop(error))
        return run

    async def _start(self, *, give_way: bool = False) -> Worker:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            worker = await FederatedWorker.start(self._store, self.limits, theirs.fileno(), give_way=give_way)
            worker.door = Door(take_door(ours), self.outside)
        await worker.door.open()
        return worker
