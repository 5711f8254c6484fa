"""The table of reviewed strings is well formed."""

import csv
from collections import Counter

import pytest

from ingest.data_folders import ONTOLOGY
from ingest.licenses.resolution import FAMILY_PREFIX
from ingest.licenses.tables import ALIASES, tables
from ingest.vocabulary import load_vocabulary

NAMING = {"exact", "normalized", "alias", "family", "compound"}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with ALIASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_row_has_every_column(rows: list[dict[str, str]]) -> None:
    columns = {"raw", "source", "status", "licenses", "absent", "note"}
    assert not [row for row in rows if set(row) != columns or None in row.values() or not row["raw"].strip()]


def test_no_string_is_decided_twice(rows: list[dict[str, str]]) -> None:
    assert not [key for key, count in Counter((row["raw"], row["source"]) for row in rows).items() if count > 1]


def test_statuses_components_and_gaps_are_concepts(rows: list[dict[str, str]]) -> None:
    concepts = load_vocabulary(ONTOLOGY).concepts
    components = {license_.partition("@")[2] for row in rows for license_ in row["licenses"].split()} - {""}
    wanted = {f"mapping-status/{row['status']}" for row in rows}
    wanted |= {f"component/{component}" for component in components}
    wanted |= {f"knowledge-status/{row['absent']}" for row in rows if row["absent"]}
    assert not wanted - set(concepts)


def test_a_row_names_licenses_if_its_status_says_so(rows: list[dict[str, str]]) -> None:
    assert not [row["raw"] for row in rows if row["status"] in NAMING and not row["licenses"]]
    assert not [row["raw"] for row in rows if row["status"] == "unmapped" and row["licenses"]]
    assert not [row["raw"] for row in rows if row["absent"] and row["status"] != "unmapped"]


def test_a_family_is_a_family(rows: list[dict[str, str]]) -> None:
    families = [f"license/{row['licenses']}" for row in rows if row["status"] == "family"]
    assert families
    assert all(each.startswith(FAMILY_PREFIX) for each in families)


def test_a_word_that_is_also_a_company_is_no_key() -> None:
    known = tables()
    assert known.names["apache 2.0"].licenses == ("license/spdx.apache-2.0",)
    assert "intel" not in known.names
