import json
from pathlib import Path
from typing import Any

import pytest

from ingest.records import Record
from ingest.sources import data_provenance
from tests.ingest.sources.reading import records, rejected, said, values

TEXT = "data_summaries/Harbor.json"
SPEECH = "data_summaries-speech/Tides.json"
SUBJECT = "dataset/data-provenance.harbor-logs"
SPOKEN = "dataset/data-provenance.tide-talks"


def summary(**changes: Any) -> dict[str, Any]:
    """An entry of a text collection."""
    return {
        "Unique Dataset Identifier": "harbor-logs",
        "Dataset Name": "Harbor Logs",
        "Collection": "Harbor",
        "Collection URL": "https://example.org/harbor",
        "Dataset URL": "https://example.org/logs",
        "GitHub URL": "",
        "Hugging Face URL": "https://huggingface.co/datasets/harbor/logs",
        "ArXiv URL": "https://arxiv.org/abs/2401.01234",
        "Semantic Scholar Corpus ID": 1234,
        "Languages": ["English"],
        "Creators": ["Harbor University"],
        "Licenses": [{"License": "MIT License", "License URL": "https://example.org/LICENSE"}],
        "Model Generated": [],
        "Derived from Datasets": [],
    } | changes


def speech(**changes: Any) -> dict[str, Any]:
    """An entry of a speech collection; its key in the file is the name, not the identifier."""
    return {
        "Dataset Name": "tide-talks",
        "Unique Dataset Identifier": "tide-talks",
        "Collection": "Tide Talks",
        "Hours": 33.6,
        "Languages": ["Norwegian"],
        "Languages (ISO)": ["no"],
        "Licenses": [{"License": "CC BY 4.0"}],
        "Hugging Face URL": "",
        "Website URL": ["https://example.org/a", "https://example.org/b"],
        "Paper URL": "https://aclanthology.example/1",
        "Semantic Scholar Corpus ID": "Unclear",
        "Creators": ["Independent"],
        "Year Released": 2021,
    } | changes


def write(folder: Path, file: str, content: Any) -> Path:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return folder


def read(folder: Path) -> dict[str, Record]:
    return records(data_provenance.read(folder))


def text(folder: Path, **changes: Any) -> Record:
    return read(write(folder, TEXT, {"harbor-logs": summary(**changes)}))[SUBJECT]


def spoken(folder: Path, **changes: Any) -> Record:
    return read(write(folder, SPEECH, {"Tide Talks": speech(**changes)}))[SPOKEN]


def test_an_entry_is_a_dataset_known_by_its_identifier(tmp_path: Path) -> None:
    record = text(tmp_path)
    assert record.type == "Dataset"
    assert record.label == "Harbor Logs"
    facts = said(record)
    assert facts["artifactLevel"] == "release"
    assert facts["modality"] == "text"
    assert facts["url"] == ["https://example.org/logs"]
    assert facts["hubRepository"] == "harbor/logs"
    assert facts["identifier"] == ["arXiv:2401.01234", "S2CorpusId:1234"]
    assert facts["supportsLanguage"] == ["eng"]


def test_a_collection_is_a_family_of_its_datasets(tmp_path: Path) -> None:
    two = {
        "harbor-logs": summary(),
        "harbor-mail": summary(**{"Unique Dataset Identifier": "harbor-mail", "Collection URL": "not told"}),
    }
    found = read(write(tmp_path, TEXT, two))
    families = {said(found[subject])["memberOfFamily"] for subject in (SUBJECT, "dataset/data-provenance.harbor-mail")}
    assert len(families) == 1
    family = found[families.pop()]
    assert family.label == "Harbor"
    assert said(family) == {"artifactLevel": "family", "modality": ["text"], "url": ["https://example.org/harbor"]}


def test_a_dataset_with_the_name_of_its_collection_is_another_thing(tmp_path: Path) -> None:
    found = read(write(tmp_path, TEXT, {"harbor": summary(**{"Unique Dataset Identifier": "Harbor"})}))
    record = found["dataset/data-provenance.harbor"]
    assert said(record)["memberOfFamily"] != record.subject


def test_a_dataset_of_speech_has_its_own_fields(tmp_path: Path) -> None:
    record = spoken(tmp_path)
    assert record.label == "Tide Talks"
    assert record.alt_labels == ("tide-talks",)
    facts = said(record)
    assert facts["modality"] == "audio"
    assert facts["issued"] == "2021"
    assert facts["url"] == ["https://example.org/a", "https://example.org/b"]
    assert facts["hasMetric"] == {
        "id": "metric/data-provenance.tide-talks-hours",
        "metricType": "dataset-size",
        "metricValue": "33.6",
        "metricUnit": "hours",
        "comparator": "exact",
    }
    assert values(record, "identifier") == [
        ("https://aclanthology.example/1", "unmapped", ""),
        ("Unclear", "unmapped", ""),
    ]


