"""The wheel alone, in an environment of its own and outside the checkout, does what the checkout does."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import httpx
import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
SHIPPED = {"ontology": "ingest/_data/ontology", "shapes": "ingest/_data/shapes", "queries": "service/_data/queries"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel; its dependencies are those of the one that runs the tests."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    install = [str(folder / "bin/pip"), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, env={"PATH": os.environ["PATH"]})
    [site] = folder.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


def run(environment: Path, cwd: Path, *arguments: str) -> str:
    command = [str(environment / "bin/opencairn"), *arguments]
    done = subprocess.run(
        command, cwd=cwd, check=True, capture_output=True, text=True, env={"PATH": os.environ["PATH"]}
    )
    return done.stdout


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_wheel_carries_every_data_file_of_the_checkout(wheel: Path, folder: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith(f"{SHIPPED[folder]}/")}
    files = {
        path.relative_to(CHECKOUT / folder).as_posix() for path in (CHECKOUT / folder).rglob("*") if path.is_file()
    }
    assert packed == {f"{SHIPPED[folder]}/{name}" for name in files}


def test_the_wheel_carries_the_curated_files_rules_and_licenses(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for pattern in ("ingest/curated/**/*.yaml", "ingest/rules/*.ru", "ingest/curated/LICENSE", "ingest/licenses/*.tsv"):
        for path in CHECKOUT.glob(pattern):
            assert path.relative_to(CHECKOUT).as_posix() in names


def test_the_installed_package_is_not_the_checkout(environment: Path, tmp_path: Path) -> None:
    command = [
        str(environment / "bin/python"),
        "-c",
        "import ingest, service; print(ingest.__file__, service.__file__)",
    ]
    shown = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert str(CHECKOUT) + os.sep not in shown.replace(str(environment), "")


def test_the_wheel_builds_the_same_release_as_the_checkout(environment: Path, tmp_path: Path) -> None:
    there = run(environment, tmp_path, "build", "--data", "data").strip()
    command = [sys.executable, "-m", "service", "build", "--data", str(tmp_path / "here")]
    here = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout.strip()
    assert there == here


def test_the_installed_package_serves_pages_and_questions(environment: Path, tmp_path: Path) -> None:
    run(environment, tmp_path, "build", "--data", "data")
    assert "Pythia" in run(environment, tmp_path, "ask", "compute-for-grassroots-projects", "--data", "data")
    command = [str(environment / "bin/opencairn"), "serve", "--data", "data", "--port", "0"]
    environ = {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=environ) as server:
        try:
            assert server.stderr is not None
            address = next(found[0] for line in server.stderr if (found := re.search(r"http://127[\d.:]+", line)))
            assert "BigScience" in httpx.get(f"{address}/id/project/bigscience.html").text
            assert "project" in httpx.get(f"{address}/sparql", params={"query": "DESCRIBE id:project\\/bloom"}).text
        finally:
            server.terminate()
