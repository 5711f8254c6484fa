"""A pool of worker processes for one store; only a process can be stopped in the middle of a query."""

import asyncio
import json
import logging
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from service.errors import Busy, WorkerLost
from service.outcomes import ABANDONED, IDLE_DEATH
from service.workers import query_worker
from service.workers.query_worker import HEADER, LENGTH, NETWORKLESS, Job

log = logging.getLogger(__name__)

PIPE_BUFFER = 256 * 1024


@dataclass(frozen=True)
class Limits:
    """What one query may take."""

    seconds: float
    memory: int
    result_bytes: int
    queue_seconds: float


class Worker:
    """One worker process."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.pid = process.pid
        self.networkless = False

    @classmethod
    async def start(cls, store: Path, limits: Limits, way_out: int | None = None) -> Self:
        """Start the process; with the file descriptor of a Unix socket, it sends its door through it."""
        handles = () if way_out is None else (way_out,)
        numbers = [str(number) for number in (limits.memory, limits.result_bytes, *handles)]
        arguments = [sys.executable, "-P", "-m", query_worker.__name__, str(store), *numbers]
        process = await asyncio.create_subprocess_exec(
            *arguments, stdin=PIPE, stdout=PIPE, limit=PIPE_BUFFER, start_new_session=True, pass_fds=handles
        )
        worker = cls(process)
        try:
            _, said = await worker.read_frame()
            worker.networkless = said == NETWORKLESS
        except BaseException:
            await worker.stop()
            raise
        return worker

    @property
    def alive(self) -> bool:
        assert self._process.stdin is not None
        return self._process.returncode is None and not self._process.stdin.is_closing()

    async def send(self, job: Job) -> None:
        payload = json.dumps(job).encode()
        assert self._process.stdin is not None
        if self.alive:  # a dead worker shows when its answer is read
            self._process.stdin.write(LENGTH.pack(len(payload)) + payload)
            with suppress(ConnectionError):
                await self._process.stdin.drain()

    async def read_frame(self) -> tuple[bytes, bytes]:
        """The kind and payload of the next frame; raises WorkerLost when the process is gone."""
        assert self._process.stdout is not None
        try:
            kind, size = HEADER.unpack(await self._process.stdout.readexactly(HEADER.size))
            return kind, await self._process.stdout.readexactly(size)
        except asyncio.IncompleteReadError as error:
            raise WorkerLost("The process that answered the query ended before it was done.") from error

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()

    async def stop(self) -> int:
        """Kill the process and wait for its end; returns its return code."""
        self.kill()
        return await self._process.wait()


class WorkerPool:
    """Up to `size` workers on one store; those that were killed are replaced.

    Attributes:
        lane: what kind of queries it answers.
        size: how many workers it is meant to have.
        limits: what each query may take.
        waiting: how many queries wait for a worker.
        networkless: whether no worker has a network.
    """

    def __init__(
        self,
        store: Path,
        size: int,
        limits: Limits,
        lane: str = "",
        lost: Callable[[str, str], None] = lambda lane, reason: None,
    ) -> None:
        self.lane = lane
        self.size = size
        self.limits = limits
        self.waiting = 0
        self.networkless = True
        self._store = store
        self._lost = lost
        self._slots = asyncio.Semaphore(size)
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._replacements: set[asyncio.Task[None]] = set()
        self._retired = False

    @property
    def pids(self) -> list[int]:
        return [worker.pid for worker in [*self._idle, *self._busy]]

    @property
    def idle(self) -> int:
        return sum(worker.alive for worker in self._idle)

    @property
    def busy(self) -> int:
        return len(self._busy)

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
        for worker in self._busy:
            worker.kill()
        if self._replacements:
            await asyncio.wait(self._replacements)
        await self._stop_idle()

    async def take(self) -> Worker:
        """A worker for one query, to be given back or discarded; raises Busy when none gets free in time."""
        self.waiting += 1
        try:
            await asyncio.wait_for(self._slots.acquire(), self.limits.queue_seconds)
        except TimeoutError as error:
            raise Busy(
                f"All {self.size} workers stayed busy for {self.limits.queue_seconds:g} s. Please try again.",
                headers={"Retry-After": str(max(1, round(self.limits.seconds / 2)))},
            ) from error
        finally:
            self.waiting -= 1
        try:
            worker = await self._idle_or_new()
        except BaseException:
            self._slots.release()
            raise
        self._busy.add(worker)
        return worker

    async def _idle_or_new(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            await worker.stop()
            self._lost(self.lane, IDLE_DEATH)
        return await self._start()

    async def give_back(self, worker: Worker) -> None:
        """Take back a worker that has answered its query completely."""
        self._busy.discard(worker)
        await self._keep(worker)
        self._slots.release()

    async def discard(self, worker: Worker, reason: str = ABANDONED) -> int:
        """Take back a worker that must not go on, for a reason; returns the return code of its process."""
        self._busy.discard(worker)
        self._lost(self.lane, reason)
        code = await worker.stop()
        replacement = asyncio.create_task(self._replace())
        self._replacements.add(replacement)
        replacement.add_done_callback(self._replacements.discard)
        return code

    async def _replace(self) -> None:
        try:
            if not self._retired:
                await self._keep(await self._start())
        except (WorkerLost, OSError):
            log.exception("could not replace a query worker on %s", self._store)
        finally:
            self._slots.release()

    async def _keep(self, worker: Worker) -> None:
        """Let the worker wait for the next query, unless the pool was retired in the meantime."""
        if self._retired:
            await worker.stop()
        else:
            self._idle.append(worker)

    async def _start(self) -> Worker:
        worker = await Worker.start(self._store, self.limits)
        self.networkless = self.networkless and worker.networkless
        return worker

    async def _stop_idle(self) -> None:
        while self._idle:
            await self._idle.pop().stop()
