"""The wheel alone, in an environment of its own and outside the checkout, does what the checkout does."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from ingest.release import current_release
from tests.server_process import serving

CHECKOUT = Path(__file__).resolve().parents[1]
ENVIRONMENT = {"PATH": os.environ["PATH"]}  # nothing that leads to the checkout
SHIPPED = {"ontology": "ingest/_data/ontology", "shapes": "ingest/_data/shapes", "queries": "ingest/_data/queries"}


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
    venv.create(folder)
    python = str(folder / "bin/python")
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True, env=ENVIRONMENT)
    [site] = folder.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


@pytest.fixture(scope="module")
def data(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the release that the installed package builds."""
    folder = tmp_path_factory.mktemp("installed")
    run(environment, folder, "opencairn", "build", "--data", "data")
    return folder / "data"


def run(environment: Path, cwd: Path, program: str, *arguments: str) -> str:
    command = [str(environment / "bin" / program), *arguments]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True, env=ENVIRONMENT).stdout


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_wheel_carries_every_data_file_of_the_checkout(wheel: Path, folder: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith(f"{SHIPPED[folder]}/")}
    files = {
        path.relative_to(CHECKOUT / folder).as_posix() for path in (CHECKOUT / folder).rglob("*") if path.is_file()
    }
    assert packed == {f"{SHIPPED[folder]}/{name}" for name in files}


def test_the_wheel_carries_the_curated_files_rules_licenses_and_ties(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for pattern in (
        "ingest/curated/**/*.yaml",
        "ingest/rules/*.ru",
        "ingest/curated/LICENSE",
        "ingest/licenses/*.tsv",
        "service/**/*.rq",
    ):
        for path in CHECKOUT.glob(pattern):
            assert path.relative_to(CHECKOUT).as_posix() in names


def test_the_installed_package_is_not_the_checkout(environment: Path, tmp_path: Path) -> None:
    code = "import ingest, service; print(ingest.__file__, service.__file__)"
    shown = run(environment, tmp_path, "python", "-c", code)
    assert str(CHECKOUT) + os.sep not in shown.replace(str(environment), "")


def test_the_wheel_builds_the_same_release_as_the_checkout(data: Path, shipped: Path) -> None:
    assert current_release(data).id == current_release(shipped).id


def test_the_installed_package_serves_pages_and_questions(environment: Path, data: Path, tmp_path: Path) -> None:
    asked = run(environment, tmp_path, "opencairn", "ask", "compute-for-grassroots-projects", "--data", str(data))
    assert "Pythia" in asked
    with serving(data, (str(environment / "bin/opencairn"),), ENVIRONMENT) as server, server.client() as client:
        assert "BigScience" in client.get("/id/project/bigscience.html").text
        assert "project" in client.get("/sparql", params={"query": "DESCRIBE id:project\\/bloom"}).text