@pytest.mark.parametrize("given", [1234, "1234"], ids=["number", "text"])
def test_a_corpus_number_is_a_number_or_a_text(tmp_path: Path, given: int | str) -> None:
    record = text(tmp_path, **{"ArXiv URL": "", "Semantic Scholar Corpus ID": given})
    assert said(record)["identifier"] == ["S2CorpusId:1234"]


def test_an_empty_text_says_nothing(tmp_path: Path) -> None:
    empty = {key: "" for key in ("ArXiv URL", "Semantic Scholar Corpus ID", "Hugging Face URL", "Dataset URL")}
    record = text(tmp_path, **empty, Languages="", Creators=[""])
    assert not {"identifier", "hubRepository", "url", "supportsLanguage", "developedBy"} & set(said(record))
    assert record.unread == ()


@pytest.mark.parametrize(
    ("given", "repository", "kept"),
    [
        pytest.param("https://huggingface.co/datasets/a/b-1.0/", "a/b-1.0", [], id="slash"),
        pytest.param("https://hf.co/datasets/a/b", "a/b", ["normalized"], id="short host"),
        pytest.param("https://huggingface.co/datasets/a/b/viewer/x", "a/b", ["normalized"], id="part of it"),
        pytest.param("https://huggingface.co/datasets/squad", None, ["unmapped"], id="no owner"),
        pytest.param("https://huggingface.co/a", None, ["unmapped"], id="account"),
        pytest.param("https://huggingface.co.evil.example/datasets/a/b", None, ["unmapped"], id="other host"),
        pytest.param("https://github.com/a/b", None, ["unmapped"], id="code repository"),
        pytest.param("https://huggingface.co/datasets/a/b; https://x.example", None, ["unmapped"], id="two addresses"),
    ],
)
def test_only_a_hub_address_names_a_repository(
    tmp_path: Path, given: str, repository: str | None, kept: list[str]
) -> None:
    record = text(tmp_path, **{"Hugging Face URL": given})
    assert said(record).get("hubRepository") == repository
    assert [status for raw, status, _ in values(record, "hubRepository") if raw == given] == kept


@pytest.mark.parametrize(
    ("given", "identifier"),
    [
        pytest.param("https://arxiv.org/pdf/2401.01234v3.pdf", "arXiv:2401.01234", id="file of a version"),
        pytest.param("http://arxiv.org/abs/cs/0506075", "arXiv:cs/0506075", id="old number"),
    ],
)
def test_an_arxiv_address_is_an_identifier(tmp_path: Path, given: str, identifier: str) -> None:
    record = text(tmp_path, **{"ArXiv URL": given, "Semantic Scholar Corpus ID": ""})
    assert said(record)["identifier"] == [identifier]


@pytest.mark.parametrize("word", ["Unspecified", "missing", "a b", "https://one.example; https://two.example"])
def test_a_word_in_the_place_of_an_address_is_kept_as_written(tmp_path: Path, word: str) -> None:
    record = text(tmp_path, **{"Dataset URL": word})
    assert "url" not in said(record)
    assert values(record, "url") == [(word, "unmapped", "")]


@pytest.mark.parametrize(
    ("given", "languages", "kept"),
    [
        pytest.param("English", ["eng"], [], id="a text instead of a list"),
        pytest.param(["Farsi"], ["fas"], [("Farsi", "alias", "language/fas")], id="other name"),
        pytest.param(
            ["Chinese (Simplified)", "Chinese"],
            ["zho"],
            [("Chinese (Simplified)", "normalized", "language/zho")],
            id="script",
        ),
        pytest.param(["Python"], None, [("Python", "unmapped", "")], id="no natural language"),
    ],
)
def test_languages_are_found_by_name(
    tmp_path: Path, given: Any, languages: list[str] | None, kept: list[tuple[str, str, str]]
) -> None:
    record = text(tmp_path, Languages=given)
    assert said(record).get("supportsLanguage") == languages
    assert values(record, "supportsLanguage") == kept


def test_a_code_helps_where_the_name_is_not_known(tmp_path: Path) -> None:
    record = spoken(tmp_path, **{"Languages": ["Sorbian", "Klingon"], "Languages (ISO)": ["hsb", "xx-9"]})
    assert said(record)["supportsLanguage"] == ["hsb"]
    assert values(record, "supportsLanguage") == [("Klingon", "unmapped", ""), ("xx-9", "unmapped", "")]


