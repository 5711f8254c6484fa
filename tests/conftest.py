"""The release of what the repository holds, built once and served once."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.build import build
from service.data_folders import folder
from service.questions.catalog import Questions
from service.questions.files import load


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the release of the shipped curated files."""
    data = tmp_path_factory.mktemp("shipped")
    build(data)
    return data


@pytest.fixture(scope="session")
def questions() -> Questions:
    """The questions that are shipped."""
    return load(folder("queries"))


@pytest.fixture(scope="session")
def shipped_server(shipped: Path) -> Iterator[str]:
    """Address of a real server of that release."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "service", "serve", "--data", str(shipped), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=40)
