"""The release of what the repository holds, built once."""

from pathlib import Path

import pytest

from ingest.build import build


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the release of the shipped curated files."""
    data = tmp_path_factory.mktemp("shipped")
    build(data)
    return data
