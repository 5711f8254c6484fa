"""The process that reads queries, as the server uses it: one at a time, for a limited time."""

import asyncio
import json
import sys
from typing import Any, Final

from service.errors import Busy, NotExplained, PlanUnknown
from service.explain import reader
from service.explain.reading import Reading
from service.sparql.syntax_faults import syntax_fault
from service.workers.process import Process

MOST_WAITING: Final = 8
LINE: Final = 16 * 1024**2
START_SECONDS: Final = 30.0
SOON: Final = {"Retry-After": "5"}


class QueryReader:
    """Starts its process when the first query is to be read, and again after it had to be killed."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._waking: asyncio.Task[None] | None = None

    def ready(self) -> bool:
        """Whether a query would be read at once; without a process one is started meanwhile."""
        if self._waiting:
            return False
        if self._process is not None and alive(self._process):
            return True
        self._waking = asyncio.create_task(self._wake())
        self._waiting += 1
        return False

    async def read(self, query: str, seconds: float) -> Reading:
        """What a query consists of.

        Raises:
            SyntaxFault: the engine cannot read it.
            PlanUnknown: the engine can, but not the parser of the explanation.
            NotExplained: it cannot be told whether anybody can.
            Busy: others wait.
        """
        if self._waiting >= MOST_WAITING:
            raise Busy("Other queries are being explained. Please try again in 5 s.", headers=SOON)
        self._waiting += 1
        try:
            async with self._turn:
                told = await self._told(query, seconds)
        finally:
            self._waiting -= 1
        if "syntax" in told:
            raise syntax_fault(told["syntax"])
        if "fault" in told:
            why = told["fault"][:400]
            if "runs" in told:
                raise PlanUnknown(f"The engine can run this query, but what explains queries cannot read it: {why}")
            raise NotExplained(f"It cannot be told what this query would do: {why}")
        return Reading.from_json(told["reading"])

    async def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            await process.wait()

    async def _wake(self) -> None:
        try:
            async with self._turn:
                await self._started()
        except Busy:
            pass  # the next query tries again
        finally:
            self._waiting -= 1

    async def _told(self, query: str, seconds: float) -> dict[str, Any]:
        process, done = await self._started(), False
        try:
            line = await self._asked(process, query, seconds)
            told: dict[str, Any] = json.loads(line)
            done = True
        except (TimeoutError, OSError, ValueError):  # it took too long, or died of the query
            return {"fault": "it is too long or too deeply nested."}
        finally:
            if not done:
                await self.close()
        return told

    async def _asked(self, process: Process, query: str, seconds: float) -> bytes:
        process.stdin.write(json.dumps(query).encode() + b"\n")
        async with asyncio.timeout(seconds):
            line = await process.stdout.readline()
        if not line:
            raise BrokenPipeError
        return line

    async def _started(self) -> Process:
        if self._process is not None and not alive(self._process):
            await self.close()
        if self._process is None:
            command = [sys.executable, "-P", "-m", reader.__name__]
            try:
                self._process = await Process.start(command, limit=LINE)
                await self._asked(self._process, "ASK {}", START_SECONDS)
            except (TimeoutError, OSError) as error:
                await self.close()
                raise Busy("Queries cannot be explained now. Please try again in 5 s.", headers=SOON) from error
            except BaseException:
                await self.close()
                raise
        return self._process


def alive(process: Process) -> bool:
    """Whether it can be written to; what has just died shows by its pipe first."""
    return process.returncode is None and not process.stdin.is_closing()
