from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, Store

from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.networks.sample import TRIG


@pytest.fixture(scope="session")
def sample() -> Store:
    store = Store()
    store.load(TRIG.encode(), format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def networks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the sample, without limits for clients."""
    data: Path = tmp_path_factory.mktemp("networks")
    publish_trig(data, TRIG)
    with serving(data, client_seconds="0", client_queries="0") as started:
        yield started


@pytest.fixture(scope="session")
def asked(networks: Server) -> Iterator[httpx.Client]:
    with networks.client() as opened:
        yield opened
