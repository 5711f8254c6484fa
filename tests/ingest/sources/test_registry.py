from pathlib import Path

from ingest.sources import spdx
from ingest.sources.registry import CATALOGS, PACKAGED, present, strangers


def test_without_snapshots_there_is_what_packages_carry() -> None:
    assert present(None) == list(PACKAGED)
    assert [catalog.manifest for catalog, _ in PACKAGED] == [spdx.MANIFEST]


def test_a_snapshot_wins_over_a_package(tmp_path: Path) -> None:
    (tmp_path / "spdx").mkdir()
    (found,) = present(tmp_path)
    assert found[0].read is spdx.read
    assert found[1] == tmp_path / "spdx"


def test_a_package_stands_in_for_a_snapshot_that_is_missing(tmp_path: Path) -> None:
    (tmp_path / "epoch").mkdir()
    assert [folder for _, folder in present(tmp_path)] == [tmp_path / "epoch", spdx.PACKAGE]


def test_all_snapshots_are_read_in_the_order_of_the_list(tmp_path: Path) -> None:
    for catalog in reversed(CATALOGS):
        (tmp_path / catalog.manifest.name).mkdir()
    assert [catalog for catalog, _ in present(tmp_path)] == list(CATALOGS)


def test_what_is_no_folder_of_a_catalog_is_named(tmp_path: Path) -> None:
    for name in ("epoch", "bigscience"):
        (tmp_path / name).mkdir()
    (tmp_path / "notes.csv").touch()
    assert strangers(tmp_path) == ["bigscience", "notes.csv"]
    assert strangers(None) == []


def test_files_that_a_catalog_does_not_read_are_named(tmp_path: Path) -> None:
    [epoch] = [catalog for catalog in CATALOGS if catalog.manifest.name == "epoch"]
    for name in ("all_ml_systems_full_view.csv", "chip_dataset_grid_view.csv", "fetched/journal.jsonl", "old/a.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert epoch.passed_over(tmp_path) == ["chip_dataset_grid_view.csv", "old/a.csv"]
