"""The answer to one query while it is being computed, and why it failed if it does."""

import asyncio
import json
import math
import signal
from collections.abc import AsyncGenerator

from service.errors import (
    Busy,
    ClientGone,
    DeadlinePassed,
    MemoryExceeded,
    NotAcceptable,
    QueryFailed,
    ResultTooLarge,
    ServiceError,
    TooComplex,
    WorkerLost,
)
from service.fair_use.budgets import Account
from service.outcomes import ABANDONED, outcome_of
from service.sparql.syntax_faults import syntax_fault
from service.workers.pool import WorkerPool
from service.workers.query_worker import FAULT, LAST, Job, TooMuchWritten
from service.workers.worker import Limits, Run
from service.workers.xml_bytes import NotInXml

NO_TRIPLE_TERMS = "JSON-LD does not support RDF 1.2"
OUT_OF_MEMORY = (-signal.SIGABRT, -signal.SIGKILL)
MOSTLY = 0.9
HARDLY = 0.1
STACK_OVERFLOW = (-signal.SIGSEGV, -signal.SIGBUS)


async def ask(
    pool: WorkerPool, job: Job, gone: "asyncio.Task[None]", account: Account, timeout: float | None = None
) -> "Answer":
    """Start a query; returns when its first bytes are there, raises when it failed before that.

    The query is stopped when the task `gone` is done: then nobody waits for it. A client may ask for a shorter
    `timeout` in seconds than the pool has; the time in which it waits for a worker counts. What the query takes is
    charged to the account.
    """
    account.begin()
    began = asyncio.get_running_loop().time()
    seconds = min(pool.limits.seconds, timeout or math.inf)
    try:
        run = await pool.take(account.client, gone, seconds)
    except BaseException:
        account.end(0.0)
        raise
    answer = Answer(pool, run, gone, account, seconds, began)
    await answer.begin(job)
    return answer


class Answer:
    """Its worker is killed at the deadline, at the size limit, and when the client is gone."""

    def __init__(
        self, pool: WorkerPool, run: Run, gone: "asyncio.Task[None]", account: Account, seconds: float, began: float
    ) -> None:
        self._pool = pool
        self._run = run
        self._gone = gone
        self._account = account
        self._stopped_for: Exception | None = None
        self._over = False
        self._ending: asyncio.Task[None] | None = None
        self._kind, self.first = b"", b""
        self._seconds = seconds
        self._deadline = asyncio.get_running_loop().call_at(began + seconds, self._at_deadline)
        gone.add_done_callback(self._client_gone)
        run.stop = self._stop

    @property
    def complete(self) -> bool:
        """Whether `first` is the whole answer."""
        return self._kind == LAST

    async def begin(self, job: Job) -> None:
        try:
            await self._run.worker.send(job)
            await self._read()
        finally:
            if self._kind == b"" or self.complete:
                await self._finish()

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """All bytes of the answer; raises when it cannot be completed."""
        try:
            yield self.first
            while not self.complete:
                yield await self._read()
        finally:
            await self._finish()

    async def _read(self) -> bytes:
        try:
            kind, data = await self._run.worker.read_frame()
        except WorkerLost as lost:
            self._stopped_for = self._stopped_for or self._cause(await self._run.worker.stop(), lost)
            raise self._stopped_for from lost
        self._kind = LAST if kind == FAULT else kind
        if kind == FAULT:
            raise fault(json.loads(data), self._pool.limits)
        self.first = self.first or data
        return data

    async def _finish(self) -> None:
        if self._over:
            return
        self._over = True
        self._deadline.cancel()
        self._gone.remove_done_callback(self._client_gone)
        self._account.end(self._run.seconds)
        if self.complete and self._stopped_for is None:
            await self._pool.give_back(self._run)
        else:
            reason = outcome_of(self._stopped_for) if self._stopped_for else ABANDONED
            await self._pool.discard(self._run, reason)

    def _at_deadline(self) -> None:
        self._stop(self._hardly_ran() or self._too_long())

    def _hardly_ran(self) -> Busy | None:
        if (self._run.heavy and not self._run.had_turn) or self._run.seconds < HARDLY * self._seconds:
            return self._pool.come_back(f"Other queries ran for {self._seconds:g} s before this one.")
        return None

    def _too_long(self) -> DeadlinePassed:
        ran = self._run.seconds
        shared = f", of which it ran {ran:.1f} s in turns with others" if ran < MOSTLY * self._seconds else ""
        return DeadlinePassed(
            f"The query was stopped after {self._seconds:g} s{shared}. Ask for less: add a LIMIT, name more terms, "
            "or split it; large extracts are better made from the dump of the release, /dumps/graph.nq.gz."
        )

    def _client_gone(self, _: "asyncio.Task[None]") -> None:
        self._stop(ClientGone())

    def _stop(self, reason: Exception) -> None:
        self._stopped_for = reason
        # Not left to those who read the answer: a client that stopped reading would keep the place of the worker.
        self._ending = asyncio.create_task(self._finish())

    def _cause(self, return_code: int, lost: WorkerLost) -> ServiceError:
        if return_code in OUT_OF_MEMORY:
            return memory_exceeded(self._pool.limits.memory)
        if return_code in STACK_OVERFLOW:
            return TooComplex("The query is nested more deeply than the engine can follow. Flatten it.")
        return lost


def memory_exceeded(limit: int) -> MemoryExceeded:
    return MemoryExceeded(
        f"The query needs more memory than {limit // 1024**2} MiB. Ask for less: joins without a shared variable, "
        "ORDER BY and GROUP BY over everything are the usual causes. Everything there is: /dumps/graph.nq.gz."
    )


def fault(report: dict[str, str], limits: Limits) -> ServiceError:
    """The error that a worker reported and survived."""
    if report["kind"] == SyntaxError.__name__:
        return syntax_fault(report["detail"])
    if report["kind"] == MemoryError.__name__:
        return memory_exceeded(limits.memory)
    if report["kind"] == TooMuchWritten.__name__:
        return ResultTooLarge(
            f"The result is larger than {limits.result_bytes} bytes. Ask for it in parts, with LIMIT and OFFSET or by "
            "kind of thing, or take the dump of the release, /dumps/graph.nq.gz."
        )
    if report["kind"] == NotInXml.__name__:
        return NotAcceptable(f"XML cannot hold {report['detail']}, and the result has it. Ask for any other format.")
    if NO_TRIPLE_TERMS in report["detail"]:
        return NotAcceptable("JSON-LD has no triple terms, and the result has some. Ask for Turtle or N-Triples.")
    return QueryFailed(f"The engine stopped: {report['detail']}")
