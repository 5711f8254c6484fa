"""A site to fetch from, and a client that does not wait."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.fetching.client import Client
from ingest.fetching.origins import Origins
from ingest.fetching.policy import Policy
from tests.ingest.fetching.site import Site, running
from tests.until import LONG


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as found:
        yield found


@pytest.fixture
def waits() -> list[float]:
    """The pauses that were made, in seconds."""
    return []


@pytest.fixture
def policy(waits: list[float]) -> Policy:
    """No time passes but that of the pauses, and those take none."""
    return Policy(
        tries=4, redirects=3, timeout=LONG, sleep=waits.append, now=lambda: 1_800_000_000.0 + math.fsum(waits)
    )


@pytest.fixture
def client(site: Site, policy: Policy) -> Iterator[Client]:
    with Client(Origins.of(site.base), policy) as found:
        yield found


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "answers" / "file"
