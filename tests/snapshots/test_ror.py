"""The organizations of the real snapshot of ROR."""

from collections import Counter
from typing import Any

import pytest

from ingest.catalogs import Load
from ingest.sources import ror
from ingest.sources.registry import Catalog
from tests.ingest.sources.reading import said
from tests.snapshots.snapshot_load import load, needs

pytestmark = needs("ror", "spdx", "scancode_licensedb")

WITHDRAWN = 8


@pytest.fixture(scope="module")
def registry() -> Load:
    return load(Catalog(ror.MANIFEST, ror.read))


@pytest.fixture(scope="module")
def facts(registry: Load) -> dict[str, dict[str, Any]]:
    return {record.subject: said(record) for record in registry.records}


def test_only_withdrawn_records_are_not_mapped(registry: Load) -> None:
    assert not registry.unexpected
    assert registry.read == Counter(organization=605 + 138 - WITHDRAWN)
    assert registry.mapped == len(registry.records)
    assert len(registry.rejected) == WITHDRAWN
    assert all("was withdrawn by ROR; successor: https://" in each.problems[0].detail for each in registry.rejected)


def test_every_organization_has_a_country_and_its_own_identifier(facts: dict[str, dict[str, Any]]) -> None:
    organizations = {subject: says for subject, says in facts.items() if subject.startswith("organization/")}
    assert all(says["locatedIn"] for says in organizations.values())
    matches = Counter(match for says in organizations.values() for match in says["exactMatch"] if "ror.org" in match)
    assert set(matches.values()) == {1}


def test_names_of_a_known_organization(registry: Load) -> None:
    library = next(record for record in registry.records if record.subject == "organization/ror.032saz229")
    assert library.label == "The National Library of Norway"
    assert {"text": "Nasjonalbiblioteket", "lang": "no"} in library.alt_labels
    assert said(library)["locatedIn"] == ["nor"]


def test_ended_organizations_name_their_successors(facts: dict[str, dict[str, Any]]) -> None:
    ended = [says for says in facts.values() if "activeUntil" in says]
    assert len(ended) == 20 + 11
    assert sum("isReplacedBy" in says for says in ended) == 28
    assert not [says for says in facts.values() if "isReplacedBy" in says and "activeUntil" not in says]


def test_what_was_not_read_for_certain_is_kept(facts: dict[str, dict[str, Any]]) -> None:
    kept = Counter(
        (value["aboutProperty"], value["mappingStatus"])
        for says in facts.values()
        for value in says.get("hasSourceValue", [])
    )
    assert kept == {
        ("classification", "unmapped"): 463,
        ("subOrganizationOf", "unmapped"): 30,
        ("exactMatch", "ambiguous"): 12,
    }


def test_a_false_friend_is_no_more_than_a_name(facts: dict[str, dict[str, Any]], registry: Load) -> None:
    labels = {str(record.label) for record in registry.records}
    assert "FAIR" not in labels
    assert "Facility for Antiproton and Ion Research" in labels
