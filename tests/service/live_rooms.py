"""A release as the service opens it, in this process, without workers."""

from ingest.release import Release
from service.http.byte_cache import ByteCache
from service.live.reading_room import ReadingRoom, furnish, reading_room
from service.live.releases import LiveRelease
from service.sparql.result_cache import ResultCache
from service.workers.pool import Lanes, WorkerPool
from service.workers.worker import Limits


def room_of(release: Release) -> ReadingRoom:
    pool = WorkerPool(release.store_path, Lanes(1, 1, 1, 1), Limits(1.0, 1, 1, 1.0))
    live = LiveRelease(release, release.open_store(), pool, None, ResultCache(1024), ByteCache(1024**2))
    furnish(live)
    return reading_room(live)
