import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.data_folders import CURATED
from ingest.licenses import listing, resolve
from ingest.licenses.normal_form import fold
from ingest.licenses.tables import tables
from ingest.mapping import definitions
from ingest.records import Record
from ingest.sources import scancode_licensedb, spdx
from ingest.sources.curated import read

APACHE = "license/spdx.apache-2.0"
MIT = "license/spdx.mit"


@pytest.mark.parametrize(
    ("raw", "status", "licenses"),
    [
        pytest.param("Apache-2.0", "exact", [APACHE], id="identifier"),
        pytest.param("  Apache-2.0\n", "exact", [APACHE], id="identifier among blanks"),
        pytest.param(
            "LicenseRef-scancode-qwen-2024", "exact", ["license/scancode-licensedb.qwen-2024"], id="reference"
        ),
        pytest.param("qwen-2024", "exact", ["license/scancode-licensedb.qwen-2024"], id="ScanCode key"),
        pytest.param(
            "Qwen-2024", "normalized", ["license/scancode-licensedb.qwen-2024"], id="ScanCode key in capitals"
        ),
        pytest.param("bsd-new", "exact", ["license/spdx.bsd-3-clause"], id="ScanCode key of a listed license"),
        pytest.param("apache-2.0", "normalized", [APACHE], id="lower case"),
        pytest.param("Apache License, Version 2.0", "normalized", [APACHE], id="name"),
        pytest.param("CC BY NC SA 4.0", "normalized", ["license/spdx.cc-by-nc-sa-4.0"], id="blanks for hyphens"),
        pytest.param("GPL-3.0", "normalized", ["license/spdx.gpl-3.0-only"], id="deprecated identifier"),
        pytest.param("gpl-3.0", "normalized", ["license/spdx.gpl-3.0-only"], id="deprecated identifier of the Hub"),
        pytest.param("GPLv2+", "normalized", ["license/spdx.gpl-2.0-or-later"], id="or later"),
        pytest.param("license:mit", "normalized", [MIT], id="tag of the Hub"),
        pytest.param("LLaMA2", "alias", ["license/scancode-licensedb.llama-2-license-2023"], id="Llama 2"),
        pytest.param(
            "llama 3.1 community licence",
            "alias",
            ["license/scancode-licensedb.llama-3.1-license-2024"],
            id="reviewed name in another spelling",
        ),
        pytest.param("Llama 3 Community License", "alias", ["license/llama-3-community"], id="in neither list"),
        pytest.param(
            "https://creativecommons.org/licenses/by-nc/4.0/deed.en",
            "alias",
            ["license/spdx.cc-by-nc-4.0"],
            id="address of a license",
        ),
        pytest.param("Apache 2.0 https://huggingface.co/nobody/nothing-1B", "alias", [APACHE], id="beside an address"),
        pytest.param("https://github.com/nobody/nothing MIT license", "alias", [MIT], id="after an address"),
        pytest.param("The corpus is released under the MIT License.", "alias", [MIT], id="in a sentence"),
        pytest.param("The MIT License (MIT)", "normalized", [MIT], id="name and identifier"),
        pytest.param("gemma", "family", ["license/family.gemma"], id="revision not told"),
        pytest.param("cc", "family", ["license/family.creative-commons"], id="elements not told"),
        pytest.param("CC-BY", "family", ["license/family.cc-by"], id="version not told"),
        pytest.param("bsd", "family", ["license/family.bsd"], id="clauses not told"),
        pytest.param("gpl", "family", ["license/family.gpl"], id="version of the GPL not told"),
        pytest.param("openrail", "family", ["license/family.openrail"], id="variant not told"),
        pytest.param("MIT OR Apache-2.0", "compound", [MIT, APACHE], id="expression"),
        pytest.param(
            "Apache-2.0 and BigScience RAIL License v1.0",
            "compound",
            [APACHE, "license/scancode-licensedb.bigscience-rail-1.0"],
            id="two licenses",
        ),
        pytest.param(
            "GPL-2.0-only WITH Classpath-exception-2.0",
            "compound",
            ["license/spdx.gpl-2.0-only", "license/spdx.classpath-exception-2.0"],
            id="license with exception",
        ),
        pytest.param("Apache-2.0?", "hedged", [APACHE], id="question mark"),
        pytest.param("probably MIT", "hedged", [MIT], id="guess"),
        pytest.param("probably released under MIT", "hedged", [MIT], id="guess in a sentence"),
        pytest.param("Apache 2.0 with additional terms", "hedged", [APACHE], id="exception"),
        pytest.param("MIT, non-commercial use only", "hedged", [MIT], id="contradiction"),
        pytest.param("Unknown (Apache-2.0?)", "ambiguous", [], id="reviewed guess"),
        pytest.param("Modified MIT", "ambiguous", [], id="several texts of one name"),
        pytest.param("Public Domain", "ambiguous", [], id="claim without an instrument"),
        pytest.param("qwen", "ambiguous", [], id="name used for several texts"),
        pytest.param("unknkown", "unmapped", [], id="misspelled placeholder"),
        pytest.param("custom", "unmapped", [], id="says nothing"),
        pytest.param("Some Unheard Of License 7", "unmapped", [], id="unheard of"),
        pytest.param("", "unmapped", [], id="empty"),
    ],
)
def test_a_string_gets_its_status_and_licenses(raw: str, status: str, licenses: list[str]) -> None:
    found = resolve(raw)
    assert (found.status, list(found.licenses)) == (status, licenses)


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        (
            "LLaMa License (model weights), GPLv3 (code)",
            [("license/scancode-licensedb.llama-license-2023", "weights"), ("license/spdx.gpl-3.0-only", "code")],
        ),
        ("Apache 2.0 (code), CC BY 4.0 (weights)", [(APACHE, "code"), ("license/spdx.cc-by-4.0", "weights")]),
        ("MIT for code: https://github.com/nobody/nothing", [(MIT, "code")]),
        ("Training code, MIT", [(MIT, "training-code")]),
        ("none (model weights), BSD-3-Clause (code)", [("license/spdx.bsd-3-clause", "code")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_component_that_is_stated_stays_with_its_license(raw: str, parts: list[tuple[str, str]]) -> None:
    assert list(resolve(raw).parts) == parts


@pytest.mark.parametrize(
    ("raw", "not_this"),
    [
        pytest.param("bsl-1.0", "license/scancode-licensedb.bsl-1.0", id="Boost, not Business Source"),
        pytest.param("unlicensed", "license/spdx.unlicense", id="no license, not the Unlicense"),
        pytest.param("FAIR", "license/spdx.fair", id="a laboratory, not the Fair license"),
        pytest.param("nvidia", "license/scancode-licensedb.nvidia", id="a company, not its old license"),
        pytest.param("imagen", "license/scancode-licensedb.imagen", id="a model, not a license"),
        pytest.param("unknown", "license/scancode-licensedb.unknown", id="a placeholder, not a ScanCode key"),
        pytest.param("public-domain", "license/scancode-licensedb.public-domain", id="a claim, not a ScanCode key"),
        pytest.param("agpl-3.0", "license/spdx.gpl-3.0-only", id="Affero, not the GPL"),
        pytest.param("CC BY-NC 4.0", "license/spdx.cc-by-4.0", id="non-commercial"),
        pytest.param(
            "OpenRAIL-M", "license/scancode-licensedb.bigscience-open-rail-m", id="whose OpenRAIL-M is not told"
        ),
    ],
)
def test_names_that_look_alike_are_not_mixed_up(raw: str, not_this: str) -> None:
    assert not_this not in resolve(raw).licenses


@pytest.mark.parametrize(
    ("raw", "source", "absent"),
    [
        ("none", "ecosystem_graphs", "none"),
        ("unknkown", "ecosystem_graphs", "unknown"),
        ("Undisclosed", "model_openness_tool", "not-disclosed"),
        ("unlicensed", "model_openness_tool", "none"),
        ("unlicensed", "huggingface", ""),
        ("custom", "ecosystem_graphs", ""),
    ],
)
def test_a_string_that_says_there_is_no_license_tells_so(raw: str, source: str, absent: str) -> None:
    assert resolve(raw, source).absent == absent


@given(st.text(max_size=3_000))
def test_any_string_resolves(raw: str) -> None:
    found = resolve(raw, "huggingface")
    assert all(license_.startswith("license/") for license_ in found.licenses)
    assert len(found.parts) == len(found.licenses)


@given(st.sampled_from([each.identifier for each in listing.spdx()]), st.sampled_from(["{}?", "not {}", "maybe {}"]))
def test_a_doubt_is_never_asserted(identifier: str, doubt: str) -> None:
    assert not resolve(doubt.format(identifier)).asserted


def test_prose_is_left_to_people() -> None:
    assert resolve("MIT " * 200).status == "unmapped"


def test_every_license_that_a_string_can_name_is_listed_or_curated() -> None:
    records = [found for found in read(CURATED) if isinstance(found, Record)]
    described = {key for record in records for key in definitions(record)}
    described |= {spdx.subject(each.identifier) for each in listing.spdx()}
    described |= {scancode_licensedb.subject(each.identifier) for each in listing.scancode()}
    known = tables()
    found = [*known.reviewed.values(), *known.identifiers.values(), *known.names.values(), *known.keys.values()]
    assert not {license_ for each in found for license_ in each.licenses} - described


def test_listed_names_fold_to_themselves_and_not_to_nothing() -> None:
    assert all(fold(each.identifier) for each in listing.spdx())
    assert fold("the license") == ""
