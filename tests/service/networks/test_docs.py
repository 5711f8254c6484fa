"""The manual of networks names what there is, and its Python runs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from service.networks.files.formats import FORMATS
from service.networks.graph import MOST_EDGES, MOST_NODES
from service.networks.measures import ALWAYS, MEASURES
from service.networks.projections import PROJECTIONS
from service.networks.ties import MOST_TIES
from service.paths.links import HUB
from service.paths.search import Bounds
from tests.server_process import Server

MANUAL = (Path(__file__).resolve().parents[3] / "docs" / "networks.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (?:`([a-z-]+)` )?\|[^|]*\| `(\w+)` \|", MANUAL, re.M)


def test_the_manual_lists_every_tie_of_every_network() -> None:
    told, name = set(), ""
    for projection, via in ROWS[1:]:  # below the names of columns
        name = projection or name
        told.add((name, via))
    assert told == {(each.name, via.name) for each in PROJECTIONS.values() for via in each.vias}


@pytest.mark.parametrize(
    "name", [*FORMATS, *MEASURES, *ALWAYS.gives, *(key for m in MEASURES.values() for key in m.gives)]
)
def test_the_manual_tells_formats_and_measures(name: str) -> None:
    assert f"`{name}`" in MANUAL


@pytest.mark.parametrize("bound", [MOST_TIES, MOST_NODES, MOST_EDGES, HUB, Bounds().steps, Bounds().nodes])
def test_the_manual_tells_the_bounds(bound: int) -> None:
    assert f" {bound:,} " in MANUAL


def test_the_python_of_the_manual_runs(networks: Server) -> None:
    [code] = re.findall(r"^```python\n(.*?)^```", MANUAL, re.M | re.S)
    command = [sys.executable, "-c", code.replace("http://127.0.0.1:8000", networks.url)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "Gamma" in done.stdout
