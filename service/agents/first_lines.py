"""The beginning of an answer that may have no end: formats of one line a row are cut where enough is read."""

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from service.asking import Desk, never
from service.sparql.answers import ask
from service.workers.pool import WorkerPool
from service.workers.query_worker import Job

MOST_BYTES: Final = 4 * 1024**2
"""What is read of an answer; rows beyond are not counted."""


@dataclass(frozen=True)
class Beginning:
    """Whole lines, and whether they are all there are."""

    lines: bytes
    whole: bool


async def first_lines(desk: Desk, pool: WorkerPool, query: str, form: str) -> Beginning:
    """Run a query, and stop it when there is more than anybody reads; raises ServiceError as `answered` does.

    Args:
        desk: who asks.
        pool: that answers the query.
        query: as the engine gets it.
        form: `tsv` or `ntriples`.
    """
    job = Job(query=query, default_graphs=None, named_graphs=None, format=form, coding="", head=False)
    gone = asyncio.create_task(never())
    try:
        answer = await ask(pool, job, gone, desk.account)
        body = bytearray()
        async with aclosing(answer.chunks()) as chunks:
            async for chunk in chunks:
                body += chunk
                if len(body) > MOST_BYTES:
                    return Beginning(bytes(body[: body.rfind(b"\n") + 1]), whole=False)
        return Beginning(bytes(body), whole=True)
    finally:
        gone.cancel()
