"""One worker process and the query that it answers."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from service.errors import ServiceError, WorkerLost
from service.workers import query_worker
from service.workers.process import Process
from service.workers.query_worker import HEADER, LENGTH, NETWORKLESS, Job

LOWEST_PRIORITY: Final = 19
PROCESS_CLOCK: Final = 2
"""Of the clocks that the kernel has for each process, the one that says what its threads had of the processors."""


@dataclass(frozen=True)
class Limits:
    """What one query may take."""

    seconds: float
    memory: int
    result_bytes: int
    queue_seconds: float


class Worker:
    """One worker process.

    Attributes:
        networkless: whether it has no network.
        gave_way: whether it has the lowest priority for the rest of its life.
        has_answered: whether it has answered a query completely.
    """

    def __init__(self, process: Process) -> None:
        self._process = process
        self.pid = process.pid
        self.networkless = False
        self.gave_way = False
        self.has_answered = False

    @classmethod
    async def start(cls, store: Path, limits: Limits, way_out: int | None = None, *, give_way: bool = False) -> Self:
        """Start the process, at the lowest priority if it is to give way.

        With the file descriptor of a Unix socket, it sends its door through it.
        """
        handles = () if way_out is None else (way_out,)
        numbers = [str(number) for number in (limits.memory, limits.result_bytes, *handles)]
        arguments = [sys.executable, "-P", "-m", query_worker.__name__, str(store), *numbers]
        worker = cls(await Process.start(arguments, handles))
        if give_way:
            worker.give_way()
        try:
            _, said = await worker.read_frame()
            worker.networkless = said == NETWORKLESS
        except BaseException:
            await worker.stop()
            raise
        return worker

    @property
    def alive(self) -> bool:
        return self._process.returncode is None and not self._process.stdin.is_closing()

    async def send(self, job: Job) -> None:
        payload = json.dumps(job).encode()
        if self.alive:  # a dead worker shows when its answer is read
            self._process.stdin.write(LENGTH.pack(len(payload)) + payload)
            with suppress(ConnectionError):
                await self._process.stdin.drain()

    async def read_frame(self) -> tuple[bytes, bytes]:
        """The kind and payload of the next frame; raises WorkerLost when the process is gone."""
        try:
            kind, size = HEADER.unpack(await self._process.stdout.readexactly(HEADER.size))
            return kind, await self._process.stdout.readexactly(size)
        except asyncio.IncompleteReadError as error:
            raise WorkerLost("The process that answered the query ended before it was done.") from error

    def processor_seconds(self) -> float:
        """How long it has had the processor since it was started; where the system does not tell, how long it might."""
        if sys.platform != "linux":
            return time.monotonic()
        try:
            return time.clock_gettime(~self.pid << 3 | PROCESS_CLOCK)
        except OSError:  # it is gone
            return 0.0

    def give_way(self) -> None:
        """Let every other process go first from now on; ordinary users cannot take that back.

        Where Linux weighs sessions before processes (autogroup), the session of the worker gives way too.
        """
        self.gave_way = True
        if self._process.returncode is None:
            with suppress(OSError):  # it is gone, there are no such groups, or another one has just changed
                os.setpriority(os.PRIO_PROCESS, self.pid, LOWEST_PRIORITY)
                Path(f"/proc/{self.pid}/autogroup").write_text(str(LOWEST_PRIORITY), encoding="ascii")

    def pause(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self._process.kill()

    async def stop(self) -> int:
        """Kill the process and wait for its end; returns its return code."""
        self.kill()
        return await self._process.wait()


def nobody_hears(_: ServiceError) -> None:
    """For queries that nobody stops from outside."""


class Run:
    """A query on its worker.

    Attributes:
        client: who asked.
        heavy: whether it has run for longer than a light query does.
        had_turn: whether it ran since it became heavy.
        stop: called with the reason when it must make room for others.
    """

    def __init__(self, worker: Worker, client: str) -> None:
        self.worker = worker
        self.client = client
        self.heavy = False
        self.had_turn = False
        self.stop: Callable[[ServiceError], None] = nobody_hears
        self._clock = asyncio.get_running_loop().time
        self._running_since: float | None = self._clock()
        self._seconds = 0.0
        self._worked_before = worker.processor_seconds()

    @property
    def worked(self) -> float:
        """How long it has had the processor."""
        return self.worker.processor_seconds() - self._worked_before

    @property
    def seconds(self) -> float:
        """How long it has kept a worker, without the time in which it was paused."""
        return self._seconds + (0.0 if self._running_since is None else self._clock() - self._running_since)

    def pause(self) -> None:
        if self._running_since is not None:
            self.worker.pause()
            self._seconds, self._running_since = self.seconds, None

    def go_on(self) -> None:
        self.had_turn = True
        self.worker.give_way()
        if self._running_since is None:
            self.worker.go_on()
            self._running_since = self._clock()
