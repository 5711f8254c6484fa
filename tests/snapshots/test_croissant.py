"""Real Croissant files: whatever lies in the folder, each gives its datasets or a reason."""

import json
from collections import Counter

import pytest

from ingest.catalogs import Load
from ingest.namespaces import iri
from ingest.sources import croissant
from ingest.sources.registry import Catalog
from ingest.strict_yaml import Text
from tests.snapshots.snapshot_load import DATA, load, needs

pytestmark = needs("croissant", "spdx", "scancode_licensedb")
FOLDER = DATA / "croissant"
VERSIONS = {f"http://mlcommons.org/croissant/{number}" for number in ("0.8", "1.0", "1.1")}


@pytest.fixture(scope="module")
def catalog() -> Load:
    return load(Catalog(croissant.MANIFEST, croissant.read))


def test_every_file_gives_a_dataset_or_a_reason(catalog: Load) -> None:
    told = Counter(record.file.partition("#")[0] for record in catalog.records)
    told.update(each.file.partition("#")[0] for each in catalog.rejected)
    files = {f"croissant/{path.relative_to(FOLDER).as_posix()}" for path in FOLDER.rglob("*.json*")}
    assert files <= set(told)
    assert catalog.read["dataset"] > len(catalog.rejected) // 2


def test_what_was_read_can_be_stored(catalog: Load) -> None:
    assert catalog.mapped == len(catalog.records)
    assert not [quad for quad in catalog.quads if str(quad.subject).startswith("_:")]


def test_datasets_of_the_hub_are_repositories_there(catalog: Load) -> None:
    named = {quad.object for quad in catalog.quads if quad.predicate == iri("cairn:hubRepository")}
    written = set()
    for path in FOLDER.rglob("*.json"):
        try:
            url = json.loads(path.read_text(encoding="utf-8")).get("url", "")
        except ValueError:
            continue
        start, _, repository = str(url).partition("huggingface.co/datasets/")
        if start and repository.count("/") == 1:
            written.add(repository)
    assert len(named) >= len(written) - len(catalog.rejected)


def test_versions_are_those_that_there_are(catalog: Load) -> None:
    found = {str(each) for record in catalog.records for each in record.blocks[0].says.get(Text("conformsTo"), ())}
    assert found & VERSIONS
    assert not {each for each in found if "mlcommons" in each} - VERSIONS
