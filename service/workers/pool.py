"""A pool of worker processes for one store; only a process can be stopped in the middle of a query."""

import asyncio
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.errors import Busy, WorkerLost
from service.outcomes import ABANDONED, IDLE_DEATH
from service.workers.heavy_lane import HeavyLane
from service.workers.slots import Slots
from service.workers.worker import Limits, Run, Worker

log = logging.getLogger(__name__)

HEAVY_AFTER_SECONDS: Final = 0.25
"""Of the processor: more than any honest light query needs, and little beside the cost of another worker."""
HEAVY_AFTER_ALL_SECONDS: Final = 1.0
"""Of the clock, however little it works: its client reads slowly, or the machine is busy."""
HEAVY_AFTER_AT_FIRST_SECONDS: Final = 1.0
"""Of the processor, for the first query of a worker, which reads what the engine keeps at hand afterwards."""
PRESSED_SECONDS: Final = 0.03
"""Of the processor, when its client asks much and somebody new waits."""
LOOK_SECONDS: Final = 0.05
SPARE_WORKERS: Final = 1
"""They take over at once when a query grows heavy; starting a process takes as long as many light queries."""
KEPT_AT_LOW_PRIORITY: Final = 2


@dataclass(frozen=True)
class Lanes:
    """How many queries a pool takes.

    Attributes:
        light: those that have just begun.
        heavy: those that take long, running or paused, each with a worker more.
        heavy_at_once: how many of the heavy ones run.
        waiting: how many wait before all of them.
    """

    light: int
    heavy: int
    heavy_at_once: int
    waiting: int


