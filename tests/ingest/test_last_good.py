"""A catalog that is gone, or lost much of what it had, does not take its good data out of the release."""

import logging
import shutil
from pathlib import Path
from typing import Any, Final

import pytest

from ingest.build import Built, Inputs, build
from ingest.last_good import LEAST_SHARE
from ingest.namespaces import iri
from ingest.release import rollback
from ingest.sources import registry
from ingest.sources.entries import entry
from ingest.sources.manifest import Manifest
from ingest.sources.registry import Catalog
from tests.ingest.conftest import write_curated

FEW: Final = "2 records of model: at least 3 are expected, 0.6 of the 5 of the last good reading"
GONE: Final = "it is not among the snapshots"
GEMMA: Final = "license/scancode-licensedb.gemma-tou-2024-04-01"


def catalog(name: str, **bounds: tuple[int, int]) -> Catalog:
    """A catalog with a line for each model."""
    manifest = Manifest(name, name, name, "https://example.org/", "", name, "never", "Models.", bounds)

    def read(folder: Path) -> Any:
        for line in (folder / "lines.txt").read_text(encoding="utf-8").split():
            says = {"hasLicense": GEMMA} if line == "licensed" else {}
            yield entry(manifest, f"model/{name}.{line}", "Model", line, says, file=f"lines.txt#{line}")

    return Catalog(manifest, read)


class Place:
    """A data folder, snapshots of two catalogs, and builds of them."""

    def __init__(self, root: Path, inputs: Inputs) -> None:
        self.data, self.snapshots, self.inputs = root / "data", root / "snapshots", inputs

    def write(self, name: str, *lines: str) -> None:
        (self.snapshots / name).mkdir(parents=True, exist_ok=True)
        (self.snapshots / name / "lines.txt").write_text("\n".join(lines), encoding="utf-8")

    def remove(self, name: str) -> None:
        shutil.rmtree(self.snapshots / name)

    def build(self, *accepted: str) -> Built:
        return build(self.data, self.inputs, snapshots=self.snapshots, accepted=accepted)


def told(built: Built, name: str = "bears") -> dict[str, Any]:
    [source] = [source for source in built.report["sources"] if source["name"] == name]
    return dict(source)


def models(built: Built, name: str = "bears") -> set[str]:
    quads = built.release.open_store().quads_for_pattern(
        None, iri("rdf:type"), iri("cairn:Model"), iri(f"graph:{name}")
    )
    return {str(quad.subject).rpartition(".")[2].rstrip(">") for quad in quads}


CATALOGS: Final = (catalog("bears", model=(1, 9)), catalog("ducks"))
FIVE: Final = {"a", "b", "c", "d", "licensed"}


def filled(root: Path, curated: Path) -> Place:
    made = Place(root, Inputs(curated=curated))
    made.write("bears", "a", "b", "c", "d", "licensed")
    made.write("ducks", "x", "y", "z")
    return made


@pytest.fixture
def fresh(curated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Nothing is built there."""
    monkeypatch.setattr(registry, "CATALOGS", CATALOGS)
    return filled(tmp_path, curated)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The first build of such a place."""
    folder = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "CATALOGS", CATALOGS)
        return filled(folder, write_curated(folder / "curated")).build()


@pytest.fixture
def place(fresh: Place, first: Built) -> Place:
    """After the first build, with a copy of its data folder."""
    shutil.copytree(first.release.path.parents[1], fresh.data, symlinks=True)
    return fresh


def test_a_catalog_that_lost_much_keeps_its_last_good_data(place: Place) -> None:
    place.write("bears", "a", "b")
    built = place.build()
    assert models(built) == FIVE
    assert told(built)["unexpected"] == [FEW]
    assert told(built)["last_good"] == {"model": 5}


def test_a_catalog_that_lost_little_is_replaced(place: Place) -> None:
    place.write("bears", "a", "b", "c")
    assert LEAST_SHARE * 5 == 3
    assert models(place.build()) == {"a", "b", "c"}


def test_numbers_are_held_to_the_last_good_reading_and_not_to_one_that_was_refused(place: Place) -> None:
    place.write("bears", "a", "b")
    place.build()
    place.write("bears", "a")
    again = place.build()
    assert models(again) == FIVE
    assert told(again)["last_good"] == {"model": 5}


def test_what_is_accepted_is_taken_and_counts_from_then_on(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    place.write("bears", "a", "b")
    place.build()
    built = place.build("bears")
    assert models(built) == {"a", "b"}
    assert (told(built)["kept_last_good"], told(built)["last_good"]) == (False, {"model": 2})
    assert f"bears: {FEW}; taken all the same, as was asked for" in caplog.messages
    assert models(place.build()) == {"a", "b"}


def test_what_was_accepted_once_is_asked_again_after_a_rollback(place: Place) -> None:
    place.write("bears", "a", "b")
    place.build("bears")
    rollback(place.data)
    assert models(place.build()) == FIVE


def test_bounds_of_the_manifest_can_be_accepted_too_each_time(fresh: Place) -> None:
    fresh.write("bears", *"abcdefghij")
    assert models(fresh.build()) == set()
    assert len(models(fresh.build("bears"))) == 10
    assert told(fresh.build())["unexpected"] == ["10 records of model: between 1 and 9 are expected"]


def test_without_bounds_a_catalog_may_lose_as_much_as_its_owner_likes(place: Place) -> None:
    place.write("ducks", "x")
    assert models(place.build(), "ducks") == {"x"}


@pytest.mark.parametrize("name", ["bears", "ducks"])
def test_a_catalog_whose_folder_is_gone_keeps_its_data(place: Place, first: Built, name: str) -> None:
    full = models(first, name)
    place.remove(name)
    built = place.build()
    assert models(built, name) == full
    assert told(built, name)["unexpected"] == [GONE]
    assert told(built, name)["snapshot"] is None
    assert models(place.build(), name) == full, "and in the build after that"


def test_licenses_that_kept_data_refer_to_stay(place: Place, first: Built) -> None:
    place.remove("bears")
    graph = iri("graph:scancode_licensedb").value
    kept = place.build()
    assert kept.release.manifest.counts["graphs"][graph] == first.release.manifest.counts["graphs"][graph]
    assert kept.findings == first.findings


def test_a_catalog_that_may_go_is_let_go(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    place.remove("bears")
    built = place.build("bears")
    assert models(built) == set()
    assert "bears" not in {source["name"] for source in built.report["sources"]}
    assert "bears: not among the snapshots any more, and left out as was asked for" in caplog.messages


def test_a_catalog_that_comes_back_is_read_again(place: Place) -> None:
    place.remove("bears")
    place.build()
    place.write("bears", "a", "b", "c", "d", "new")
    assert models(place.build()) == {"a", "b", "c", "d", "new"}


def test_a_build_without_snapshots_has_no_catalogs_and_says_so(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        built = build(place.data, place.inputs)
    assert models(built) == set()
    sentence = "no snapshots are given: what the last release holds of bears, ducks is not in this one"
    assert sentence in caplog.messages


def test_the_same_snapshots_again_give_the_same_release(fresh: Place) -> None:
    assert fresh.build().release.id == fresh.build().release.id
    fresh.remove("bears")
    assert fresh.build().release.id == fresh.build().release.id
