from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.records import Record
from ingest.sources import model_openness_tool as source
from tests.ingest.sources.reading import records, rejected, said, values

HUB = "https://huggingface.co/"
COMPONENTS = 17
APACHE = "license/spdx.apache-2.0"
CC_BY = "license/spdx.cc-by-4.0"


class Tool:
    """A small snapshot folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "models").mkdir()

    def add(self, key: str, **fields: Any) -> None:
        release = {"name": key, "version": "7B", "date": "2024-11-15", "producer": "Pond Lab", "license": {}}
        release |= {"components": []} | fields
        content = {"framework": {"name": "Model Openness Framework"}, "release": release}
        (self.folder / "models" / f"{key}.yml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")

    def record(self, key: str) -> Record:
        found = {each.file.removeprefix("model_openness_tool/models/"): each for each in self.records().values()}
        return found[f"{key}.yml"]

    def said(self, key: str) -> dict[str, Any]:
        return said(self.record(key))

    def records(self) -> dict[str, Record]:
        return records(source.read(self.folder))

    def openness(self, key: str) -> dict[str, dict[str, Any]]:
        return {each["component"]: each for each in self.said(key)["hasComponentOpenness"]}


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    return Tool(tmp_path)


def test_an_entry_has_its_level_and_a_producer(tool: Tool) -> None:
    tool.add("heron", producer="Pond")
    assert list(tool.records()) == ["model/model-openness-tool.heron", "organization/model-openness-tool.pond"]
    assert tool.said("heron")["artifactLevel"] == ["release"]
    assert tool.said("heron")["developedBy"] == ["organization/model-openness-tool.pond"]


def test_the_date_is_that_of_the_entry_and_not_of_the_release(tool: Tool) -> None:
    tool.add("heron", date="2024-11-15")
    [record] = [each for each in tool.records().values() if each.subject.startswith("model/")]
    assert [str(block.changed) for block in record.blocks] == ["2024-11-15"]
    assert not {"modified", "issued"} & set(tool.said("heron"))


@pytest.mark.parametrize(
    ("version", "count"),
    [("7B", 7 * 10**9), ("1_1B", 11 * 10**8), ("160M", 16 * 10**7), ("1.5T", 15 * 10**11), ("132B ", 132 * 10**9)],
)
def test_the_version_is_mostly_the_number_of_parameters(tool: Tool, version: str, count: int) -> None:
    tool.add("heron", version=version)
    assert tool.said("heron")["parameterCount"] == [str(count)]
    assert "version" not in tool.said("heron")


def test_a_number_of_parameters_stays_as_it_was_written(tool: Tool) -> None:
    tool.add("heron", version="132B ")
    kept = [each for each in tool.said("heron")["hasSourceValue"] if each["aboutProperty"] == "parameterCount"]
    assert [(each["rawValue"], each["mappingStatus"]) for each in kept] == [("132B", "normalized")]


def test_another_version_is_kept_as_such(tool: Tool) -> None:
    tool.add("heron", version="v0.1")
    assert tool.said("heron")["version"] == ["v0.1"]
    assert "parameterCount" not in tool.said("heron")


def test_a_number_that_is_not_disclosed_is_a_known_gap(tool: Tool) -> None:
    tool.add("heron", version="Undisclosed")
    assert tool.said("heron")["parameterCount"] == [{"absent": "not-disclosed"}]


def test_a_component_without_a_license_has_that_of_the_release(tool: Tool) -> None:
    parts = [{"name": "Training code"}, {"name": "Research paper", "license": "CC-BY-4.0"}]
    tool.add("heron", license={"distribution": {"name": "Apache-2.0", "path": ""}}, components=parts)
    openness = tool.openness("heron")
    assert openness["training-code"]["componentLicense"] == [APACHE]
    assert openness["training-code"]["opennessLevel"] == "open"
    assert openness["training-code"]["hasSourceValue"][0]["rawValue"] == "Apache-2.0"
    assert openness["research-paper"]["componentLicense"] == [CC_BY]
    assert tool.said("heron")["hasLicense"] == [APACHE]


def test_the_license_of_the_release_for_a_kind_of_component_comes_before_the_general_one(tool: Tool) -> None:
    licenses = {"distribution": {"name": "CC-BY-NC-4.0"}, "code": {"name": "Apache-2.0"}, "data": {"name": ""}}
    tool.add("heron", license=licenses, components=[{"name": "Inference code"}, {"name": "Datasets"}])
    openness = tool.openness("heron")
    assert openness["inference-code"]["componentLicense"] == [APACHE]
    assert openness["training-dataset"]["componentLicense"] == ["license/spdx.cc-by-nc-4.0"]
    assert openness["training-dataset"]["opennessLevel"] == "partly-open"


def test_a_license_for_code_alone_is_not_inherited_by_data(tool: Tool) -> None:
    tool.add("heron", license={"code": {"name": "MIT"}}, components=[{"name": "Datasets"}])
    assert tool.openness("heron")["training-dataset"]["componentLicense"] == {"absent": "unknown"}
    assert tool.openness("heron")["training-dataset"]["opennessLevel"] == "unknown"
    assert "hasLicense" not in tool.said("heron")


def test_an_unlicensed_component_is_there_but_not_open(tool: Tool) -> None:
    licenses = {"distribution": {"name": "Apache-2.0"}}
    tool.add("heron", license=licenses, components=[{"name": "Model card", "license": "unlicensed"}])
    card = tool.openness("heron")["model-card"]
    assert card["opennessLevel"] == "partly-open"
    assert card["componentLicense"] == {"absent": "none"}


def test_a_component_that_is_not_listed_is_not_released(tool: Tool) -> None:
    tool.add("heron", components=[{"name": "Model card", "license": "MIT"}])
    levels = {name: each["opennessLevel"] for name, each in tool.openness("heron").items()}
    assert len(levels) == COMPONENTS
    assert {name for name, level in levels.items() if level != "not-released"} == {"model-card"}


@pytest.mark.parametrize(
    "prose", ["Component not include", "Component Component not included", "Component not included but listed sources"]
)
def test_prose_that_says_a_component_is_missing_is_no_license(tool: Tool, prose: str) -> None:
    tool.add("heron", components=[{"name": "Datasets", "license": prose}])
    data = tool.openness("heron")["training-dataset"]
    assert data["opennessLevel"] == "not-released"
    assert not isinstance(data.get("componentLicense", {}), list)
    assert data["hasSourceValue"][0]["rawValue"] == prose


def test_free_text_for_a_license_is_kept_and_makes_nothing_open(tool: Tool) -> None:
    raw = "commercial use restrcitions; Apache 2.0, TeleChat模型社区许可协议"
    tool.add("heron", components=[{"name": "Datasets", "license": raw}])
    data = tool.openness("heron")["training-dataset"]
    assert data["opennessLevel"] != "open"
    assert data["hasSourceValue"][0]["rawValue"] == raw


def test_a_component_that_the_framework_does_not_know_is_counted(tool: Tool) -> None:
    tool.add("heron", components=[{"name": "Bird seed"}, {"name": "Model card"}, {"name": "Model card"}])
    assert {"component Bird seed", "component Model card"} <= set(tool.record("heron").unread)
    assert len(tool.openness("heron")) == COMPONENTS


def test_addresses_of_components_are_kept_and_broken_ones_too(tool: Tool) -> None:
    paths = {"component_path": "https://pond.example/data", "license_path": "arxiv license"}
    tool.add("heron", components=[{"name": "Datasets", "license": "MIT"} | paths])
    assert tool.openness("heron")["training-dataset"]["url"] == ["https://pond.example/data"]
    assert values(tool.record("heron"), "url") == [("arxiv license", "unmapped", "")]


def test_an_origin_that_names_an_entry_is_the_parent(tool: Tool) -> None:
    tool.add("heron-base")
    tool.add("heron-chat", origin="Heron-Base")
    base = "model/model-openness-tool.heron-base"
    assert tool.said("heron-chat")["derivedFromModel"] == [base]
    assert values(tool.record("heron-chat"), "derivedFromModel") == [("Heron-Base", "normalized", [base])]


@pytest.mark.parametrize(
    ("origin", "status", "maps_to"),
    [
        pytest.param("crane", "family", "", id="family"),
        pytest.param("unknown", "unmapped", "", id="nothing"),
        pytest.param("Stork, Ibis", "unmapped", "", id="two names"),
        pytest.param("crane-13b, some differences", "hedged", ["model/model-openness-tool.crane-13b"], id="remark"),
        pytest.param("Apache-2.0", "hedged", [APACHE], id="license in the wrong column"),
        pytest.param("Other License", "unmapped", "", id="any license in the wrong column"),
        pytest.param("heron", "exact", ["model/model-openness-tool.heron"], id="itself"),
        pytest.param("twin", "ambiguous", "", id="name of two entries"),
    ],
)
def test_an_origin_that_names_no_other_entry_is_only_kept(
    tool: Tool, origin: str, status: str, maps_to: str | list[str]
) -> None:
    tool.add("crane-13b")
    tool.add("twin-a", name="twin")
    tool.add("twin-b", name="twin")
    tool.add("heron", origin=origin)
    assert "derivedFromModel" not in tool.said("heron")
    assert values(tool.record("heron"), "derivedFromModel") == [(origin, status, maps_to)]


@pytest.mark.parametrize(
    "origin", [pytest.param("Crane-70B", id="size that no entry has"), pytest.param("Stork", id="unknown")]
)
def test_an_origin_that_no_entry_has_is_a_placeholder(tool: Tool, origin: str) -> None:
    tool.add("crane-13b")
    tool.add("heron", origin=origin)
    tool.add("ibis", origin=origin)
    [parent] = [each for each in tool.records().values() if each.label == origin]
    assert (str(parent.type), said(parent)) == ("Model", {})
    assert tool.said("heron")["derivedFromModel"] == tool.said("ibis")["derivedFromModel"] == [parent.subject]
    assert values(tool.record("heron"), "derivedFromModel") == [(origin, "unmapped", "")]


def test_parents_in_a_circle_stay_as_they_are(tool: Tool) -> None:
    tool.add("egg", origin="hen")
    tool.add("hen", origin="egg")
    assert tool.said("egg")["derivedFromModel"] == ["model/model-openness-tool.hen"]
    assert tool.said("hen")["derivedFromModel"] == ["model/model-openness-tool.egg"]


def test_variants_of_producers_stay_apart_and_as_written(tool: Tool) -> None:
    tool.add("heron", producer="Pond Academy\uff08PA\uff09")
    tool.add("ibis", producer="PA")
    names = {str(each.label): each for each in tool.records().values() if each.type == "Organization"}
    assert set(names) == {"Pond Academy\uff08PA\uff09", "PA"}
    assert names["Pond Academy\uff08PA\uff09"].alt_labels == ("Pond Academy", "PA")


def test_joint_producers_are_taken_apart(tool: Tool) -> None:
    tool.add("heron", producer="Lake, Pond, and River")
    names = ("lake", "pond", "river")
    assert tool.said("heron")["developedBy"] == [f"organization/model-openness-tool.{name}" for name in names]


def test_an_empty_producer_is_none(tool: Tool) -> None:
    tool.add("heron", producer="")
    assert "developedBy" not in tool.said("heron")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param("- list", "release: keys with values", id="list"),
        pytest.param("release: [", "did not find", id="malformed"),
        pytest.param("release: {name: ''}", "release.name", id="no name"),
        pytest.param("release: {name: [a]}", "release.name", id="name is a list"),
    ],
)
def test_a_malformed_file_is_rejected_with_the_reason(tool: Tool, content: str, reason: str) -> None:
    tool.add("heron")
    (tool.folder / "models" / "bad.yml").write_text(content)
    found = rejected(source.read(tool.folder))
    assert list(found) == ["model_openness_tool/models/bad.yml"]
    assert reason in found["model_openness_tool/models/bad.yml"]
    assert "model/model-openness-tool.heron" in tool.records()


@pytest.mark.parametrize("key", ["Arkim", "DeepSeek-V3-test", "OpenBMB", "Unnamed-Model"])
def test_templates_and_tests_are_no_entries(tool: Tool, key: str) -> None:
    tool.add(key)
    assert rejected(source.read(tool.folder)) == {f"model_openness_tool/models/{key}.yml": "placeholder entry"}
    assert not tool.records()


def test_files_of_odd_names_and_of_one_model_have_records_of_their_own(tool: Tool) -> None:
    for key in ("Pile-T5 XXL", "RWKV-v4-(Raven)", "CodeT5+-2B", "PanGu-a"):
        tool.add(key, name="PanGu-\u03b1")
    models = [each for each in tool.records().values() if each.type == "Model"]
    assert len(models) == 4
    assert {str(each.label) for each in models} == {"PanGu-\u03b1"}


def test_fields_that_nobody_reads_are_counted(tool: Tool) -> None:
    tool.add("heron", architecture="decoder", contact="", song="loud")
    assert tool.record("heron").unread == (
        "framework.name",
        "release.architecture",
        "release.song",
    )
