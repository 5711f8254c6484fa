"""Figures that are looked up when somebody asks: the release and its workers as they are now."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from service.live.releases import LiveRelease, LiveReleases
from service.workers.pool import WorkerPool


class LiveFigures(Collector):
    """Reads the live release; says nothing before one is open."""

    def __init__(self, releases: LiveReleases) -> None:
        self._releases = releases

    def collect(self) -> Iterator[Metric]:
        live = self._releases.opened
        if live is None:
            return
        manifest = live.release.manifest
        info = GaugeMetricFamily(
            "opencairn_release_info", "The release that is served; always 1.", labels=("release", "version")
        )
        info.add_metric((live.id, version("opencairn")), 1)
        yield info
        age = (datetime.now(UTC) - datetime.fromisoformat(manifest.created)).total_seconds()
        yield GaugeMetricFamily("opencairn_release_age_seconds", "Time since the release was built.", age)
        yield GaugeMetricFamily(
            "opencairn_release_rejected",
            "1 while there is a newer release that cannot be opened.",
            float(bool(self._releases.trouble)),
        )
        yield from workers(live.pools)
        yield from kept(live)


def workers(pools: tuple[WorkerPool, ...]) -> Iterator[Metric]:
    size = GaugeMetricFamily("opencairn_workers", "Workers that a lane is meant to have.", labels=("lane",))
    idle = GaugeMetricFamily("opencairn_workers_idle", "Workers that wait for a query.", labels=("lane",))
    low = GaugeMetricFamily(
        "opencairn_workers_idle_at_low_priority",
        "Workers that wait for a query of a client that has just sent heavy ones.",
        labels=("lane",),
    )
    busy = GaugeMetricFamily("opencairn_workers_busy", "Workers that answer a query.", labels=("lane",))
    waiting = GaugeMetricFamily("opencairn_queries_waiting", "Queries that wait for a worker.", labels=("lane",))
    apart = GaugeMetricFamily(
        "opencairn_workers_networkless",
        "1 when workers are in a network namespace of their own; 0 where the system forbids it.",
        labels=("lane",),
    )
    heavy = GaugeMetricFamily(
        "opencairn_queries_heavy", "Queries that take long, running and paused.", labels=("lane", "state")
    )
    for pool in pools:
        heavy.add_metric((pool.lane, "running"), pool.heavy.running)
        heavy.add_metric((pool.lane, "paused"), pool.heavy.paused)
        size.add_metric((pool.lane,), pool.size)
        idle.add_metric((pool.lane,), pool.idle)
        low.add_metric((pool.lane,), pool.idle_at_low_priority)
        busy.add_metric((pool.lane,), pool.busy)
        waiting.add_metric((pool.lane,), pool.waiting)
        apart.add_metric((pool.lane,), float(pool.networkless))
    yield from (size, idle, low, busy, waiting, heavy, apart)


def kept(live: LiveRelease) -> Iterator[Metric]:
    count = GaugeMetricFamily("opencairn_kept", "Answers and documents that are kept in memory.", labels=("cache",))
    size = GaugeMetricFamily("opencairn_kept_bytes", "Bytes that they take.", labels=("cache",))
    for name, cache in (("answers", live.answers), ("documents", live.documents)):
        count.add_metric((name,), len(cache))
        size.add_metric((name,), cache.bytes)
    lookups = CounterMetricFamily(
        "opencairn_kept_documents_lookups",
        "Documents that were asked for on this release, by whether they were kept.",
        labels=("found",),
    )
    lookups.add_metric(("yes",), live.documents.found)
    lookups.add_metric(("no",), live.documents.made)
    yield from (count, size, lookups)
