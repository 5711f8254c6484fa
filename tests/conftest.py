"""The release of what the repository holds, built once and served once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from ingest.build import build
from ingest.data_folders import QUERIES
from ingest.questions.catalog import Questions
from ingest.questions.files import load
from tests.made_once import made_once
from tests.server_process import Server, serving

settings.load_profile("ci")  # of hypothesis: the same examples in every run, however long one takes


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the release of the shipped curated files."""
    return made_once(tmp_path_factory, "shipped", build)


@pytest.fixture(scope="session")
def questions() -> Questions:
    """The questions that are shipped."""
    return load(QUERIES)


@pytest.fixture(scope="session")
def shipped_server(shipped: Path) -> Iterator[Server]:
    """A real server of that release."""
    with serving(shipped) as started:
        yield started
