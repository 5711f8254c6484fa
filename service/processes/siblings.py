"""The figures of all processes of a group, whichever of them is asked.

Every process tells its figures on a Unix socket in a folder of the group. The one that Prometheus happens to reach
collects them all and marks each with the number of its process; nothing is added up, so that counters which start
again with a replaced process stay what Prometheus expects.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry
from prometheus_client.core import Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

PATIENCE_SECONDS: Final = 2.0
LABEL: Final = "process"
ENCODE: Final = choose_encoder("application/openmetrics-text")[0]


class Siblings:
    """This process among those of its group."""

    def __init__(self, folder: Path, number: str) -> None:
        self._folder = folder
        self._number = number
        self._server: asyncio.Server | None = None

    async def tell(self, registry: CollectorRegistry) -> None:
        """Answer siblings that ask for our figures."""

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with suppress(ConnectionError):
                writer.write(ENCODE(registry))
                await writer.drain()
            writer.close()

        path = self._folder / self._number
        path.unlink(missing_ok=True)  # of a process that died
        self._server = await asyncio.start_unix_server(answer, path)

    def close(self) -> None:
        if self._server:
            self._server.close()

    async def figures(self) -> CollectorRegistry:
        """Those of every sibling that answers."""
        paths = sorted(self._folder.iterdir())
        told = await asyncio.gather(*(ask(path) for path in paths))
        registry = CollectorRegistry()
        registry.register(Gathered({path.name: text for path, text in zip(paths, told, strict=True) if text}))
        return registry


async def ask(path: Path) -> str:
    """The figures that a process tells; empty when it does not."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            reader, writer = await asyncio.open_unix_connection(path)
            text = (await reader.read()).decode()
    except (OSError, TimeoutError):
        return ""
    writer.close()
    return text


class Gathered(Collector):
    """Figures of several processes, each family once, each sample with the number of its process."""

    def __init__(self, told: dict[str, str]) -> None:
        self._told = told

    def collect(self) -> Iterator[Metric]:
        families: dict[str, Metric] = {}
        for number, text in self._told.items():
            for family in text_string_to_metric_families(text):  # type: ignore[no-untyped-call] # the library has no types here
                whole = families.setdefault(family.name, Metric(family.name, family.documentation, family.type))
                whole.samples += [sample._replace(labels={**sample.labels, LABEL: number}) for sample in family.samples]
        yield from families.values()
