"""A rebuild maps and validates what changed, and gives what a build from nothing gives."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from ingest.build import Built, Inputs, build
from ingest.cache import CACHE
from ingest.records import Record, Rejected
from ingest.sources import registry
from ingest.sources.entries import entry
from ingest.sources.manifest import Manifest
from ingest.sources.registry import Catalog
from tests.ingest.conftest import Write, write_curated

TAKEN: Final = "unchanged, taken from the cache"
LIST: Final = "scancode_licensedb"
ALL: Final = frozenset({"curated", "bears", "ducks", "spdx", LIST})
CHANGING: Final = "manifest.json"  # has the time of the build


def catalog(name: str) -> Catalog:
    """A catalog of a file of lines `slug`, `slug derived from kind/slug` or `slug under license`."""
    manifest = Manifest(name, name, name, "https://example.org/", "", name, "never", "Models.", {"model": (0, 3)})

    def read(folder: Path) -> Iterator[Record | Rejected]:
        for line in (folder / "lines.txt").read_text(encoding="utf-8").splitlines():
            slug, *rest = line.split(" ")
            says = {"derivedFromModel": rest[2]} if "from" in rest else {"hasLicense": rest[1]} if rest else {}
            yield entry(manifest, f"model/{slug}", "Model", slug, says, file=f"lines.txt#{slug}", unread=("fur",))

    return Catalog(manifest, read)


CATALOGS: Final = (catalog("bears"), catalog("ducks"))


def write_snapshots(folder: Path) -> None:
    write_lines(folder, "bears", "bears.one", "bears.two derived from model/ducks.one", "bears.two", "bears.three")
    write_lines(folder, "ducks", "ducks.one under license/scancode-licensedb.gemma-tou-2024-04-01")


@pytest.fixture
def snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(registry, "CATALOGS", CATALOGS)
    write_snapshots(tmp_path / "snapshots")
    return tmp_path / "snapshots"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The first build of the curated folder and the snapshots as they are."""
    folder = tmp_path_factory.mktemp("first")
    write_snapshots(folder / "snapshots")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "CATALOGS", CATALOGS)
        return build(folder / "data", Inputs(write_curated(folder / "curated")), snapshots=folder / "snapshots")


@pytest.fixture
def data(first: Built, tmp_path: Path) -> Path:
    """A copy of its data folder, to go on with."""
    return shutil.copytree(first.release.path.parents[1], tmp_path / "data", symlinks=True)


def write_lines(snapshots: Path, name: str, *lines: str) -> None:
    (snapshots / name).mkdir(parents=True, exist_ok=True)
    (snapshots / name / "lines.txt").write_text("\n".join(lines), encoding="utf-8")


def contents(built: Built) -> dict[str, bytes]:
    """The files of a release, without the store's."""
    return {path.name: path.read_bytes() for path in built.release.path.iterdir() if path.is_file()} | {CHANGING: b""}


def taken(caplog: pytest.LogCaptureFixture) -> set[str]:
    """The sources that were taken from the cache since the last call."""
    found = {message.partition(":")[0] for message in caplog.messages if message.endswith(TAKEN)}
    worked = {message.partition(" ")[0] for message in caplog.messages if " mapping: " in message}
    assert found.isdisjoint(worked)
    caplog.clear()
    return found


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.INFO):
        yield caplog


def test_a_second_build_maps_nothing_and_gives_the_same_bytes(
    first: Built, curated: Path, snapshots: Path, data: Path, log: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(data / "releases" / first.release.path.name)
    warm = build(data, Inputs(curated=curated), snapshots=snapshots)
    assert taken(log) == ALL
    assert contents(warm) == contents(first)
    assert (warm.quarantined, warm.findings, warm.report) == (first.quarantined, first.findings, first.report)
    assert warm.quarantined


@pytest.mark.parametrize(
    ("name", "lines", "still"),
    [
        pytest.param(
            "ducks",
            ["ducks.one under license/scancode-licensedb.gemma-tou-2024-04-01", "ducks.two"],
            ALL - {"curated", "ducks"},
            id="a thing more",
        ),
        pytest.param(
            "ducks",
            ["ducks.two under license/scancode-licensedb.gemma-tou-2024-04-01"],
            {"spdx", LIST},
            id="a thing less that others point to",
        ),
        pytest.param(
            "ducks",
            ["ducks.one under license/scancode-licensedb.llama-2-license-2023"],
            {"bears", "spdx"},
            id="another license",
        ),
        pytest.param(
            "bears", ["bears.two", "bears.three"], {"ducks", "spdx", LIST}, id="a thing less that nobody points to"
        ),
        pytest.param("bears", ["a", "b", "c", "d"], {"ducks", "spdx", LIST}, id="numbers that cannot be believed"),
    ],
)
def test_after_a_change_only_what_it_touches_is_mapped_and_the_bytes_are_those_of_a_build_from_nothing(
    curated: Path,
    snapshots: Path,
    tmp_path: Path,
    log: pytest.LogCaptureFixture,
    data: Path,
    name: str,
    lines: list[str],
    still: set[str],
) -> None:
    other = shutil.copytree(data, tmp_path / "other", symlinks=True)
    write_lines(snapshots, name, *lines)
    taken(log)
    warm = build(data, Inputs(curated=curated), snapshots=snapshots)
    assert taken(log) == {"curated", *still}
    shutil.rmtree(other / CACHE)
    cold = build(other, Inputs(curated=curated), snapshots=snapshots)
    assert taken(log) == set()
    assert contents(warm) == contents(cold)


def test_a_curated_file_that_changes_leaves_the_catalogs_alone(
    curated: Path, snapshots: Path, data: Path, tmp_path: Path, write: Write, log: pytest.LogCaptureFixture
) -> None:
    write("organization/new.yaml", "type: Organization\nlabel: New\nevidence: [{source: document/study}]\n")
    taken(log)
    warm = build(data, Inputs(curated=curated), snapshots=snapshots)
    assert taken(log) == ALL - {"curated"}
    assert contents(warm) == contents(build(tmp_path / "new", Inputs(curated=curated), snapshots=snapshots))


def test_a_build_without_snapshots_keeps_what_is_known_of_the_catalogs(
    curated: Path, snapshots: Path, data: Path, log: pytest.LogCaptureFixture
) -> None:
    build(data, Inputs(curated=curated))
    assert taken(log) == {"curated", "spdx"}
    build(data, Inputs(curated=curated), snapshots=snapshots)
    assert taken(log) == ALL


def test_what_is_damaged_is_made_anew(
    first: Built, curated: Path, snapshots: Path, data: Path, log: pytest.LogCaptureFixture
) -> None:
    for path in (data / CACHE / "bears").iterdir():
        path.write_bytes(path.read_bytes()[:100])
    again = build(data, Inputs(curated=curated), snapshots=snapshots)
    assert taken(log) == ALL - {"bears"}
    assert contents(again) == contents(first)
