"""How routes of ours run a query: by a worker, charged to whoever asked, and given up when they hang up."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from starlette.types import Message

from service.errors import ResultTooLarge
from service.fair_use.budgets import Account
from service.live.releases import LiveRelease, live_release
from service.sparql.answers import ask
from service.sparql.result_stream import until_gone
from service.workers.pool import WorkerPool
from service.workers.query_worker import Job

MOST_BYTES: Final = 64 * 1024**2
"""What one result may take in this process."""


@dataclass(frozen=True)
class Desk:
    """Who asks, and which release answers.

    Attributes:
        receive: tells when the client is gone; None when nobody can know.
    """

    live: LiveRelease
    account: Account
    receive: Callable[[], Awaitable[Message]] | None = None


def desk_of(request: Request) -> Desk:
    return Desk(live_release(request), request.scope["account"], request.receive)


@dataclass(frozen=True)
class Beginning:
    """The first bytes of a result, and whether they are all there are."""

    body: bytes
    whole: bool


async def result_of(desk: Desk, query: str, form: str, timeout: float | None = None) -> bytes:
    """The whole result of a query in a format of `service.workers.query_worker`.

    Args:
        desk: who asks.
        query: SPARQL that has been checked: written by us, with bound parameters.
        form: name of the format, `json` or `ntriples`.
        timeout: seconds, if less than the settings allow.

    Raises:
        ServiceError: the query was stopped, or its result is larger than `MOST_BYTES`.
    """
    found = await beginning_of(desk, desk.live.pool, query, form, MOST_BYTES, timeout)
    if not found.whole:
        raise ResultTooLarge(
            f"The answer is larger than {MOST_BYTES} bytes. Narrow it, or run the query at /sparql, which "
            "streams, or take the dump of the release, /dumps/graph.nq.gz."
        )
    return found.body


async def beginning_of(
    desk: Desk, pool: WorkerPool, query: str, form: str, most: int, timeout: float | None = None
) -> Beginning:
    """Run a query, and stop it when its result has more than `most` bytes; raises ServiceError if it was stopped."""
    job = Job(query=query, default_graphs=None, named_graphs=None, format=form, coding="", head=False)
    gone = asyncio.create_task(until_gone(desk.receive) if desk.receive else never())
    try:
        answer = await ask(pool, job, gone, desk.account, timeout)
        body = bytearray()
        async with aclosing(answer.chunks()) as chunks:
            async for chunk in chunks:
                body += chunk
                if len(body) > most:
                    return Beginning(bytes(body), whole=False)
        return Beginning(bytes(body), whole=True)
    finally:
        gone.cancel()


async def never() -> None:
    await asyncio.Event().wait()
