"""The release that is being served, replaced by a newer one without failing any request."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request
from pyoxigraph import Store

from ingest.errors import IngestError
from ingest.release import Release, current_release
from service.errors import WorkerLost
from service.federation.lane import FederatedPool
from service.federation.outside import Outside
from service.http.byte_cache import ByteCache
from service.http.kept_documents import Address, Document
from service.live.memory import settle
from service.settings import Settings
from service.sparql.result_cache import ResultCache
from service.workers.pool import Lanes, WorkerPool
from service.workers.worker import Limits

log = logging.getLogger(__name__)

SPARQL = "sparql"
FEDERATED = "federated"


@dataclass(frozen=True)
class LiveRelease:
    """An open release. A request keeps the one it started with, whatever is published meanwhile.

    Attributes:
        release: the folder and its manifest.
        store: for our own queries, in this process; closed when nobody refers to it any more.
        pool: for queries by strangers.
        federation: for those of them that call other endpoints; None where they must not.
        answers: what was answered to them before.
        documents: pages and descriptions that were sent before.
        descriptions: of the service on this release, by format, for any address.
    """

    release: Release
    store: Store
    pool: WorkerPool
    federation: FederatedPool | None
    answers: ResultCache
    documents: ByteCache[Address, Document]
    descriptions: dict[str, bytes] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.release.id

    @property
    def pools(self) -> tuple[WorkerPool, ...]:
        """The pool of each lane."""
        return (self.pool,) if self.federation is None else (self.pool, self.federation)


def outside(settings: Settings) -> Outside:
    return Outside(
        settings.service_endpoints,
        settings.service_private_hosts,
        settings.query_timeout,
        settings.max_result_bytes,
    )


class LiveReleases:
    """Opens the current release and watches for the next; `prepare` gets each before anybody else.

    Attributes:
        trouble: why the newest release cannot be opened; empty when it is open.
    """

    def __init__(
        self, settings: Settings, lost: Callable[[str, str], None], prepare: Callable[[LiveRelease], None]
    ) -> None:
        self.trouble = ""
        self._settings = settings
        self._lost = lost
        self._prepare = prepare
        self._watch: asyncio.Task[None] | None = None
        self._link: Path | None = None
        self._current: LiveRelease | None = None
        self._outside = outside(settings) if settings.service_endpoints else None

    @property
    def opened(self) -> LiveRelease | None:
        return self._current

    @property
    def current(self) -> LiveRelease:
        assert self._current is not None, "the application has not been started"
        return self._current

    async def start(self) -> None:
        """Open the current release; raises NoRelease when there is none."""
        await self._open()
        self._watch = asyncio.create_task(self._keep_current())

    async def stop(self) -> None:
        if self._watch:
            self._watch.cancel()
            with suppress(asyncio.CancelledError):
                await self._watch
        for pool in self.current.pools:
            await pool.close()
        if self._outside:
            await self._outside.close()

    async def _keep_current(self) -> None:
        while True:
            await asyncio.sleep(self._settings.poll_interval)
            try:
                if self._read_link() != self._link:
                    await self._open()
                self.trouble = ""
            except (IngestError, OSError, ValueError, KeyError, WorkerLost) as error:
                trouble = str(error) or type(error).__name__
                if trouble != self.trouble:
                    log.warning("cannot open the new release: %s; going on with %s", trouble, self.current.id)
                self.trouble = trouble

    def _read_link(self) -> Path:
        return (self._settings.data / "current").readlink()

    async def _open(self) -> None:
        link = self._read_link() if self._current else None
        release = await asyncio.to_thread(current_release, self._settings.data)
        previous = self._current
        if previous is None or release.id != previous.id:
            self._current = await self._opened(release)
            log.info("opened release %s", release.id)
            if previous is not None:
                for pool in previous.pools:
                    await pool.retire()
                del previous, pool
                settle()
        self._link = link

    async def _opened(self, release: Release) -> LiveRelease:
        settings = self._settings
        limits = Limits(
            settings.query_timeout, settings.query_memory, settings.max_result_bytes, settings.queue_timeout
        )
        store = await asyncio.to_thread(release.open_store)
        lanes = Lanes(settings.workers, settings.heavy_queries, settings.heavy_at_once, settings.queue_length)
        pool = WorkerPool(release.store_path, lanes, limits, SPARQL, self._lost)
        await pool.warm_up()
        federation = await self._federation(release, lanes, limits) if self._outside and pool.networkless else None
        if self._outside and federation is None:
            log.warning("no query calls other endpoints: workers would not be kept to those that are listed")
        answers, documents = ResultCache(settings.cache_bytes), ByteCache[Address, Document](settings.cache_bytes // 4)
        live = LiveRelease(release, store, pool, federation, answers, documents)
        await asyncio.to_thread(self._prepare, live)
        return live

    async def _federation(self, release: Release, lanes: Lanes, limits: Limits) -> FederatedPool:
        assert self._outside
        pool = FederatedPool(release.store_path, lanes, limits, FEDERATED, self._lost, self._outside)
        await pool.warm_up()
        return pool


def live_release(request: Request) -> LiveRelease:
    """The release that this request is answered from."""
    live = request.scope["live_release"]
    assert isinstance(live, LiveRelease)
    return live
