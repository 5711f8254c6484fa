from pathlib import Path

from ingest.sources import spdx
from ingest.sources.registry import CATALOGS, PACKAGED, present


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
