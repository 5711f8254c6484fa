"""The real summaries of the Data Provenance Initiative."""

import json
from collections import Counter
from typing import Any

import pytest

from ingest.catalogs import Load
from ingest.records import Record
from ingest.sources import data_provenance
from ingest.sources.registry import Catalog
from tests.ingest.sources.reading import said
from tests.snapshots.snapshot_load import DATA, load, needs

pytestmark = needs("data_provenance", "spdx", "scancode_licensedb")

TWICE = "data_summaries/PII-masking-200k.json"
"""The same file once more, in another spelling."""


@pytest.fixture(scope="module")
def collection() -> Load:
    return load(Catalog(data_provenance.MANIFEST, data_provenance.read))


@pytest.fixture(scope="module")
def entries() -> dict[str, dict[str, Any]]:
    """Entries of the files, by their identifiers."""
    folder = DATA / "data_provenance"
    files = [path for path in folder.glob("data_summaries*/*.json") if path.name != "_template.json"]
    contents = [entry for path in files for entry in json.loads(path.read_text(encoding="utf-8")).values()]
    assert len(contents) == 2312 - 1 + 95
    return {entry["Unique Dataset Identifier"]: entry for entry in contents}


@pytest.fixture(scope="module")
def datasets(collection: Load) -> list[Record]:
    return [record for record in collection.records if said(record).get("artifactLevel") == "release"]


def test_only_the_file_that_is_there_twice_is_rejected(collection: Load) -> None:
    assert not collection.unexpected
    assert [each.file for each in collection.rejected] == [f"data_provenance/{TWICE}#pii-masking-200k"]
    assert collection.mapped == len(collection.records)


def test_every_entry_is_one_dataset(datasets: list[Record], entries: dict[str, dict[str, Any]]) -> None:
    assert len(datasets) == len(entries) == 2405
    assert Counter(said(record)["modality"] for record in datasets) == {"text": 2310, "audio": 95}


def test_every_collection_is_a_family(collection: Load, datasets: list[Record]) -> None:
    families = {record.subject for record in collection.records if said(record).get("artifactLevel") == "family"}
    assert families == {said(record)["memberOfFamily"] for record in datasets}
    assert len(families) == 107 + 95


def test_every_creator_is_an_organization_or_kept(collection: Load, entries: dict[str, dict[str, Any]]) -> None:
    creators = {" ".join(creator.split()) for entry in entries.values() for creator in entry["Creators"] if creator}
    organizations = {str(each.label) for each in collection.records if each.subject.startswith("organization/")}
    assert creators - organizations == {"Independent", "CIFAR Senior Fellow"}
    assert organizations <= creators


def test_every_license_is_read_or_kept(datasets: list[Record], entries: dict[str, dict[str, Any]]) -> None:
    written = Counter(each["License"] for entry in entries.values() for each in entry["Licenses"])
    kept = Counter(
        value["rawValue"]
        for record in datasets
        for value in said(record)["hasSourceValue"]
        if value["aboutProperty"] == "hasLicense"
    )
    assert kept == written


def test_how_values_were_read(collection: Load) -> None:
    kept = Counter(
        (value["aboutProperty"], value["mappingStatus"])
        for record in collection.records
        for value in said(record).get("hasSourceValue", [])
        if value["aboutProperty"] != "hasLicense"
    )
    assert kept == {
        ("classification", "unmapped"): 391,
        ("dependsOn", "exact"): 33,
        ("dependsOn", "unmapped"): 1604,
        ("developedBy", "normalized"): 1,
        ("developedBy", "unmapped"): 11,
        ("hubRepository", "normalized"): 19,
        ("hubRepository", "unmapped"): 468,
        ("identifier", "unmapped"): 188,
        ("locatedIn", "alias"): 173,
        ("locatedIn", "unmapped"): 10,
        ("supportsLanguage", "alias"): 84,
        ("supportsLanguage", "normalized"): 49,
        ("supportsLanguage", "unmapped"): 587,
        ("url", "unmapped"): 78,
    }


def test_fields_of_the_license_and_the_creators_are_all_read(collection: Load) -> None:
    assert not {"Licenses", "Creators", "Languages", "Hugging Face URL", "ArXiv URL"} & set(collection.unread)
