"""The Python of the manual runs as it stands."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.notebooks.execution import NOTEBOOKS
from tests.server_process import Server

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = ("agents.md", "python.md")
SHOWN_AT = "http://127.0.0.1:8000"


def blocks() -> Iterator[Any]:
    for page in PAGES:
        text = (DOCS / page).read_text(encoding="utf-8")
        for found in re.finditer(r"^## ([^\n]*)\n(?:(?!^## ).)*?^```python\n(.*?)^```", text, re.M | re.S):
            yield pytest.param(found[2], id=f"{page}: {found[1]}")


def test_every_block_is_run() -> None:
    written = sum((DOCS / page).read_text(encoding="utf-8").count("```python\n") for page in PAGES)
    assert len(list(blocks())) == written == 6


@pytest.mark.parametrize(
    "path", [*(DOCS / page for page in PAGES), *NOTEBOOKS.glob("*.ipynb")], ids=lambda each: each.name
)
def test_a_page_says_what_to_install(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    imported = set(re.findall(r'^ *"?(?:import|from) (\w+)', text, re.M)) - sys.stdlib_module_names
    needed = imported | ({"pyarrow"} if "read_parquet" in text else set())
    [installed] = re.findall(r"pip install ([^`\n]+)", text)
    assert set(re.findall(r"[a-z]\w+", installed)) == needed


@pytest.mark.parametrize("code", list(blocks()))
def test_the_python_of_the_manual_runs(code: str, shipped_server: Server) -> None:
    command = [sys.executable, "-W", "error", "-c", code.replace(SHOWN_AT, shipped_server.url)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 0
