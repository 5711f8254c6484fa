"""The real files of the European Open Source AI Index: 193 systems with twelve criteria each."""

from collections import Counter
from typing import Any

import pytest

from ingest.catalogs import Load
from ingest.records import Record
from ingest.sources import osai
from ingest.sources.registry import Catalog
from tests.ingest.sources.reading import said, values
from tests.snapshots.snapshot_load import load, needs

pytestmark = needs("osai", "spdx", "scancode_licensedb")
LEVELS = {"not-released": 969, "open": 908, "partly-open": 439}


@pytest.fixture(scope="module")
def catalog() -> Load:
    return load(Catalog(osai.MANIFEST, osai.read))


@pytest.fixture(scope="module")
def things(catalog: Load) -> dict[str, Record]:
    return {record.subject: record for record in catalog.records}


def openness(things: dict[str, Record]) -> list[dict[str, Any]]:
    return [each for record in things.values() for each in said(record).get("hasComponentOpenness", [])]


def test_nothing_is_rejected(catalog: Load) -> None:
    assert catalog.rejected == []
    assert catalog.mapped == len(catalog.records)
    assert not catalog.unexpected


def test_every_system_is_a_family(things: dict[str, Record]) -> None:
    levels = Counter(level for record in things.values() for level in said(record).get("artifactLevel", []))
    assert levels["family"] == 193
    assert levels["checkpoint"] == 217


def test_every_criterion_is_kept_with_its_verdict(things: dict[str, Record]) -> None:
    judged = [each for each in openness(things) if "url" in each or "-haslicense-" not in each["id"]]
    assert Counter(each["opennessLevel"] for each in judged) == LEVELS
    assert sum(len(each.get("url", [])) > 1 for each in judged) >= 120


def test_every_license_is_kept_as_written(things: dict[str, Record]) -> None:
    written = [raw for record in things.values() for raw, _, _ in values(record, "hasLicense")]
    assert len(written) == 192, "of one system no license is given"
    assert len(set(written)) == 68


def test_facts_in_comments_are_read(things: dict[str, Record]) -> None:
    computed = [each for record in things.values() for each in said(record).get("hasMetric", [])]
    assert len(computed) > 50
    located = [record for record in things.values() if "locatedIn" in said(record)]
    assert len(located) > 85


def test_a_moving_family_and_its_release_are_two_things(things: dict[str, Record]) -> None:
    assert said(things["model/osai.olmo-3.1-32b-think"])["memberOfFamily"] == ["model/osai.family.olmo"]
    assert "issued" not in said(things["model/osai.family.olmo"])


@pytest.mark.parametrize("name", ["synlogic-32b", "guru-32b"])
def test_swapped_names_are_put_right(things: dict[str, Record], name: str) -> None:
    assert said(things[f"model/osai.{name}"])["derivedFromModel"] == ["model/osai.qwen2.5-32b"]
    assert said(things["model/osai.qwen2.5-32b"])["hubRepository"] == ["Qwen/Qwen2.5-32B"]


@pytest.mark.parametrize(
    "subject",
    ["model/osai.mudicldm", "model/osai.unknown", "model/osai.undisclosed", "model/osai.evol-instruct-synthetic"],
)
def test_what_names_no_model_is_none(things: dict[str, Record], subject: str) -> None:
    assert not [each for each in things if each.startswith(subject)]


def test_copied_repositories_identify_nothing(things: dict[str, Record]) -> None:
    holders: dict[str, set[str]] = {}
    for record in things.values():
        for repository in said(record).get("hubRepository", []):
            holders.setdefault(repository.lower(), set()).add(record.subject)
    assert {repository for repository, subjects in holders.items() if len(subjects) > 1} == set()
    assert said(things["model/osai.saullm-141b-instruct"])["hubRepository"] == ["Equall/SaulLM-141B-Instruct"]


def test_composite_developers_are_apart(things: dict[str, Record]) -> None:
    compound = [
        maps_to
        for record in things.values()
        for _, status, maps_to in values(record, "developedBy")
        if status == "compound"
    ]
    assert sorted(map(len, compound)) == [2, 2, 2, 2, 3, 3, 3, 4]
