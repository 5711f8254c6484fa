"""Runs a notebook against a server; `python -m tests.notebooks.execution URL FILE...` keeps the outputs."""

import os
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

FORMAT: Any = nbformat  # its functions have no types
NOTEBOOKS = Path(__file__).resolve().parents[2] / "docs" / "notebooks"
SECONDS = 300
"""For a cell, on a machine that has much else to do."""


def read(path: Path) -> Any:
    return FORMAT.read(path, as_version=4)


def executed(path: Path, url: str) -> Any:
    """The notebook with the outputs that it has when it is run against this server."""
    notebook = read(path)
    client = NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", record_timing=False)
    client.execute(env={**os.environ, "OPENCAIRN_URL": url})
    notebook.metadata["language_info"] = {"name": "python"}  # versions are of this machine
    return notebook


if __name__ == "__main__":
    for file in map(Path, sys.argv[2:]):
        file.write_text(FORMAT.writes(executed(file, sys.argv[1])) + "\n", encoding="utf-8")