def test_names_and_codes_of_different_number_are_not_paired(tmp_path: Path) -> None:
    record = spoken(tmp_path, **{"Languages": ["Multilingual"], "Languages (ISO)": ["sv_SE", "de", "jp"]})
    assert said(record)["supportsLanguage"] == ["swe", "deu"]
    assert values(record, "supportsLanguage") == [("Multilingual", "unmapped", ""), ("jp", "unmapped", "")]


def test_each_creator_is_one_organization(tmp_path: Path) -> None:
    given = ["Johns Hopkins University", "John Hopkins University", "Johns Hopkins University"]
    found = read(write(tmp_path, TEXT, {"harbor-logs": summary(Creators=given)}))
    creators = said(found[SUBJECT])["developedBy"]
    assert [found[creator].label for creator in creators] == ["Johns Hopkins University", "John Hopkins University"]


def test_a_name_on_two_lines_is_a_name(tmp_path: Path) -> None:
    found = read(write(tmp_path, TEXT, {"harbor-logs": summary(Creators=["Faculty of Tides\nHarbor"])}))
    (creator,) = said(found[SUBJECT])["developedBy"]
    assert found[creator].label == "Faculty of Tides Harbor"
    assert values(found[SUBJECT], "developedBy") == [("Faculty of Tides\nHarbor", "normalized", creator)]


def test_a_person_without_organization_is_no_organization(tmp_path: Path) -> None:
    record = spoken(tmp_path)
    assert "developedBy" not in said(record)
    assert values(record, "developedBy") == [("Independent", "unmapped", "")]


def test_the_tables_of_creators_tell_type_and_country(tmp_path: Path) -> None:
    write(tmp_path, TEXT, {"harbor-logs": summary()})
    write(tmp_path, "constants/creator_groups.json", {"Academic": ["Harbor University"], "Startup": ["Other"]})
    write(
        tmp_path,
        "constants/creator_groups_by_country.json",
        {"Norway": ["Harbor University"], "Scotland": ["Harbor University"], "Nowhere": ["Harbor University"]},
    )
    found = read(tmp_path)
    record = found[said(found[SUBJECT])["developedBy"][0]]
    assert said(record)["locatedIn"] == ["nor", "gbr"]
    assert values(record, "locatedIn") == [("Scotland", "alias", "country/gbr"), ("Nowhere", "unmapped", "")]
    assert values(record, "classification") == [("Academic", "unmapped", "")]
    assert [(str(block.locator), sorted(map(str, block.says))) for block in record.blocks] == [
        (TEXT, []),
        ("constants/creator_groups.json", ["hasSourceValue"]),
        ("constants/creator_groups_by_country.json", ["hasSourceValue", "locatedIn"]),
    ]


def test_each_creator_of_a_dataset_has_its_own_type(tmp_path: Path) -> None:
    write(tmp_path, TEXT, {"harbor-logs": summary(Creators=["Harbor University", "Tide Works"])})
    groups = {"Academic": ["Harbor University"], "Corporation": ["Tide Works"]}
    found = read(write(tmp_path, "constants/creator_groups.json", groups))
    creators = [found[creator] for creator in said(found[SUBJECT])["developedBy"]]
    assert [said(creator).get("classification") for creator in creators] == [None, ["company"]]


def test_every_license_of_the_list_is_read_and_keeps_its_address(tmp_path: Path) -> None:
    given = [
        {"License": "Apache License 2.0", "License URL": "https://example.org/1"},
        {"License": "CC BY-NC 4.0", "License URL": "Unspecified"},
        {"License": "Custom"},
    ]
    record = text(tmp_path, Licenses=given)
    assert said(record)["hasLicense"] == ["license/spdx.apache-2.0", "license/spdx.cc-by-nc-4.0"]
    kept = [each for each in said(record)["hasSourceValue"] if each["aboutProperty"] == "hasLicense"]
    assert [(each["rawValue"], each.get("url")) for each in kept] == [
        ("Apache License 2.0", "https://example.org/1"),
        ("CC BY-NC 4.0", None),
        ("Custom", None),
    ]


def test_that_a_license_is_not_told_is_said_only_if_there_is_no_other(tmp_path: Path) -> None:
    unknown = {"License": "Unspecified", "License URL": ""}
    assert said(text(tmp_path, Licenses=[unknown, unknown]))["hasLicense"] == [{"absent": "unknown"}]
    known = {"License": "MIT License", "License URL": ""}
    assert said(text(tmp_path, Licenses=[unknown, known]))["hasLicense"] == ["license/spdx.mit"]


def test_a_source_dataset_that_nothing_describes_is_a_placeholder(tmp_path: Path) -> None:
    found = read(write(tmp_path, TEXT, {"harbor-logs": summary(**{"Derived from Datasets": ["SNLI", "snli"]})}))
    placeholders = said(found[SUBJECT])["dependsOn"]
    assert [(found[each].type, found[each].label) for each in placeholders] == [
        ("Dataset", "SNLI"),
        ("Dataset", "snli"),
    ]
    assert values(found[SUBJECT], "dependsOn") == [("SNLI", "unmapped", ""), ("snli", "unmapped", "")]


