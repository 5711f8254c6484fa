from hypothesis import given
from hypothesis import strategies as st

from ingest.licenses import license_says
from ingest.values import ValueProblem, plain


def test_a_license_is_asserted_beside_what_was_written() -> None:
    assert license_says("model/osai.teuken", "apache 2.0", "osai") == {
        "hasLicense": ["license/spdx.apache-2.0"],
        "hasSourceValue": [
            {
                "id": "value/osai.teuken-haslicense-1",
                "rawValue": "apache 2.0",
                "aboutProperty": "hasLicense",
                "mappingStatus": "normalized",
                "mapsTo": ["license/spdx.apache-2.0"],
            }
        ],
    }


def test_a_family_and_a_guess_are_noted_and_not_asserted() -> None:
    for raw, meant in (("gemma", "license/family.gemma"), ("MIT?", "license/spdx.mit")):
        says = license_says("osai.teuken", raw, "osai")
        assert says["hasLicense"] == []
        assert says["hasSourceValue"][0]["mapsTo"] == [meant]


def test_of_an_ambiguous_string_nothing_is_chosen() -> None:
    says = license_says("osai.falcon", "Falcon LLM License", "osai")
    assert says["hasLicense"] == says["hasSourceValue"][0]["mapsTo"] == []


def test_a_compound_asserts_each_license_and_leaves_out_the_family() -> None:
    says = license_says("osai.some", "Apache and CC-BY-4.0", "osai")
    assert says["hasLicense"] == ["license/spdx.cc-by-4.0"]
    assert says["hasSourceValue"][0]["mapsTo"] == ["license/family.apache", "license/spdx.cc-by-4.0"]


def test_the_license_of_a_component_is_said_of_the_component() -> None:
    says = license_says("ecosystem-graphs.some", "LLaMa License (model weights), GPLv3 (code)", "ecosystem_graphs")
    assert says["hasLicense"] == []
    assert [(each["component"], each["componentLicense"]) for each in says["hasComponentOpenness"]] == [
        ("weights", "license/scancode-licensedb.llama-license-2023"),
        ("code", "license/spdx.gpl-3.0-only"),
    ]


def test_ids_of_a_thing_with_a_long_name_stay_within_the_longest_slug() -> None:
    says = license_says("model/" + "x" * 118, "MIT (code), CC BY 4.0 (weights)", "osai")
    ids = [each["id"] for each in (*says["hasSourceValue"], *says["hasComponentOpenness"])]
    assert len(set(ids)) == 3
    assert all(len(each.partition("/")[2]) <= 120 for each in ids)


def test_of_a_component_the_license_is_said_with_its_own_property() -> None:
    says = license_says("openness/x", "MIT (code)", "model_openness_tool", about="componentLicense", number=3)
    assert says["componentLicense"] == ["license/spdx.mit"]
    assert says["hasSourceValue"][0]["id"] == "value/x-componentlicense-3"
    assert "hasComponentOpenness" not in says


def test_what_is_said_to_be_missing_becomes_a_gap() -> None:
    assert license_says("x", "none", "ecosystem_graphs")["hasLicense"] == {"absent": "none"}


def test_an_empty_string_says_nothing() -> None:
    assert license_says("x", " ", "osai") == {}


def test_what_a_reader_cannot_see_is_written_out() -> None:
    assert license_says("x", "MIT\u202e", "osai")["hasSourceValue"][0]["rawValue"] == "MIT\\u202e"


@given(st.text(max_size=12_000))
def test_any_string_is_kept(raw: str) -> None:
    says = license_says("osai.any", raw, "osai")
    try:
        literal = plain(raw)
    except ValueProblem:
        literal = None
    if literal is not None:
        assert says["hasSourceValue"][0]["rawValue"] == literal
    elif says:
        assert plain(says["hasSourceValue"][0]["rawValue"])
