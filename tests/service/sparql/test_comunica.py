"""Comunica, the query engine of web applications, against a real server; skipped where npm could not install it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.server_process import Server, serving
from tests.service.conftest import publish_trig

ROOT = Path(__file__).parents[3]
INSTALLED = ROOT / ".comunica"
LOCK = ROOT / "tests" / "clients" / "comunica" / "package-lock.json"
NODE = shutil.which("node")
BIGSCIENCE = "https://w3id.org/opencairn/id/project/bigscience"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
LABELS = f"SELECT ?label {{<{BIGSCIENCE}> <{LABEL}> ?label}} ORDER BY ?label"
NAMES = ["Atelier « BigScience »", "BigScience Workshop"]

needs_comunica = pytest.mark.skipif(
    NODE is None or not (INSTALLED / "node_modules").exists(), reason="make test installs Comunica where there is npm"
)


def ask(servers: list[Server], kind: str, query: str) -> list[dict[str, str]]:
    command = [
        str(NODE),
        str(LOCK.with_name("ask.js")),
        ",".join(f"{each.url}/sparql" for each in servers),
        kind,
        query,
    ]
    environment = {**os.environ, "COMUNICA": str(INSTALLED)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@needs_comunica
@pytest.mark.parametrize("kind", ["detect", "sparql"])
def test_comunica_finds_out_what_the_endpoint_is_and_asks_it(server: Server, kind: str) -> None:
    assert [row["label"] for row in ask([server], kind, LABELS)] == NAMES


@needs_comunica
def test_comunica_joins_the_endpoint_with_another(server: Server, tmp_path: Path) -> None:
    publish_trig(tmp_path, f"<x:me> <x:likes> <{BIGSCIENCE}> .")
    with serving(tmp_path) as other:
        query = f"SELECT ?label {{ ?me <x:likes> ?project . ?project <{LABEL}> ?label }} ORDER BY ?label"
        assert [row["label"] for row in ask([server, other], "detect", query)] == NAMES


def test_the_lock_pins_every_package_by_its_hash_and_names_no_address() -> None:
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    assert len(packages) > 100
    for path, package in packages.items():
        assert "resolved" not in package
        assert not path or package["integrity"].startswith("sha512-"), path