def test_a_source_dataset_given_by_its_hub_address_has_its_repository(tmp_path: Path) -> None:
    given = ["https://huggingface.co/datasets/lights/beams"]
    found = read(write(tmp_path, TEXT, {"harbor-logs": summary(**{"Derived from Datasets": given})}))
    (placeholder,) = said(found[SUBJECT])["dependsOn"]
    assert found[placeholder].label == "lights/beams"
    assert said(found[placeholder]) == {"hubRepository": "lights/beams", "url": given[0]}


def test_a_source_dataset_of_the_same_catalog_is_that_dataset(tmp_path: Path) -> None:
    given = ["tide-talks", "Tide Talks", "harbor-logs"]
    write(tmp_path, SPEECH, {"Tide Talks": speech()})
    found = read(write(tmp_path, TEXT, {"harbor-logs": summary(**{"Derived from Datasets": given})}))
    family = said(found[SPOKEN])["memberOfFamily"]
    assert said(found[SUBJECT])["dependsOn"] == [SPOKEN, family, SUBJECT]
    assert [status for _, status, _ in values(found[SUBJECT], "dependsOn")] == ["exact"] * 3


def test_a_model_that_made_texts_is_a_placeholder(tmp_path: Path) -> None:
    given = {"Model Generated": ["Flan-T5", "flan-t5", "templates", "Other"]}
    found = read(write(tmp_path, TEXT, {"harbor-logs": summary(**given)}))
    assert said(found[SUBJECT])["dependsOn"] == ["model/data-provenance.flan-t5"]
    assert found["model/data-provenance.flan-t5"].alt_labels == ("flan-t5",)
    assert [raw for raw, _, _ in values(found[SUBJECT], "dependsOn")] == given["Model Generated"]


def test_templates_and_other_files_are_skipped(tmp_path: Path) -> None:
    write(tmp_path, "data_summaries/_template.json", {"dataset-name": {"Unique Dataset Identifier": "string: name"}})
    write(tmp_path, "data_summaries/_template_spec.yaml", "{")
    assert list(data_provenance.read(tmp_path)) == []


def test_fields_that_nothing_reads_are_named(tmp_path: Path) -> None:
    record = text(tmp_path, **{"Human Annotation": ["Yes"], "Text Sources": ["web"], "Paper Title": ""})
    assert record.unread == ("Human Annotation", "Text Sources")


def test_what_cannot_be_shown_is_counted_as_unread(tmp_path: Path) -> None:
    record = text(tmp_path, Creators=["Har\u202ebor", "Harbor University"])
    assert record.unread == ("Creators",)
    assert len(said(record)["developedBy"]) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"Hours": "Unclear"}, "Hours", id="hours"),
        pytest.param({"Year Released": "soon"}, "Year Released", id="year"),
        pytest.param({"Collection URL": "not told"}, "Collection URL", id="address of the collection"),
        pytest.param(
            {"Licenses": [{"License": "Custom", "License URL": "unknown"}]}, "Licenses[].License URL", id="license"
        ),
    ],
)
def test_a_value_that_cannot_be_used_is_counted_as_unread(tmp_path: Path, changes: dict[str, Any], field: str) -> None:
    assert field in spoken(tmp_path, **changes).unread


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        pytest.param("{", "", "no JSON", id="cut off"),
        pytest.param("[]", "", "an object of datasets", id="list"),
        pytest.param('{"a": "b"}', "a", "an entry is an object", id="entry is a text"),
        pytest.param('{"a": {}}', "a", "`Unique Dataset Identifier` is missing", id="no identifier"),
        pytest.param('{"a": {"Unique Dataset Identifier": 7}}', "a", "cannot be shown", id="identifier is a number"),
    ],
)
def test_a_malformed_entry_is_rejected(tmp_path: Path, content: str, place: str, reason: str) -> None:
    found = rejected(data_provenance.read(write(tmp_path, TEXT, content)))
    assert reason in found[f"data_provenance/{TEXT}"]
    assert found[f"data_provenance/{TEXT}"].startswith(place)


@pytest.mark.parametrize("field", [*summary(), "Hours", "Year Released", "Languages (ISO)", "Website URL"])
@pytest.mark.parametrize("junk", [None, 7, True, "text", [None, 7, "text", [], {}], {"a": 1}, [[["x"]]]], ids=str)
def test_a_field_of_another_form_never_ends_the_reading(tmp_path: Path, field: str, junk: Any) -> None:
    assert list(data_provenance.read(write(tmp_path, TEXT, {"harbor-logs": summary(**{field: junk})})))
