"""The license strings of the snapshots get the license and the status that people gave them.

The tables lie in a folder `shared` beside the checkout, or where OPENCAIRN_SHARED says; without them the tests
are skipped.
"""

import csv
import os
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from ingest.catalogs import Load, map_catalog, read_catalog
from ingest.data_folders import ONTOLOGY, SHAPES
from ingest.licenses import listing, resolve
from ingest.mapping import definitions
from ingest.shapes import load_shapes
from ingest.sources import scancode_licensedb, spdx
from ingest.sources.registry import Catalog
from ingest.vocabulary import load_vocabulary

SHARED: Final = Path(os.environ.get("OPENCAIRN_SHARED", Path(__file__).parents[2].parent / "shared"))
DATA: Final = SHARED / "data"
TABLE: Final = SHARED / "curation" / "license_aliases.tsv"
SOURCES: Final = {"mot": "model_openness_tool"}
OURS: Final = "LicenseRef-opencairn-"
STATUS: Final = {"not-a-license": "unmapped"}

pytestmark = pytest.mark.skipif(not TABLE.is_file(), reason=f"no researched table {TABLE}")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def subject(key: str) -> str:
    """The thing for a license key of the table."""
    references = {each.other: each.identifier for each in listing.scancode()}
    if key.startswith(OURS):
        name = key.removeprefix(OURS)
        is_family = name.endswith("-family") or name == "anthropic-terms"
        return f"license/family.{name.removesuffix('-family')}" if is_family else f"license/{name}"
    if key in {each.identifier for each in listing.spdx()}:
        return spdx.subject(key)
    return scancode_licensedb.subject(references[key]) if key in references else f"license/{key.lower()}"


def test_each_string_gets_a_status_of_the_table() -> None:
    wanted: dict[str, set[str]] = {}
    for row in rows():
        wanted.setdefault(row["raw_string"], set()).add(STATUS.get(row["status"], row["status"]))
    found = {raw: resolve(raw, SOURCES["mot"]).status for raw in wanted}
    assert not {raw: (found[raw], wanted[raw]) for raw in wanted if found[raw] not in wanted[raw]}


def test_each_string_gets_the_license_of_the_table() -> None:
    wrong = {
        (row["raw_string"], row["license_key"]): found
        for row in rows()
        if row["license_key"]
        and set(found := resolve(row["raw_string"], SOURCES["mot"]).licenses) != {subject(row["license_key"])}
    }
    assert not wrong


def test_no_string_gets_a_license_where_the_table_has_none() -> None:
    named = {
        row["raw_string"]: found
        for row in rows()
        if not row["license_key"]
        and row["status"] not in ("family", "compound")
        and (found := resolve(row["raw_string"], SOURCES["mot"]).licenses)
    }
    assert not named


def test_every_family_and_compound_names_something_and_asserts_no_family() -> None:
    found = [resolve(row["raw_string"]) for row in rows() if row["status"] in ("family", "compound")]
    assert all(each.licenses for each in found)
    assert not [part for each in found for part in each.asserted if part[0].startswith("license/family.")]


def test_the_strings_are_as_many_as_they_were() -> None:
    counts = Counter(resolve(row["raw_string"], SOURCES["mot"]).status for row in rows())
    assert (sum(counts.values()), counts["unmapped"], counts["ambiguous"]) == (949, 89, 142)


def test_the_shipped_list_is_that_of_the_snapshot() -> None:
    assert listing.SCANCODE.read_text(encoding="utf-8") == listing.table(DATA)


@pytest.fixture(scope="module", params=[spdx, scancode_licensedb], ids=["spdx", "scancode_licensedb"])
def load(request: pytest.FixtureRequest) -> Load:
    read = read_catalog(Catalog(request.param.MANIFEST, request.param.read), DATA / request.param.MANIFEST.name)
    defined = frozenset(key for record in read.records for key in definitions(record))
    map_catalog(read, load_vocabulary(ONTOLOGY), defined, load_shapes(SHAPES))
    return read


def test_every_listed_license_is_read_and_mapped(load: Load) -> None:
    counts = {"spdx": 729 + 85, "scancode_licensedb": 2_615}
    count = counts[load.manifest.name]
    assert load.read == {"license": count}
    assert load.mapped == count + 1
    assert not load.rejected
    assert not load.unexpected
    assert not load.results
