import json
from pathlib import Path
from typing import Any

import pytest

from ingest.data_folders import ONTOLOGY
from ingest.records import Record, Rejected
from ingest.sources import scancode_licensedb
from ingest.vocabulary import load_vocabulary

LLAMA = {
    "license_key": "llama-9-license-2030",
    "category": "Proprietary Free",
    "spdx_license_key": "LicenseRef-scancode-llama-9-license-2030",
    "other_spdx_license_keys": [],
    "is_exception": False,
    "is_deprecated": False,
    "json": "llama-9-license-2030.json",
    "html": "llama-9-license-2030.html",
}
BSD = {**LLAMA, "license_key": "bsd-new", "spdx_license_key": "BSD-3-Clause", "other_spdx_license_keys": ["BSD-3"]}
CATEGORIES = (
    "CLA", "Commercial", "Copyleft", "Copyleft Limited", "Free Restricted", "Patent License", "Permissive",
    "Proprietary Free", "Public Domain", "Source-available", "Unstated License",
)  # fmt: skip


def read(folder: Path, content: Any) -> list[Record | Rejected]:
    (folder / "index.json").write_text(json.dumps(content), encoding="utf-8")
    return list(scancode_licensedb.read(folder))


def says(found: Record | Rejected) -> dict[str, Any]:
    assert isinstance(found, Record)
    return {str(key): value for key, value in found.blocks[0].says.items()}


def test_a_license_that_spdx_does_not_list_has_a_category_and_no_match(tmp_path: Path) -> None:
    (found,) = read(tmp_path, [LLAMA])
    assert isinstance(found, Record)
    assert found.subject == "license/scancode-licensedb.llama-9-license-2030"
    assert found.unread == ("json",)
    assert says(found) == {
        "identifier": ["LicenseRef-scancode-llama-9-license-2030"],
        "licenseCategory": "proprietary-free",
        "url": "https://scancode-licensedb.aboutcode.org/llama-9-license-2030.html",
    }


def test_a_license_that_spdx_lists_is_matched_to_it(tmp_path: Path) -> None:
    found = says(read(tmp_path, [BSD])[0])
    assert found["exactMatch"] == "http://spdx.org/licenses/BSD-3-Clause"
    assert found["identifier"] == ["BSD-3-Clause", "BSD-3"]


def test_a_deprecated_exception_without_an_spdx_key_is_kept(tmp_path: Path) -> None:
    entry = {**LLAMA, "spdx_license_key": None, "is_exception": True, "is_deprecated": True}
    found = says(read(tmp_path, [entry])[0])
    assert "identifier" not in found
    assert found["deprecatedLicense"] == "true"
    assert "Not a license by itself" in found["note"]


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_category_is_a_concept(category: str) -> None:
    concepts = load_vocabulary(ONTOLOGY).concepts
    assert f"license-category/{scancode_licensedb.category_slug(category)}" in concepts


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(None, id="nothing"),
        pytest.param({}, id="empty"),
        pytest.param({**LLAMA, "license_key": 7}, id="number for a key"),
        pytest.param({**LLAMA, "license_key": "a b"}, id="blank in a key"),
    ],
)
def test_a_malformed_entry_is_rejected_and_the_rest_are_read(tmp_path: Path, entry: Any) -> None:
    rejected, kept = read(tmp_path, [entry, BSD])
    assert isinstance(rejected, Rejected)
    assert isinstance(kept, Record)


def test_an_object_for_the_list_is_rejected(tmp_path: Path) -> None:
    (rejected,) = read(tmp_path, {"licenses": []})
    assert isinstance(rejected, Rejected)
    assert "a list is expected" in rejected.problems[0].detail
