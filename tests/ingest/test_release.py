import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from ingest.errors import DamagedRelease, NoRelease, UnknownRelease
from ingest.release import Manifest, current_release, list_releases, prune, publish, rollback


def made(data: Path, digit: str, hour: int) -> Manifest:
    building = data / "releases" / ".building"
    building.mkdir(parents=True)
    Store(building / "store").flush()
    (building / "statistics.json").write_text("{}")
    manifest = Manifest(
        release=digit * 16,
        digest=digit * 64,
        created=f"2026-11-21T{hour:02}:00:00+00:00",
        opencairn="0.1.0",
        inputs=(),
        files=(),
        counts={"default_graph": hour},
    )
    manifest.write(building / "manifest.json")
    publish(data, building, manifest)
    return manifest


def test_the_newest_published_release_is_current(tmp_path: Path) -> None:
    made(tmp_path, "a", 1)
    second = made(tmp_path, "b", 2)
    assert current_release(tmp_path).manifest == second
    assert [release.id for release in list_releases(tmp_path)] == ["b" * 16, "a" * 16]


def test_without_a_release_the_error_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="opencairn build"):
        current_release(tmp_path)


def test_publishing_the_same_release_again_changes_nothing_but_the_current(tmp_path: Path) -> None:
    made(tmp_path, "a", 1)
    made(tmp_path, "b", 2)
    made(tmp_path, "a", 3)
    assert current_release(tmp_path).id == "a" * 16
    assert len(list_releases(tmp_path)) == 2
    assert not (tmp_path / "releases" / ".building").exists()


def test_rollback_goes_to_the_release_before(tmp_path: Path) -> None:
    for hour, digit in enumerate("abc"):
        made(tmp_path, digit, hour)
    assert rollback(tmp_path).id == "b" * 16
    assert rollback(tmp_path).id == "a" * 16
    with pytest.raises(UnknownRelease, match="oldest"):
        rollback(tmp_path)


def test_rollback_takes_the_start_of_an_id(tmp_path: Path) -> None:
    for hour, digit in enumerate("abc"):
        made(tmp_path, digit, hour)
    assert rollback(tmp_path, "a").id == "a" * 16
    assert current_release(tmp_path).id == "a" * 16


@pytest.mark.parametrize("name", ["f", "", "../a"])
def test_rollback_to_what_is_no_one_release_is_refused(tmp_path: Path, name: str) -> None:
    made(tmp_path, "a", 1)
    made(tmp_path, "b", 2)
    with pytest.raises(UnknownRelease):
        rollback(tmp_path, name)


def test_pruning_keeps_the_newest_and_the_current(tmp_path: Path) -> None:
    for hour, digit in enumerate("abcd"):
        made(tmp_path, digit, hour)
    rollback(tmp_path, "a")
    assert {release.id[0] for release in prune(tmp_path, 1)} == {"b", "c"}
    assert {release.id[0] for release in list_releases(tmp_path)} == {"a", "d"}
    assert current_release(tmp_path).id[0] == "a"


def truncate_manifest(release: Path) -> None:
    os.truncate(release / "manifest.json", 40)


def remove_store(release: Path) -> None:
    shutil.rmtree(release / "store")


def empty_store(release: Path) -> None:
    remove_store(release)
    (release / "store").mkdir()


DAMAGES = pytest.mark.parametrize("damage", [truncate_manifest, remove_store, empty_store])


@DAMAGES
def test_a_damaged_release_is_named_and_passed_over(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    for hour, digit in enumerate("abc"):
        made(tmp_path, digit, hour)
    damage(tmp_path / "current")
    with pytest.raises(DamagedRelease, match=r"c{16} is damaged .*: build it again, or roll back"):
        current_release(tmp_path)
    assert [release.id for release in list_releases(tmp_path)] == ["b" * 16, "a" * 16]
    assert rollback(tmp_path).id == "b" * 16


@DAMAGES
def test_building_a_damaged_release_again_mends_it(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    made(tmp_path, "a", 1)
    damage(tmp_path / "current")
    made(tmp_path, "a", 2)
    assert current_release(tmp_path).open_store() is not None


def test_a_store_that_cannot_be_opened_is_damage(tmp_path: Path) -> None:
    made(tmp_path, "a", 1)
    (tmp_path / "current" / "store" / "CURRENT").write_text("nothing\n")
    with pytest.raises(DamagedRelease):
        current_release(tmp_path).open_store()


def test_a_current_that_leads_nowhere_is_mended_by_going_back(tmp_path: Path) -> None:
    made(tmp_path, "a", 1)
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("releases/gone")
    assert rollback(tmp_path).id == "a" * 16
    assert current_release(tmp_path).id == "a" * 16
