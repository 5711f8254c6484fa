import json
from pathlib import Path
from typing import Any

import pytest

from ingest.records import Record, Rejected
from ingest.sources import spdx

APACHE = {
    "reference": "https://spdx.org/licenses/Apache-2.0.html",
    "isDeprecatedLicenseId": False,
    "detailsUrl": "https://spdx.org/licenses/Apache-2.0.json",
    "referenceNumber": 1,
    "name": "Apache License 2.0",
    "licenseId": "Apache-2.0",
    "seeAlso": ["https://www.apache.org/licenses/LICENSE-2.0"],
    "isOsiApproved": True,
    "isFsfLibre": True,
}
CLASSPATH = {
    "reference": "https://spdx.org/licenses/Classpath-exception-2.0.html",
    "isDeprecatedLicenseId": False,
    "name": "Classpath exception 2.0",
    "licenseExceptionId": "Classpath-exception-2.0",
}


def read(folder: Path, licenses: Any, exceptions: Any = ()) -> list[Record | Rejected]:
    (folder / "licenses.json").write_text(json.dumps({"licenses": licenses}), encoding="utf-8")
    (folder / "exceptions.json").write_text(json.dumps({"exceptions": list(exceptions)}), encoding="utf-8")
    return list(spdx.read(folder))


def record(found: Record | Rejected) -> tuple[Record, dict[str, Any]]:
    assert isinstance(found, Record)
    return found, {str(key): value for key, value in found.blocks[0].says.items()}


def test_a_license_has_its_identifier_and_its_flags(tmp_path: Path) -> None:
    found, says = record(read(tmp_path, [APACHE])[0])
    assert (found.subject, found.label, found.alt_labels) == (
        "license/spdx.apache-2.0",
        "Apache License 2.0",
        ("Apache-2.0",),
    )
    assert says == {
        "identifier": "Apache-2.0",
        "exactMatch": "http://spdx.org/licenses/Apache-2.0",
        "url": "https://spdx.org/licenses/Apache-2.0.html",
        "deprecatedLicense": "false",
        "osiApproved": "true",
        "fsfFree": "true",
    }


def test_what_the_foundation_does_not_say_is_not_said(tmp_path: Path) -> None:
    _, says = record(read(tmp_path, [{key: value for key, value in APACHE.items() if key != "isFsfLibre"}])[0])
    assert "fsfFree" not in says


def test_a_deprecated_identifier_keeps_a_thing_of_its_own(tmp_path: Path) -> None:
    old = {**APACHE, "licenseId": "GPL-2.0+", "isDeprecatedLicenseId": True}
    new = {**APACHE, "licenseId": "GPL-2.0"}
    (first, says), (second, _) = (record(each) for each in read(tmp_path, [old, new]))
    assert first.subject != second.subject
    assert says["deprecatedLicense"] == "true"


def test_an_exception_is_told_apart_from_a_license(tmp_path: Path) -> None:
    found, says = record(read(tmp_path, [], [CLASSPATH])[0])
    assert found.subject == "license/spdx.classpath-exception-2.0"
    assert "Not a license by itself" in says["note"]
    assert "osiApproved" not in says


def test_fields_that_are_not_understood_are_named(tmp_path: Path) -> None:
    found, _ = record(read(tmp_path, [{**APACHE, "isCute": True}])[0])
    assert found.unread == ("detailsUrl", "isCute", "referenceNumber", "seeAlso")


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        pytest.param("MIT", "an object is expected", id="text for an object"),
        pytest.param({"name": "Nameless"}, "`licenseId` is no identifier", id="no identifier"),
        pytest.param({**APACHE, "licenseId": ["MIT"]}, "`licenseId` is no identifier", id="list for an identifier"),
        pytest.param({**APACHE, "licenseId": "MIT\u202e"}, "`licenseId` is no identifier", id="hidden character"),
        pytest.param({**APACHE, "licenseId": "a b"}, "`licenseId` is no identifier", id="blank in an identifier"),
        pytest.param({**APACHE, "name": "x" * 5_000}, "`name` is no name", id="endless name"),
    ],
)
def test_a_malformed_entry_is_rejected_and_the_rest_are_read(tmp_path: Path, entry: Any, reason: str) -> None:
    rejected, kept = read(tmp_path, [entry, APACHE])
    assert isinstance(rejected, Rejected)
    assert rejected.file == "licenses.json#0"
    assert reason in rejected.problems[0].detail
    assert isinstance(kept, Record)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param("{", "no JSON", id="cut off"),
        pytest.param("[]", "a list licenses is expected", id="list for an object"),
        pytest.param('{"licenses": {}}', "a list licenses is expected", id="object for a list"),
        pytest.param("[" * 100_000, "nested", id="bottomless"),
    ],
)
def test_a_malformed_file_is_rejected_as_a_whole(tmp_path: Path, content: str, reason: str) -> None:
    read(tmp_path, [], [CLASSPATH])
    (tmp_path / "licenses.json").write_text(content, encoding="utf-8")
    rejected, kept = spdx.read(tmp_path)
    assert isinstance(rejected, Rejected)
    assert reason in rejected.problems[0].detail
    assert isinstance(kept, Record)


def test_a_missing_file_is_rejected(tmp_path: Path) -> None:
    assert [isinstance(found, Rejected) for found in spdx.read(tmp_path)] == [True, True]


@pytest.fixture(scope="module")
def packaged() -> dict[str, Record]:
    found = [each for each in spdx.read_package(spdx.PACKAGE) if isinstance(each, Record)]
    return {each.subject: each for each in found}


@pytest.mark.parametrize("slug", ["apache-2.0", "classpath-exception-2.0"])
def test_the_package_says_what_a_snapshot_says(tmp_path: Path, packaged: dict[str, Record], slug: str) -> None:
    from_snapshot = {each.subject: each for each in read(tmp_path, [APACHE], [CLASSPATH]) if isinstance(each, Record)}
    wanted, found = from_snapshot[f"license/spdx.{slug}"], packaged[f"license/spdx.{slug}"]
    assert record(found)[1] == record(wanted)[1]
    assert (found.label, found.alt_labels, found.type) == (wanted.label, wanted.alt_labels, wanted.type)


def test_the_package_has_the_whole_list(packaged: dict[str, Record]) -> None:
    low, high = spdx.MANIFEST.bounds["license"]
    assert low <= len(packaged) <= high
    assert len(packaged) == len(list(spdx.read_package(spdx.PACKAGE)))


def test_the_package_never_says_that_the_foundation_calls_a_license_unfree(packaged: dict[str, Record]) -> None:
    assert {record(each)[1].get("fsfFree") for each in packaged.values()} == {"true", None}
