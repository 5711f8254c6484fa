"""Figures for Prometheus, counted for one application."""

from functools import cache
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.process_collector import ProcessCollector

from service.operations.exchange import Exchange
from service.outcomes import LOSSES, OUTCOMES

SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
NO_ROUTE: Final = "none"


class Metrics:
    """Counts requests and queries when they are over, and workers when they are lost."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._requests = Counter(
            "opencairn_http_requests",
            "Requests by template of the route and class of the status.",
            ("route", "status"),
            registry=registry,
        )
        self._bytes = Counter(
            "opencairn_http_sent_bytes",
            "Bytes of bodies sent, by template of the route.",
            ("route",),
            registry=registry,
        )
        self._queries = Counter(
            "opencairn_queries", "Queries by lane and by how they ended.", ("lane", "outcome"), registry=registry
        )
        self._first_byte = Histogram(
            "opencairn_query_first_byte_seconds",
            "Time from the request to the first byte of its answer, whatever the outcome.",
            ("lane",),
            buckets=SECONDS,
            registry=registry,
        )
        self._whole = Histogram(
            "opencairn_query_seconds",
            "Time from the request to the end of its answer, whatever the outcome.",
            ("lane",),
            buckets=SECONDS,
            registry=registry,
        )
        self._replaced = Counter(
            "opencairn_workers_replaced",
            "Workers that were lost, by lane and reason.",
            ("lane", "reason"),
            registry=registry,
        )

        self._of_route = cache(self._figures_of_route)
        self._of_lane = cache(self._figures_of_lane)

    def open_lane(self, lane: str) -> None:
        """Show the figures of a lane from the start, as zero: rates need a point to start from."""
        for outcome in OUTCOMES:
            self._queries.labels(lane, outcome)
        for reason in LOSSES:
            self._replaced.labels(lane, reason)
        self._first_byte.labels(lane)
        self._whole.labels(lane)

    def worker_lost(self, lane: str, reason: str) -> None:
        self._replaced.labels(lane, reason).inc()

    def exchange_over(self, exchange: Exchange, route: str | None, seconds: float) -> None:
        requests, sent = self._of_route(route or NO_ROUTE, exchange.status // 100)
        requests.inc()
        sent.inc(exchange.bytes_sent)
        if query := exchange.query:
            queries, whole, first_byte = self._of_lane(query.lane, query.outcome)
            queries.inc()
            whole.observe(seconds)
            if exchange.first_byte is not None:
                first_byte.observe(exchange.first_byte)

    def _figures_of_route(self, route: str, hundreds: int) -> tuple[Counter, Counter]:
        return self._requests.labels(route, f"{hundreds}xx"), self._bytes.labels(route)

    def _figures_of_lane(self, lane: str, outcome: str) -> tuple[Counter, Histogram, Histogram]:
        return self._queries.labels(lane, outcome), self._whole.labels(lane), self._first_byte.labels(lane)
