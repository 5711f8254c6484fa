"""Reading /metrics as Prometheus does."""

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tests.server_process import Server
from tests.until import until

Figures = dict[tuple[str, frozenset[tuple[str, str]]], float]


def parsed(text: str) -> Figures:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def scrape(server: Server) -> Figures:
    answer = httpx.get(f"{server.url}/metrics", timeout=60)
    assert answer.status_code == 200
    return parsed(answer.text)


def figure(figures: Figures, name: str, **labels: str) -> float:
    """The value of a series that must be there."""
    return figures[name, frozenset(labels.items())]


def at_rest(server: Server) -> Figures:
    """The figures when all workers wait for queries and the count of finished queries stands still."""
    seen: list[Figures] = []

    def rests() -> bool:
        seen.append(scrape(server))
        idle, size = (figure(seen[-1], f"opencairn_workers{name}", lane="sparql") for name in ("_idle", ""))
        return idle == size and len(seen) > 1 and queries(seen[-1]) == queries(seen[-2])

    assert until(rests)
    return seen[-1]


def queries(figures: Figures) -> dict[str, float]:
    """Queries by outcome."""
    return by_label(figures, "opencairn_queries_total", "outcome")


def losses(figures: Figures) -> dict[str, float]:
    """Replaced workers by reason."""
    return by_label(figures, "opencairn_workers_replaced_total", "reason")


def by_label(figures: Figures, name: str, label: str) -> dict[str, float]:
    return {dict(labels)[label]: value for (series, labels), value in figures.items() if series == name}


def risen(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """What has changed, and by how much."""
    return {key: value - before[key] for key, value in after.items() if value != before[key]}
