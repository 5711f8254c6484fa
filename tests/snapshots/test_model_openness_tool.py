"""The real files of the Model Openness Tool: 273 entries with 1,834 components."""

from collections import Counter
from typing import Any

import pytest
import yaml

from ingest.catalogs import Load
from ingest.records import Record
from ingest.sources import model_openness_tool
from ingest.sources.registry import Catalog
from tests.ingest.sources.reading import said, values
from tests.snapshots.snapshot_load import DATA, load, needs

pytestmark = needs("model_openness_tool", "spdx", "scancode_licensedb")
JUNK = {"Arkim", "DeepSeek-V3-test", "OpenBMB", "Unnamed-Model"}


@pytest.fixture(scope="module")
def catalog() -> Load:
    return load(Catalog(model_openness_tool.MANIFEST, model_openness_tool.read))


@pytest.fixture(scope="module")
def models(catalog: Load) -> list[Record]:
    """The models that have an entry, without those that entries only name."""
    return [record for record in catalog.records if record.type == "Model" and said(record)]


@pytest.fixture(scope="module")
def components() -> list[dict[str, Any]]:
    files = (path for path in (DATA / "model_openness_tool" / "models").glob("*.yml") if path.stem not in JUNK)
    entries = (yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for path in files)
    return [component for entry in entries for component in entry["release"]["components"]]


def openness(models: list[Record]) -> list[dict[str, Any]]:
    return [each for record in models for each in said(record)["hasComponentOpenness"]]


def by_name(models: list[Record], name: str) -> Record:
    return next(record for record in models if record.label == name)


def test_only_placeholders_are_rejected(catalog: Load, models: list[Record]) -> None:
    assert len(models) == 273 - len(JUNK)
    assert {each.file for each in catalog.rejected} == {f"model_openness_tool/models/{name}.yml" for name in JUNK}
    assert {problem.detail for each in catalog.rejected for problem in each.problems} == {"placeholder entry"}
    assert catalog.mapped == len(catalog.records)
    assert not catalog.unexpected


def test_every_component_is_there_and_the_rest_is_not_released(
    models: list[Record], components: list[dict[str, Any]]
) -> None:
    found = openness(models)
    assert len(found) == 17 * len(models)
    prose = sum("not include" in str(component.get("license", "")).lower() for component in components)
    absent = 17 * len(models) - len(components)
    assert Counter(each["opennessLevel"] for each in found)["not-released"] == absent + prose


def test_components_without_any_license_are_not_open(models: list[Record], components: list[dict[str, Any]]) -> None:
    unlicensed = [each for each in openness(models) if each.get("componentLicense") == {"absent": "none"}]
    assert len(unlicensed) == sum(component.get("license") == "unlicensed" for component in components)
    assert {each["opennessLevel"] for each in unlicensed} == {"partly-open"}


def test_every_license_string_is_kept(models: list[Record], components: list[dict[str, Any]]) -> None:
    kept = Counter(each["rawValue"] for found in openness(models) for each in found.get("hasSourceValue", []))
    stated = {" ".join(component["license"].split()) for component in components if component.get("license")}
    assert stated - set(kept) == {"unlicensed"}
    inherited = sum("license" not in component for component in components)
    explicit = sum(component.get("license") not in (None, "", "unlicensed") for component in components)
    assert explicit < sum(kept.values()) <= explicit + inherited


def test_dates_of_entries_are_no_dates_of_models(models: list[Record]) -> None:
    assert not [record for record in models if {"issued", "modified"} & set(said(record))]
    assert Counter(str(block.changed) for record in models for block in record.blocks)["2024-11-15"] >= 97


def test_the_first_number_of_bloom_stays_as_it_is(models: list[Record]) -> None:
    assert said(by_name(models, "BLOOM"))["parameterCount"] == ["366000000000"]


def test_licenses_in_the_column_of_origins_are_no_parents(models: list[Record]) -> None:
    slipped = [
        raw
        for record in models
        for raw, status, _ in values(record, "derivedFromModel")
        if raw in ("Apache-2.0", "MIT", "Other License")
    ]
    assert len(slipped) == 7
    assert all(record.subject not in said(record).get("derivedFromModel", []) for record in models)


def test_origins_that_no_entry_has_are_placeholders(catalog: Load, models: list[Record]) -> None:
    named = {record.subject: str(record.label) for record in catalog.records if not said(record)}
    unmapped = Counter(
        raw for record in models for raw, status, _ in values(record, "derivedFromModel") if status == "unmapped"
    )
    parents = [each for record in models for each in said(record).get("derivedFromModel", []) if each in named]
    assert unmapped.total() == 26
    assert set(unmapped) - set(named.values()) == {"Other License"}
    assert Counter(named[each] for each in parents) == unmapped - Counter({"Other License": 1})


@pytest.mark.parametrize(
    "name", ["dbrx-instruct", "CodeGemma-2B", "CodeGemma-7B", "CodeT5+-2B", "CodeT5+-220M", "RWKV-v4-World"]
)
def test_wrong_repositories_identify_nothing(models: list[Record], name: str) -> None:
    assert "hubRepository" not in said(by_name(models, name))
    assert [status for _, status, _ in values(by_name(models, name), "hubRepository")] == ["ambiguous"]


def test_a_repository_is_shared_only_by_entries_of_one_name(models: list[Record]) -> None:
    holders: dict[str, set[str]] = {}
    for record in models:
        for repository in said(record).get("hubRepository", []):
            holders.setdefault(repository, set()).add(str(record.label))
    assert {repository for repository, names in holders.items() if len(names) > 1} == set()
    assert len(holders) > 110
