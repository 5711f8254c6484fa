from pathlib import Path
from typing import Any

import pytest

from ingest.records import Record
from ingest.sources import osai as source
from tests.ingest.sources.reading import records, rejected, said, values

CRITERIA = ("datasources_basemodel", "weights_basemodel", "weights_endmodel", "trainingcode", "licenses")
HUB = "https://huggingface.co/"


class Index:
    """A small snapshot folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "models").mkdir()

    def add(
        self,
        key: str,
        *,
        base: str = "Heron-7B-base",
        end: str = "Heron-7B-chat",
        org: str = "Pond Lab",
        comments: str = "",
        criteria: dict[str, str] | None = None,
        **system: str,
    ) -> None:
        fields = {"name": key, "link": "", "type": "text", "releasedate": "2024-09"} | system
        lines = [comments.strip(), "system:", *(f"  {name}: {value}" for name, value in fields.items())]
        lines += [f"  basemodelname: {base}", f"  endmodelname: {end}"]
        lines += ["org:", f"  name: {org}", "  link: https://pond.example/"]
        for name in CRITERIA:
            lines += [f"{name}:", "  class: open", f"  link: {(criteria or {}).get(name, '')}"]
        (self.folder / "models" / f"{key}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def records(self) -> dict[str, Record]:
        return records(source.read(self.folder))

    def said(self, subject: str) -> dict[str, Any]:
        return said(self.records()[subject])


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path)


def test_a_file_is_a_family_and_the_models_that_it_names(index: Index) -> None:
    index.add("Heron")
    assert set(index.records()) == {
        "model/osai.family.heron",
        "model/osai.heron-7b-chat",
        "model/osai.heron-7b-base",
        "organization/osai.pond-lab-" + index.said("model/osai.family.heron")["developedBy"][0][-6:],
    }
    assert index.said("model/osai.family.heron")["artifactLevel"] == ["family"]
    end = index.said("model/osai.heron-7b-chat")
    assert end["artifactLevel"] == ["checkpoint"]
    assert end["derivedFromModel"] == ["model/osai.heron-7b-base"]
    assert (
        end["memberOfFamily"] == index.said("model/osai.heron-7b-base")["memberOfFamily"] == ["model/osai.family.heron"]
    )
    assert end["issued"] == ["2024-09"]
    assert "issued" not in index.said("model/osai.heron-7b-base")


def test_a_family_that_moves_on_keeps_its_identity_and_the_releases_get_new_ones(index: Index) -> None:
    index.add("Heron")
    before = set(index.records())
    index.add("Heron", base="Heron-2-32B-base", end="Heron-2-32B-chat")
    assert before & set(index.records()) == {each for each in before if "7b" not in each}


def test_a_base_model_of_somebody_else_is_no_member_of_the_family(index: Index) -> None:
    index.add("Heron", base="Crane-13B")
    crane = index.said("model/osai.crane-13b")
    assert "memberOfFamily" not in crane
    assert "developedBy" not in crane


def test_a_base_model_that_others_publish_is_no_member_of_the_family(index: Index) -> None:
    weights = {"weights_basemodel": f"{HUB}other/Heron-7B-base", "weights_endmodel": f"{HUB}pond/Heron-7B-chat"}
    index.add("Heron", criteria=weights)
    assert "memberOfFamily" not in index.said("model/osai.heron-7b-base")


def test_one_base_model_of_two_systems_is_one_thing_with_both_spellings(index: Index) -> None:
    index.add("Heron", base="Crane-13B")
    index.add("Ibis", base="CRANE-13B", end="Ibis-13B")
    crane = index.records()["model/osai.crane-13b"]
    assert (crane.label, crane.alt_labels) == ("CRANE-13B", ("Crane-13B",))
    assert crane.blocks[0].locator == "models/Heron.yaml#basemodel; models/Ibis.yaml#basemodel"


def test_one_name_for_base_and_end_model_is_one_release_not_derived_from_itself(index: Index) -> None:
    index.add("Heron", base="Heron-7B", end="Heron-7B")
    assert "derivedFromModel" not in index.said("model/osai.heron-7b")
    assert [each for each in index.records() if each.startswith("model/")] == [
        "model/osai.family.heron",
        "model/osai.heron-7b",
    ]


@pytest.mark.parametrize(
    ("base", "status"),
    [
        ("unknown", "unmapped"),
        ("Undisclosed", "unmapped"),
        ("Crane-Text?", "hedged"),
        ("Crane (version unknown)", "hedged"),
        ("Evol-Birds (synthetic)", "unmapped"),
    ],
)
def test_a_name_that_names_no_model_is_kept_and_no_model_is_made_of_it(index: Index, base: str, status: str) -> None:
    index.add("Heron", base=base)
    assert [each for each in index.records() if each.startswith("model/")] == [
        "model/osai.family.heron",
        "model/osai.heron-7b-chat",
    ]
    assert "derivedFromModel" not in index.said("model/osai.heron-7b-chat")
    assert values(index.records()["model/osai.heron-7b-chat"], "derivedFromModel") == [(base, status, "")]


def test_a_base_model_that_is_not_given_leaves_no_trace(index: Index) -> None:
    index.add("Heron", base="")
    assert values(index.records()["model/osai.heron-7b-chat"], "derivedFromModel") == []


def test_without_a_named_end_model_the_base_model_of_the_family_is_judged(index: Index) -> None:
    index.add("Heron", end="")
    base = index.said("model/osai.heron-7b-base")
    assert base["issued"] == ["2024-09"]
    assert len(base["hasComponentOpenness"]) == len(CRITERIA)


def test_without_any_model_of_its_own_the_family_is_judged(index: Index) -> None:
    index.add("Heron", base="Crane-13B", end="Undisclosed")
    family = index.records()["model/osai.family.heron"]
    assert said(family)["issued"] == ["2024-09"]
    assert values(family, "memberOfFamily") == [("Undisclosed", "unmapped", "")]
    assert values(family, "derivedFromModel") == [("Crane-13B", "exact", ["model/osai.crane-13b"])]
    assert "derivedFromModel" not in said(family)


def test_swapped_names_are_put_right_where_all_repositories_say_so(index: Index) -> None:
    weights = {"weights_basemodel": f"{HUB}crane/Crane-32B", "weights_endmodel": f"{HUB}pond/Heron-32B"}
    index.add("Heron", base="Heron-32B", end="Crane-32B", link=f"{HUB}pond/Heron-32B", criteria=weights)
    heron = index.records()["model/osai.heron-32b"]
    assert said(heron)["derivedFromModel"] == ["model/osai.crane-32b"]
    assert said(heron)["issued"] == ["2024-09"]
    assert values(heron, "derivedFromModel") == [("Crane-32B", "normalized", ["model/osai.crane-32b"])]
    assert "derivedFromModel" not in index.said("model/osai.crane-32b")


def test_crossed_evidence_alone_does_not_swap_the_names(index: Index) -> None:
    weights = {"weights_basemodel": f"{HUB}pond/Heron-7B-chat", "weights_endmodel": f"{HUB}pond/Heron-7B-base"}
    index.add("Heron", link=f"{HUB}pond/Heron-7B-chat", criteria=weights)
    end = index.said("model/osai.heron-7b-chat")
    assert end["derivedFromModel"] == ["model/osai.heron-7b-base"]
    assert end["hubRepository"] == ["pond/Heron-7B-chat"]
    assert index.said("model/osai.heron-7b-base")["hubRepository"] == ["pond/Heron-7B-base"]


def test_a_wrong_letter_makes_no_second_model(index: Index) -> None:
    index.add("HeronLDM", base="heronldm", end="herenldm")
    assert [each for each in index.records() if each.startswith("model/")] == [
        "model/osai.family.heronldm",
        "model/osai.heronldm",
    ]
    family = index.records()["model/osai.family.heronldm"]
    assert values(family, "memberOfFamily") == [("herenldm", "normalized", ["model/osai.heronldm"])]


def test_a_copied_link_identifies_nothing_and_stays_as_evidence(index: Index) -> None:
    index.add("Heron", criteria={"weights_endmodel": f"{HUB}stork/Stork-70B"})
    end = index.records()["model/osai.heron-7b-chat"]
    assert "hubRepository" not in said(end)
    assert values(end, "hubRepository") == [("stork/Stork-70B", "ambiguous", "")]
    weights = [each for each in said(end)["hasComponentOpenness"] if each["id"].endswith("-weights-endmodel")]
    assert weights[0]["url"] == [f"{HUB}stork/Stork-70B"]


@pytest.mark.parametrize(
    "link",
    [
        pytest.param(f"{HUB}datasets/pond/Heron-7B-chat", id="dataset"),
        pytest.param(f"{HUB}collections/pond/heron-7b-chat", id="collection"),
        pytest.param(f"{HUB}papers/2401.00001", id="paper"),
        pytest.param("https://pond.example/Heron-7B-chat", id="other site"),
    ],
)
def test_a_link_to_something_else_is_no_repository_of_a_model(index: Index, link: str) -> None:
    index.add("Heron", criteria={"weights_endmodel": link})
    assert "hubRepository" not in index.said("model/osai.heron-7b-chat")


def test_criteria_become_openness_with_all_their_evidence(index: Index) -> None:
    index.add("Heron", criteria={"trainingcode": '["https://a.example/", "https://b.example/"]'})
    openness = {each["component"]: each for each in index.said("model/osai.heron-7b-chat")["hasComponentOpenness"]}
    assert openness["training-code"]["url"] == ["https://a.example/", "https://b.example/"]
    assert openness["training-code"]["opennessLevel"] == "open"
    assert set(openness) == {"final-parameters", "training-code", "license-coverage"}
    of_base = index.said("model/osai.heron-7b-base")["hasComponentOpenness"]
    assert {each["component"] for each in of_base} == {"training-data", "final-parameters"}


@pytest.mark.parametrize(
    ("verdict", "level"),
    [("partial", "partly-open"), ("closed", "not-released"), ("Open ", "open"), ("opne", "unknown")],
)
def test_verdicts_are_levels_of_openness(index: Index, verdict: str, level: str) -> None:
    index.add("Heron")
    path = index.folder / "models" / "Heron.yaml"
    path.write_text(path.read_text().replace("trainingcode:\n  class: open", f"trainingcode:\n  class: '{verdict}'"))
    openness = {each["component"]: each for each in index.said("model/osai.heron-7b-chat")["hasComponentOpenness"]}
    assert openness["training-code"]["opennessLevel"] == level
    unread = values(index.records()["model/osai.heron-7b-chat"], "opennessLevel")
    assert unread == ([("opne", "unmapped", "")] if level == "unknown" else [])


def test_a_license_is_resolved_also_under_a_key_with_a_blank(index: Index) -> None:
    index.add("Heron")
    path = index.folder / "models" / "Heron.yaml"
    path.write_text(path.read_text().replace("  type: text", "  type: text\n  endmodel license: MIT License"))
    end = index.records()["model/osai.heron-7b-chat"]
    assert said(end)["hasLicense"] == ["license/spdx.mit"]
    assert values(end, "hasLicense") == [("MIT License", "normalized", ["license/spdx.mit"])]
    assert not any("license" in field for field in index.records()["model/osai.family.heron"].unread)


def test_a_doubted_license_is_not_asserted(index: Index) -> None:
    index.add("Heron", endmodellicense="Unknown (Apache-2.0?)")
    end = index.records()["model/osai.heron-7b-chat"]
    assert "license/spdx.apache-2.0" not in said(end).get("hasLicense", [])
    assert [(raw, status) for raw, status, _ in values(end, "hasLicense")] == [("Unknown (Apache-2.0?)", "ambiguous")]


def test_a_key_that_slipped_into_the_system_is_counted(index: Index) -> None:
    index.add("Heron", datasources_endmodel="HC3, ShareBirds")
    assert "system.datasourcesendmodel" in index.records()["model/osai.family.heron"].unread


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param("- list", "keys with values", id="list"),
        pytest.param("system: [", "did not find", id="malformed"),
        pytest.param("system: {name: Heron}\norg: none", "org: keys with values", id="no developer"),
        pytest.param("system: {name: ''}\norg: {}", "system.name", id="no name"),
        pytest.param('system: {name: "He\\u202Eron"}\norg: {}', "system.name", id="name that turns its direction"),
        pytest.param("a: &a [x]\nb: [" + "*a, " * 101 + "]", "aliases", id="aliases"),
        pytest.param("a: " + "[" * 50 + "]" * 50, "levels deep", id="deep"),
    ],
)
def test_a_malformed_file_is_rejected_with_the_reason(index: Index, content: str, reason: str) -> None:
    index.add("Heron")
    (index.folder / "models" / "bad.yaml").write_text(content)
    found = rejected(source.read(index.folder))
    assert list(found) == ["osai/models/bad.yaml"]
    assert reason in found["osai/models/bad.yaml"]
    assert "model/osai.family.heron" in index.records()


def test_the_template_is_no_entry(index: Index) -> None:
    index.add("a_submission_template")
    assert rejected(source.read(index.folder)) == {"osai/models/a_submission_template.yaml": "placeholder entry"}


def test_two_files_for_one_release_are_not_mixed(index: Index) -> None:
    index.add("Heron 1")
    index.add("Heron 2")
    found = rejected(source.read(index.folder))
    assert found == {"osai/models/Heron 2.yaml": "'Heron-7B-chat' is already judged in models/Heron 1.yaml"}
