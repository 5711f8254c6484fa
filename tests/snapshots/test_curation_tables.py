"""Every row of the researched tables stands in the curated files, with its evidence.

The tables lie in a folder `shared` beside the checkout, or where OPENCAIRN_SHARED says; without them the tests
are skipped.
"""

import csv
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from ingest.namespaces import PREFIXES
from ingest.reconciliation import reviewed
from ingest.records import Block, Record
from ingest.sources.curated import read
from ingest.strict_yaml import Node

CHECKOUT: Final = Path(__file__).parents[2]
SHARED: Final = Path(os.environ.get("OPENCAIRN_SHARED", CHECKOUT.parent / "shared"))
TABLES: Final = SHARED / "curation"
WITHOUT_ADDRESS: Final = "unknown"
INDEX: Final = "document/catalog-osai"

Row = dict[str, str]

pytestmark = pytest.mark.skipif(not TABLES.is_dir(), reason=f"no researched tables in {TABLES}")


def rows(table: str) -> list[Row]:
    with (TABLES / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def places(row: Row) -> set[str]:
    """Where the evidence of a row may stand: at its address or, if a record of the index was read, in the index."""
    return {row["evidence_url"]} | ({INDEX} if row["evidence_title"].startswith("osai ") else set())


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    """Records by the id of their thing, and by the ids that it replaces; what catalogs describe is not among them."""
    curated = CHECKOUT / "ingest" / "curated"
    found = {record.subject: record for record in read(curated) if isinstance(record, Record)}
    replaced = {
        decision.replaced.value.removeprefix(PREFIXES["id"]): decision.canonical.value.removeprefix(PREFIXES["id"])
        for decision in reviewed(curated / "redirects.yaml").same
    }
    return found | {old: found[new] for old, new in replaced.items() if new in found}


@pytest.fixture(scope="module")
def cited(records: dict[str, Record]) -> dict[tuple[str, str], list[tuple[Record, Block]]]:
    """Records and blocks by kind of thing and where it stands."""
    found: dict[tuple[str, str], list[tuple[Record, Block]]] = defaultdict(list)
    for record in records.values():
        for block in record.blocks:
            found[record.subject.partition("/")[0], block.url or block.source].append((record, block))
    return found


def names(record: Record) -> set[str]:
    return {str(name) for name in (record.label, *record.alt_labels) if isinstance(name, str)}


def said(block: Block, term: str) -> list[str]:
    """The values of a term, as they are written."""
    value: Node = next((value for key, value in block.says.items() if key == term), [])
    return [str(entry) for entry in (value if isinstance(value, list) else [value])]


def nested(block: Block, term: str) -> Iterator[dict[str, str]]:
    value: Node = next((value for key, value in block.says.items() if key == term), [])
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            yield {str(key): str(content) for key, content in entry.items()}


@pytest.mark.parametrize(("table", "kind"), [("organizations", "organization"), ("projects", "project")])
def test_each_organization_and_project_has_a_file_citing_its_evidence(
    table: str, kind: str, records: dict[str, Record]
) -> None:
    missing = [
        row["id"]
        for row in rows(table)
        if f"{kind}/{row['id']}" not in records
        or places(row).isdisjoint(block.url or block.source for block in records[f"{kind}/{row['id']}"].blocks)
    ]
    assert not missing


def test_each_role_is_a_membership_of_the_person_in_the_project(
    cited: dict[tuple[str, str], list[tuple[Record, Block]]],
) -> None:
    memberships = {
        (name, block.url, entry["organization"].removeprefix("project/"), entry["role"])
        for (kind, _), found in cited.items()
        if kind == "person"
        for record, block in found
        for name in names(record)
        for entry in nested(block, "hasMembership")
    }
    roles = {"author-lead": "lead-author"}
    wanted = {
        (row["person"], row["evidence_url"], row["project"], roles.get(row["role"], row["role"]))
        for row in rows("roles")
    }
    assert not wanted - memberships


def test_there_are_as_many_memberships_as_roles(records: dict[str, Record]) -> None:
    ids = [
        entry["id"]
        for record in records.values()
        if record.subject.startswith("person/")
        for block in record.blocks
        for entry in nested(block, "hasMembership")
    ]
    assert len(set(ids)) == len(ids)
    assert len(ids) >= len(rows("roles"))


def test_each_contribution_names_its_artifact_and_cites_its_evidence(
    cited: dict[tuple[str, str], list[tuple[Record, Block]]],
) -> None:
    missing = [
        (row["contributor_org_or_project"], row["artifact"], row["recipient_project"])
        for row in rows("contributions")
        if not any(
            str(record.label).startswith(f"{row['artifact']}, from ")
            and row["relation"] in said(block, "contributionKind")
            for place in places(row)
            for record, block in cited["contribution", place]
        )
    ]
    assert not missing


def test_each_governance_document_is_a_document_of_its_project(records: dict[str, Record]) -> None:
    owned = {
        (record.subject.removeprefix("project/"), key)
        for record in records.values()
        for block in record.blocks
        for key in said(block, "hasGovernanceDocument")
    }
    found = {
        (project, address) for project, key in owned for block in records[key].blocks for address in said(block, "url")
    }
    wanted = rows("governance")
    assert {(row["project"], row["url"]) for row in wanted} <= found
    assert len(owned) >= len(wanted)


def test_each_machine_is_known_by_its_name(records: dict[str, Record]) -> None:
    known = {name for record in records.values() if record.subject.startswith("machine/") for name in names(record)}
    assert not {row["machine"] for row in rows("compute_resources")} - known


def test_each_compute_partnership_cites_its_evidence(
    cited: dict[tuple[str, str], list[tuple[Record, Block]]],
) -> None:
    found: dict[str, int] = defaultdict(int)
    wanted: dict[str, int] = defaultdict(int)
    for (kind, address), pairs in cited.items():
        if kind == "partnership" and address:
            found[address] += len(pairs)
    for row in rows("compute_partnerships"):
        if row["evidence_url"] != WITHOUT_ADDRESS:
            wanted[row["evidence_url"]] += 1
    assert not {address for address, count in wanted.items() if found[address] < count}


def test_each_known_allocation_number_is_on_one_allocation(records: dict[str, Record]) -> None:
    numbers = [
        {number for block in record.blocks for number in said(block, "allocationIdentifier")}
        for record in records.values()
        if record.subject.startswith("allocation/")
    ]
    given = [number for group in numbers for number in group]
    wanted = {
        number
        for row in rows("compute_partnerships")
        if row["allocation_id"] != WITHOUT_ADDRESS
        for number in row["allocation_id"].split(" | ")
    }
    assert not wanted - set(given)
    assert len(set(given)) == len(given)


def test_no_value_of_the_tables_stands_as_unknown(records: dict[str, Record]) -> None:
    placeholders = [
        (record.file, str(term))
        for record in records.values()
        for block in record.blocks
        for term, value in block.says.items()
        if value == WITHOUT_ADDRESS
    ]
    assert not placeholders
