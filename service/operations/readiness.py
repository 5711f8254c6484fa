"""Whether this server should be sent requests now."""

import asyncio
import time
from typing import Final

from service.errors import Busy, ServiceError
from service.fair_use.budgets import Account, Rates
from service.live.releases import LiveReleases
from service.sparql.answers import ask
from service.workers.pool import WorkerPool
from service.workers.query_worker import Job

BELIEVED_SECONDS: Final = 1.0
NOBODY: Final = Account("", Rates(0, 0, 0))
PROBE: Final = Job(query="ASK {}", default_graphs=None, named_graphs=None, format="json", coding="", head=False)


class NotReady(ServiceError):
    """Other servers should be asked instead."""

    status, slug, title = 503, "not-ready", "Not ready"


class Readiness:
    """Ready means: a release is open, a worker of every lane answers, and the server has not been told to stop."""

    def __init__(self, releases: LiveReleases) -> None:
        self._releases = releases
        self._stopping = False
        self._believed_until = 0.0
        self._asking = asyncio.Lock()

    def stop(self) -> None:
        """Say from now on that the server is going away."""
        self._stopping = True

    async def check(self) -> None:
        """Raise NotReady, with the reason, when requests should go elsewhere."""
        if self._stopping:
            raise NotReady("The server is shutting down.")
        live = self._releases.opened
        if live is None:
            raise NotReady("No release is open yet.")
        async with self._asking:  # probes that come at once share one answer
            if time.monotonic() >= self._believed_until:
                for pool in live.pools:
                    await answers(pool)
                self._believed_until = time.monotonic() + BELIEVED_SECONDS


async def never() -> None:
    await asyncio.Event().wait()


async def answers(pool: WorkerPool) -> None:
    """Ask a worker that has nothing to do; when all have, they are at work and watched by their deadlines."""
    if pool.idle == 0 and pool.busy > 0:
        return
    nobody_leaves = asyncio.create_task(never())
    try:
        answer = await ask(pool, PROBE, nobody_leaves, NOBODY)
        assert answer.complete
    except (ServiceError, OSError) as error:
        if not (isinstance(error, Busy) and pool.busy):
            raise NotReady(f"No worker of the lane {pool.lane} answers: {error}") from error
    finally:
        nobody_leaves.cancel()
