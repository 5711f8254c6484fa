"""A server of documents that describe themselves: one triple in a named graph each, none in the default graph."""

from collections.abc import Iterator

import httpx
import pytest

from tests.server_process import Server, serving
from tests.service.conftest import publish_trig
from tests.service.sparql.protocol.documents import DOCUMENTS


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("documents")
    publish_trig(data, "\n".join(f"<{each}> {{ <{each}> a <x:Document> }}" for each in DOCUMENTS))
    with serving(data) as started:
        yield started


@pytest.fixture
def client(documents: Server) -> Iterator[httpx.Client]:
    with documents.client() as opened:
        yield opened
