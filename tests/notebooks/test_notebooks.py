"""The notebooks of the manual run against a real server and show what is committed."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.notebooks.execution import NOTEBOOKS, executed, read
from tests.server_process import Server

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
OF_A_MACHINE = re.compile(r"/(?:home|root|tmp|work|Users)/")
MOST_CELLS = 15


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def tables(notebook: Any) -> list[str]:
    """What cells answered in words, in order."""
    shown = (output.get("data", {}) for output in outputs(notebook))
    return [data["text/html"] for data in shown if "text/html" in data]


def figures(notebook: Any) -> int:
    return sum("image/png" in output.get("data", {}) for output in outputs(notebook))


def test_there_are_notebooks() -> None:
    assert PATHS


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_the_service_answers(path: Path, shipped_server: Server) -> None:
    committed, now = read(path), executed(path, shipped_server.url)
    again = "run `python -m tests.notebooks.execution URL FILE` on a server of the shipped files, read it, commit it"
    assert tables(now) == tables(committed), again
    assert figures(now) == figures(committed) >= 3
    assert not [output for output in outputs(now) if output.output_type in ("stream", "error")]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_is_small_and_says_nothing_of_the_machine_it_ran_on(path: Path) -> None:
    notebook = read(path)
    texts = [cell.source for cell in notebook.cells]
    texts += [str({**output, "data": {**output.get("data", {}), "image/png": ""}}) for output in outputs(notebook)]
    assert not OF_A_MACHINE.search("\n".join(texts))
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert len(notebook.cells) <= MOST_CELLS
