"""Whatever a reader could see of a folder changes its digest."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.cache import folder_digest, pipeline_digest
from ingest.data_folders import ONTOLOGY, SHAPES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "f" / "sub").mkdir(parents=True)
    (tmp_path / "f" / "a.yaml").write_text("a")
    (tmp_path / "f" / "sub" / "b.yaml").write_text("b")
    return tmp_path / "f"


def test_the_same_files_elsewhere_have_the_same_digest(folder: Path, tmp_path: Path) -> None:
    before = folder_digest(folder)
    assert folder_digest(folder.rename(tmp_path / "g")) == before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda folder: (folder / "a.yaml").write_text("b"), id="content"),
        pytest.param(lambda folder: (folder / "a.yaml").rename(folder / "c.yaml"), id="name"),
        pytest.param(lambda folder: (folder / "a.yaml").rename(folder / "sub" / "a.yaml"), id="place"),
        pytest.param(lambda folder: (folder / "new.yaml").write_text(""), id="an empty file more"),
        pytest.param(lambda folder: (folder / "a.yaml").unlink(), id="a file less"),
        pytest.param(lambda folder: (folder / "new.yaml").symlink_to("nothing"), id="a link to nothing"),
        pytest.param(lambda folder: (folder / "new").symlink_to(folder.parent / "out"), id="a linked folder"),
    ],
)
def test_a_change_changes_the_digest(folder: Path, change: Callable[[Path], object]) -> None:
    (folder.parent / "out").mkdir()
    (folder.parent / "out" / "c.yaml").write_text("c")
    before = folder_digest(folder)
    change(folder)
    assert folder_digest(folder) != before


def test_folders_that_link_to_each_other_are_gone_through_once(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    assert folder_digest(folder) == folder_digest(folder)


def test_a_folder_that_is_not_there_has_a_digest(tmp_path: Path) -> None:
    assert folder_digest(tmp_path / "none") == folder_digest(tmp_path / "neither")


def test_another_ontology_or_other_shapes_are_another_pipeline(folder: Path) -> None:
    assert (
        len({pipeline_digest(ONTOLOGY, SHAPES), pipeline_digest(folder, SHAPES), pipeline_digest(ONTOLOGY, folder)})
        == 3
    )
