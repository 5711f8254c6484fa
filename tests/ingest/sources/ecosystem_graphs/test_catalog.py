"""Ecosystem Graphs in small: files with one quirk each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.records import Record, Rejected
from ingest.sources.ecosystem_graphs.catalog import MANIFEST, read
from tests.ingest.sources.says import by_label, metrics, said, values

Found = list[Record | Rejected]
Read = Callable[..., Found]


@pytest.fixture
def assets(tmp_path: Path) -> Read:
    """Read a snapshot of files given as keywords: the name of the file and its YAML."""

    def _read(**files: str) -> Found:
        folder = tmp_path / "assets"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
        return list(read(tmp_path))

    return _read


def model(found: Found, name: str = "Alder") -> Record:
    return by_label(found, "model")[name]


def alder(fields: str) -> str:
    return f"- name: Alder\n  type: model\n  {fields}\n"


def test_the_catalog_says_that_no_license_is_stated() -> None:
    assert MANIFEST.license == ""
    assert "No license is stated" in MANIFEST.attribution


@pytest.mark.parametrize(
    "written",
    ["training_hardware: 4 A100", "training_hardware: {explanation: in the paper, value: 4 A100}"],
    ids=["scalar", "with explanation"],
)
def test_a_value_may_have_an_explanation(assets: Read, written: str) -> None:
    assert said(model(assets(grove=alder(written))))["trainingHardware"] == "4 A100"


@pytest.mark.parametrize("written", ["{}", "{value: null}", "''"])
def test_a_value_that_is_not_given_is_neither_said_nor_unread(assets: Read, written: str) -> None:
    record = model(assets(grove=alder(f"training_hardware: {written}")))
    assert "trainingHardware" not in said(record)
    assert not record.unread


@pytest.mark.parametrize(
    ("field", "term"),
    [
        ("created_date", "issued"),
        ("access", "accessLevel"),
        ("modality", "modality"),
        ("size", "parameterCount"),
        ("training_hardware", "trainingHardware"),
        ("organization", "developedBy"),
        ("license", "hasLicense"),
    ],
)
@pytest.mark.parametrize(("word", "status"), [("unknown", "unknown"), ("Unknown", "unknown"), ("none", "none")])
def test_that_a_value_is_not_known_is_a_gap(assets: Read, field: str, term: str, word: str, status: str) -> None:
    record = model(assets(grove=alder(f"{field}: {word}")))
    assert said(record)[term] == {"absent": status}
    assert not record.unread


def test_which_number_is_not_known_is_counted(assets: Read) -> None:
    record = model(assets(grove=alder("training_emissions: unknown\n  training_time: 5 days")))
    assert said(record)["hasMetric"][1:] == [{"absent": "unknown"}]
    assert record.unread == ("training_emissions (unknown)",)


@pytest.mark.parametrize(
    ("field", "value", "term", "status"),
    [
        ("created_date", "2021-10-15", "issued", "exact"),
        ("access", "open", "accessLevel", "exact"),
        ("access", "Open", "accessLevel", "normalized"),
        ("modality", "text", "modality", "exact"),
        ("size", "7B parameters", "parameterCount", "normalized"),
        ("training_time", "5 days", "hasMetric", "normalized"),
        ("training_hardware", "4 A100", "trainingHardware", "exact"),
        ("organization", "Oak Lab", "developedBy", "exact"),
        ("license", "MIT", "hasLicense", "exact"),
        ("url", "https://example.org/alder", "url", "exact"),
        ("created_date", "unknown", "issued", "exact"),
    ],
)
def test_an_explanation_stands_beside_what_it_explains(
    assets: Read, field: str, value: str, term: str, status: str
) -> None:
    record = model(assets(grove=alder(f"{field}: {{value: '{value}', explanation: The grove said so.}}")))
    [kept] = [each for each in said(record)["hasSourceValue"] if each["aboutProperty"] == term]
    assert (kept["rawValue"], kept["mappingStatus"], kept["note"]) == (value, status, "The grove said so.")
    assert not record.unread


@pytest.mark.parametrize(
    ("written", "unread"),
    [
        ("access: {explanation: unclear}", ("access.explanation",)),
        ("monitoring: {value: none, explanation: we asked}", ("monitoring", "monitoring.explanation")),
        ("size: {value: large, explanation: we asked}", ("size", "size.explanation")),
        (f"access: {{value: open, explanation: {'x' * 2001}}}", ("access.explanation",)),
        ("access: {value: open, explanation: [we, asked]}", ("access.explanation[]",)),
        ("monitoring: unknown", ("monitoring",)),
    ],
    ids=["no value", "unread field", "value not understood", "too long", "no text", "unknown"],
)
def test_an_explanation_that_cannot_be_kept_is_counted(assets: Read, written: str, unread: tuple[str, ...]) -> None:
    assert model(assets(grove=alder(written))).unread == unread


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("size: 7039B parameters", "parameterCount"),
        ("training_time: 7039 petaflop/s-days", "hasMetric"),
        ("training_emissions: 124 kg of CO2eq", "hasMetric"),
    ],
)
def test_a_number_that_was_converted_stays_as_it_was_written(assets: Read, written: str, term: str) -> None:
    record = model(assets(grove=alder(written)))
    [(raw, status, _)] = values(record, term)
    assert (raw, status) == (written.partition(": ")[2], "normalized")


def test_what_goes_in_and_what_comes_out_stays_as_it_was_written(assets: Read) -> None:
    record = model(assets(grove=alder("modality: audio; text")))
    assert said(record)["modality"] == ["audio", "text"]
    assert values(record, "modality") == [("audio; text", "compound", None)]


def test_prose_is_counted_and_not_taken_over(assets: Read) -> None:
    record = model(assets(grove=alder("description: A model of trees.\n  nationality: USA")))
    assert record.unread == ("description", "nationality")


@pytest.mark.parametrize(
    ("written", "issued"),
    [
        ("created_date: 2021-10-15", "2021-10-15"),
        ("created_date: {value: 2021-10-15, explanation: on arXiv}", "2021-10-15"),
        ("created_date: 2022", "2022"),
        ("created_date: 2021-10-15 12:00:00", "2021-10-15"),
        ("created_date: {explanation: updated}\n  value: 2024-10-22", "2024-10-22"),
    ],
    ids=["date", "explained", "year", "with a time", "stray value"],
)
def test_dates_are_read_however_they_are_written(assets: Read, written: str, issued: str) -> None:
    assert said(model(assets(grove=alder(written))))["issued"] == issued


@pytest.mark.parametrize("written", ["size: 2024-05-29", "created_date: last spring"])
def test_what_is_no_date_of_the_asset_gives_none(assets: Read, written: str) -> None:
    assert "issued" not in said(model(assets(grove=alder(written))))


def test_a_date_in_the_place_of_a_size_is_no_number_of_parameters(assets: Read) -> None:
    record = model(assets(grove=alder("size: 2024-05-29")))
    assert "parameterCount" not in said(record)
    assert record.unread == ("size",)


def test_the_name_of_a_file_is_no_organization(assets: Read) -> None:
    found = assets(grove=alder("organization: Oak Lab"))
    assert list(by_label(found, "organization")) == ["Oak Lab"]
    assert said(model(assets(grove=alder("organization: Unknown"))))["developedBy"] == {"absent": "unknown"}


def test_organizations_in_one_string_are_taken_apart_and_the_string_is_kept(assets: Read) -> None:
    record = model(assets(grove=alder('organization: "Oak Lab, Runway AI, Inc."')))
    developers = said(record)["developedBy"]
    assert len(developers) == 2
    assert values(record, "developedBy") == [("Oak Lab, Runway AI, Inc.", "compound", developers)]


def test_an_organization_is_described_once_with_its_other_spellings(assets: Read) -> None:
    found = assets(a=alder("organization: NVIDIA"), b="- {name: Birch, type: dataset, organization: Nvidia}")
    [organization] = by_label(found, "organization").values()
    assert (organization.label, organization.alt_labels) == ("NVIDIA", ("Nvidia",))


def test_one_name_in_two_files_is_two_things(assets: Read) -> None:
    found = assets(a=alder("url: https://a.org"), b=alder("url: https://b.org"))
    assert len({each.subject for each in found if isinstance(each, Record)}) == 2


def test_one_name_twice_in_a_file_is_told_apart_by_type_and_address(assets: Read) -> None:
    twice = alder("url: https://a.org") + alder("url: https://b.org") + "- {name: Alder, type: dataset}\n"
    subjects = [each.subject for each in assets(grove=twice) if isinstance(each, Record)]
    assert len({subject.partition("/")[2] for subject in subjects}) == 3
    first = [each.subject for each in assets(grove=alder("url: https://a.org")) if isinstance(each, Record)]
    assert subjects[0] == first[0], "a thing keeps its identifier when another of its name comes after it"


def test_the_order_of_files_and_assets_changes_no_identifier(assets: Read) -> None:
    both = ["- {name: Birch, type: model}\n", "- {name: Cedar, type: model}\n"]
    forth = {each.subject for each in assets(grove="".join(both)) if isinstance(each, Record)}
    back = {each.subject for each in assets(grove="".join(reversed(both))) if isinstance(each, Record)}
    assert forth == back


def test_dependencies_are_found_by_name_and_then_without_case(assets: Read) -> None:
    forest = (
        alder("dependencies: [Birch, BIRCH bark]") + "- {name: Birch, type: dataset}\n- {name: Birch Bark, type: model}"
    )
    found = assets(grove=forest)
    birch, bark = by_label(found, "dataset")["Birch"].subject, model(found, "Birch Bark").subject
    assert said(model(found))["dependsOn"] == [birch, bark]
    assert values(model(found), "dependsOn") == [("Birch", "exact", [birch]), ("BIRCH bark", "normalized", [bark])]


def test_a_dependency_on_nothing_in_the_catalog_gets_a_placeholder_of_no_level(assets: Read) -> None:
    found = assets(a=alder("dependencies: [GitHub, Github]"), b="- {name: Birch, type: model, dependencies: [GitHub]}")
    placeholders = by_label(found, "artifact")
    assert list(placeholders) == ["GitHub", "Github"]
    assert said(model(found, "Birch"))["dependsOn"] == [placeholders["GitHub"].subject]
    assert values(model(found, "Birch"), "dependsOn") == [("GitHub", "unmapped", None)]
    assert "artifactLevel" not in said(placeholders["GitHub"])


def test_a_dependency_on_one_of_two_things_of_a_name_is_not_guessed(assets: Read) -> None:
    birches = {"a": "- {name: Birch, type: model}", "b": "- {name: Birch, type: model}"}
    found = assets(grove=alder("dependencies: [Birch]"), **birches)
    [(raw, status, candidates)] = values(model(found), "dependsOn")
    assert (raw, status, len(candidates)) == ("Birch", "ambiguous", 2)
    assert "dependsOn" not in said(model(found))


def test_loops_and_cycles_survive(assets: Read) -> None:
    found = assets(grove=alder("dependencies: [Alder, Birch]") + "- {name: Birch, type: model, dependencies: [Alder]}")
    one, other = model(found).subject, model(found, "Birch").subject
    assert said(model(found))["dependsOn"] == [one, other]
    assert said(model(found, "Birch"))["dependsOn"] == [one]


def test_a_model_is_not_said_to_be_trained_on_what_it_depends_on(assets: Read) -> None:
    found = assets(grove=alder("dependencies: [Birch]") + "- {name: Birch, type: dataset}")
    assert "trainedOn" not in said(model(found))


@pytest.mark.parametrize("written", ["open", "Open"])
def test_access_is_read_in_any_case(assets: Read, written: str) -> None:
    assert said(model(assets(grove=alder(f"access: {written}"))))["accessLevel"] == "open"


def test_modalities_go_in_and_come_out(assets: Read) -> None:
    assert said(model(assets(grove=alder("modality: 'image, text; text'"))))["modality"] == ["image", "text"]


def test_a_modality_that_is_not_known_is_another_one_and_is_kept(assets: Read) -> None:
    record = model(assets(grove=alder("modality: text; protein structure")))
    assert said(record)["modality"] == ["text", "other"]
    assert values(record, "modality") == [("text; protein structure", "unmapped", None)]


def test_sizes_that_say_one_thing_are_numbers(assets: Read) -> None:
    found = assets(grove=alder("size: 176B parameters (dense)") + "- {name: Leaves, type: dataset, size: 1.6TB}")
    assert said(model(found))["parameterCount"] == "176000000000"
    leaves = by_label(found, "dataset")["Leaves"]
    assert metrics(leaves) == [("dataset-size", "1600000000000", "bytes", "exact")]


def test_time_emissions_and_compute_are_observations(assets: Read) -> None:
    record = model(assets(grove=alder("training_time: 3640 petaflop/s-days\n  training_emissions: 124 kg of CO2eq")))
    assert metrics(record) == [
        ("training-compute", "314496", "exaflop", "exact"),
        ("emissions", "0.124", "tco2e", "exact"),
    ]


def test_hardware_that_names_a_machine_is_a_partnership(assets: Read) -> None:
    found = assets(grove=alder("organization: Oak Lab\n  training_hardware: Jean Zay (48 nodes)"))
    machine = by_label(found, "machine")["Jean Zay"].subject
    [partnership] = by_label(found, "partnership").values()
    says = said(partnership)
    assert says["recipient"] == [by_label(found, "organization")["Oak Lab"].subject]
    assert says["provider"] == by_label(found, "organization")["IDRIS"].subject
    assert (says["resultedIn"], says["providesAccessTo"]) == (model(found).subject, [machine])
    assert said(model(found))["trainedUsing"] == [machine]


@pytest.mark.parametrize(
    ("hardware", "kinds"),
    [("Jean Zay (48 nodes)", ["fact", "inferred"]), ("Jean Zay of IDRIS", ["fact"])],
    ids=["machine only", "provider too"],
)
def test_a_provider_whom_the_source_does_not_name_is_our_conclusion(
    assets: Read, hardware: str, kinds: list[str]
) -> None:
    found = assets(grove=alder(f"organization: Oak Lab\n  training_hardware: {hardware}"))
    [partnership] = by_label(found, "partnership").values()
    assert [block.kind for block in partnership.blocks] == kinds
    assert set(partnership.blocks[-1].says) >= {"provider", "providerKind"}
    if len(kinds) > 1:
        assert not {"provider", "providerKind"} & set(partnership.blocks[0].says)
        assert partnership.blocks[1].note, "the note says where the provider comes from"


@pytest.mark.parametrize(
    ("organization", "hardware"),
    [("Oak Lab", "8 A100 GPUs"), ("Microsoft", "Azure"), ("Meta", "Meta AI Cluster"), ("unknown", "Azure")],
    ids=["only hardware", "own cloud", "own machine", "for nobody"],
)
def test_hardware_without_another_provider_is_no_partnership(assets: Read, organization: str, hardware: str) -> None:
    found = assets(grove=alder(f"organization: {organization}\n  training_hardware: {hardware}"))
    assert not by_label(found, "partnership")
    assert said(model(found))["trainingHardware"] == hardware


def test_identifiers_are_read_from_addresses(assets: Read) -> None:
    fields = "url: https://arxiv.org/pdf/2211.05100v2.pdf\n  model_card: https://huggingface.co/oak-lab/alder"
    says = said(model(assets(grove=alder(fields))))
    assert says["identifier"] == ["arXiv:2211.05100"]
    assert says["hubRepository"] == ["oak-lab/alder"]


@pytest.mark.parametrize("address", ["goose.ai", "javascript:alert(1)", "https://a.org/<script>", "https://a.org b"])
def test_what_is_no_address_is_counted(assets: Read, address: str) -> None:
    record = model(assets(grove=alder(f"url: '{address}'")))
    assert "url" not in said(record)
    assert record.unread == ("url",)


def test_licenses_are_resolved_and_kept_as_written(assets: Read) -> None:
    record = model(assets(grove=alder("license: Apache 2.0")))
    assert said(record)["hasLicense"] == ["license/spdx.apache-2.0"]
    assert [value[0] for value in values(record, "hasLicense")] == ["Apache 2.0"]


def test_a_license_that_is_called_unknown_is_not_dropped(assets: Read) -> None:
    assert values(model(assets(grove=alder("license: unknkown"))), "hasLicense")[0][1] == "unmapped"


@pytest.mark.parametrize(
    "content",
    [
        "- just a text",
        "- {type: model}",
        "- {name: Alder, type: pony}",
        "- {name: '\u202eredlA', type: model}",
        "name: Alder",
        "- {name: [",
        "- {name: Alder, type: model, created_date: 2021-13-45}",
        "- !!python/object/apply:os.system [ls]",
        "[" * 50 + "]" * 50,
        "- &a [x]\n" + "- *a\n" * 200,
    ],
    ids=["text", "no name", "type", "bidi", "no list", "broken", "date", "tag", "deep", "aliases"],
)
def test_what_is_malformed_is_rejected_with_a_reason(assets: Read, content: str) -> None:
    found = assets(grove=content, other="- {name: Birch, type: model}")
    rejected = [each for each in found if isinstance(each, Rejected)]
    assert rejected
    assert all(each.file.startswith("ecosystem_graphs/assets/grove.yaml") and each.problems for each in rejected)
    assert "Birch" in by_label(found, "model")