class WorkerPool:
    """Workers on one store; those that were killed are replaced.

    A query that works for longer than a quarter of a second (the first of a worker: a second) becomes heavy, or sooner
    if its client has others beside it while one waits that has sent none: it goes on at the lowest priority, in turns
    with other heavy ones, and a spare worker takes its place among the light ones. Its worker cannot get its priority
    back, so it is kept for clients that have just sent heavy queries: theirs begin at the lowest priority, until some
    in a row were light. There are never more workers than light and heavy queries may be, the spare one, and those
    that are kept.

    Attributes:
        lane: what kind of queries it answers.
        size: how many workers it is meant to have at rest.
        limits: what each query may take.
        heavy: the queries that take long.
        networkless: whether no worker has a network.
    """

    def __init__(
        self,
        store: Path,
        lanes: Lanes,
        limits: Limits,
        lane: str = "",
        lost: Callable[[str, str], None] = lambda lane, reason: None,
    ) -> None:
        self.lane = lane
        self.size = lanes.light + SPARE_WORKERS
        self.limits = limits
        self.networkless = True
        self.heavy = HeavyLane(lanes.heavy_at_once, lanes.heavy)
        self._store = store
        self._lost = lost
        self._slots = Slots(lanes.light, lanes.waiting, self.heavy)
        self._idle: list[Worker] = []
        self._idle_at_low_priority: list[Worker] = []
        self._busy: dict[Run, asyncio.TimerHandle] = {}
        self._replacements: set[asyncio.Task[None]] = set()
        self._retired = False

    @property
    def pids(self) -> list[int]:
        waiting = [*self._idle, *self._idle_at_low_priority]
        return [worker.pid for worker in [*waiting, *(run.worker for run in self._busy)]]

    @property
    def idle(self) -> int:
        return sum(worker.alive for worker in self._idle)

    @property
    def idle_at_low_priority(self) -> int:
        return sum(worker.alive for worker in self._idle_at_low_priority)

    @property
    def busy(self) -> int:
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """How many queries wait for a worker."""
        return self._slots.waiting

    async def warm_up(self) -> None:
        """Start all workers; raises WorkerLost when the store cannot be opened."""
        try:
            while len(self._idle) < self.size:
                self._idle.append(await self._start())
        except BaseException:  # nobody will use those that did start
            await self._stop_idle()
            raise
        if not self.networkless:
            log.warning("query workers keep the network: the system forbids them a network namespace")

    async def retire(self) -> None:
        """Stop idle workers now and busy ones when they are done; a late query still gets a worker."""
        self._retired = True
        await self._stop_idle()

    async def close(self) -> None:
        """Stop all workers now."""
        self._retired = True
        self.heavy.close()
        for run in self._busy:
            run.worker.kill()
        if self._replacements:
            await asyncio.wait(self._replacements)
        await self._stop_idle()

    async def take(
        self, client: str = "", gone: "asyncio.Future[None] | None" = None, seconds: float = math.inf
    ) -> Run:
        """A worker for a query of the client that has so many seconds, to be given back or discarded.

        Raises Busy when none gets free in time, and ClientGone when `gone` is done before that.
        """
        try:
            await self._slots.acquire(client, min(seconds, self.limits.queue_seconds), gone)
        except Busy as busy:
            raise self.come_back(busy.detail) from busy
        try:
            known = self.heavy.knows(client)
            run = Run(await (self._at_low_priority() if known else self._idle_or_new()), client)
        except BaseException:
            self._slots.release(client)
            raise
        self._busy[run] = asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look_at, run)
        return run

    def come_back(self, why: str) -> Busy:
        """What a client hears that is sent away because of others."""
        seconds = max(1, round(self.limits.seconds / 2))
        return Busy(f"{why} Please try again in {seconds} s.", headers={"Retry-After": str(seconds)})

    async def give_back(self, run: Run) -> None:
        """Take back a worker that has answered its query completely."""
        self._let_go(run)
        run.worker.has_answered = True
        await self._keep(run.worker)
        if not run.heavy:
            self.heavy.saw_light(run.client)
            self._slots.release(run.client)

    async def discard(self, run: Run, reason: str = ABANDONED) -> int:
        """Take back a worker that must not go on, for a reason; returns the return code of its process."""
        self._lost(self.lane, reason)
        run.worker.kill()
        self._let_go(run)
        code = await run.worker.stop()
        if not run.heavy:
            self._replace_worker(run, had_priority=not run.worker.gave_way)
        return code

    def _let_go(self, run: Run) -> None:
        timer = self._busy.pop(run, None)
        if timer:
            timer.cancel()
        if run.heavy:
            self.heavy.leave(run)
            self._slots.serve()

    def _look_at(self, run: Run) -> None:
        worked = run.worked
        slots, client = self._slots, run.client
        pressed = worked >= PRESSED_SECONDS and slots.asked_by(client) > 1 and slots.newcomer_waits(besides=client)
        most = HEAVY_AFTER_SECONDS if run.worker.has_answered else HEAVY_AFTER_AT_FIRST_SECONDS
        if pressed or worked >= most or run.seconds >= HEAVY_AFTER_ALL_SECONDS:
            self._grow_heavy(run)
        elif run in self._busy:
            self._busy[run] = asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look_at, run)

    def _grow_heavy(self, run: Run) -> None:
        """Let others have the place of a query that takes long."""
        if self.heavy.full:
            least = self.heavy.make_room(run.client) or run
            least.stop(self.come_back("Other queries that take long are in the way of this one."))
            if least is run:
                return
            self.heavy.leave(least)
        had_priority = not run.worker.gave_way
        self.heavy.join(run)
        self._replace_worker(run, had_priority=had_priority)

    async def _idle_or_new(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            await worker.stop()
            self._lost(self.lane, IDLE_DEATH)
            if self._idle:
                self._start_another()
        return await self._start()

    async def _at_low_priority(self) -> Worker:
        while self._idle_at_low_priority:
            worker = self._idle_at_low_priority.pop()
            if worker.alive:
                return worker
            await worker.stop()
            self._lost(self.lane, IDLE_DEATH)
        return await self._start(give_way=True)

    def _replace_worker(self, run: Run, *, had_priority: bool) -> None:
        """Start another worker; who held the slot of the one that is gone gives it up as soon as there is any."""
        holds_slot = had_priority and not self._idle
        if not holds_slot:
            self._slots.release(run.client)
        if had_priority:
            self._start_another(run.client if holds_slot else None)

    def _start_another(self, holder: str | None = None) -> None:
        replacement = asyncio.create_task(self._replace(holder))
        self._replacements.add(replacement)
        replacement.add_done_callback(self._replacements.discard)

    async def _replace(self, holder: str | None) -> None:
        try:
            if not self._retired:
                await self._keep(await self._start())
        except (WorkerLost, OSError):
            log.exception("could not replace a query worker on %s", self._store)
        finally:
            if holder is not None:
                self._slots.release(holder)

    async def _keep(self, worker: Worker) -> None:
        """Let the worker wait for the next query, unless the pool was retired in the meantime or has enough."""
        low = worker.gave_way
        idle, most = (self._idle_at_low_priority, KEPT_AT_LOW_PRIORITY) if low else (self._idle, self.size)
        if self._retired or len(idle) >= most:
            await worker.stop()
        else:
            idle.append(worker)

    async def _start(self, *, give_way: bool = False) -> Worker:
        worker = await Worker.start(self._store, self.limits, give_way=give_way)
        self.networkless = self.networkless and worker.networkless
        return worker

    async def _stop_idle(self) -> None:
        for idle in (self._idle, self._idle_at_low_priority):
            while idle:
                await idle.pop().stop()
