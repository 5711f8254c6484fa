from pathlib import Path
from typing import Any

import pytest

from ingest.mapping import definitions
from tests.ingest.sources.hub_snapshot import ROW, Snapshot, card, model, said, written


def test_the_day_of_creation_is_no_date_of_release(tmp_path: Path) -> None:
    facts = said(model(tmp_path))
    assert (facts["created"], facts["modified"]) == ("2024-02-28", "2024-03-22")
    assert "issued" not in facts


def test_the_day_on_which_the_hub_imported_its_past_is_no_day_of_creation(tmp_path: Path) -> None:
    assert "created" not in said(model(tmp_path, createdAt="2022-03-02T23:29:04.000Z"))


def test_all_downloads_are_counted_not_those_of_a_month(tmp_path: Path) -> None:
    metrics = said(model(tmp_path))["hasMetric"]
    assert [(each["metricType"], each["metricValue"], each["comparator"]) for each in metrics] == [
        ("downloads", "4000", "exact"),
        ("likes", "8", "exact"),
    ]


def test_downloads_of_a_month_are_a_lower_bound(tmp_path: Path) -> None:
    row = {key: value for key, value in ROW.items() if key not in ("downloadsAllTime", "likes")}
    [metric] = said(Snapshot(tmp_path).rows(row).read().record("Heron-Lab/Heron-7B"))["hasMetric"]
    assert (metric["metricValue"], metric["comparator"]) == ("10", "at-least")


@pytest.mark.parametrize("number", [0, -1, True, "9", 1.5, 10**40, None])
def test_a_count_of_nothing_or_no_count_is_no_metric(tmp_path: Path, number: Any) -> None:
    assert "hasMetric" not in said(model(tmp_path, downloadsAllTime=number, likes=number))


def test_the_size_of_the_weights_is_the_number_of_parameters(tmp_path: Path) -> None:
    weights = {"parameters": {"BF16": 7, "miku": 1}, "total": 8}
    assert said(model(tmp_path, safetensors=weights))["parameterCount"] == "8"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("_id", "1"),
        ("createdAt", "yesterday"),
        ("createdAt", "2024-02-31T00:00:00Z"),
        ("lastModified", 17),
        ("safetensors", {"total": "many"}),
        ("safetensors", [1]),
        ("likes", -1),
        ("gated", "maybe"),
        ("gated", {"a": 1}),
        ("cardData", "text"),
    ],
)
def test_a_value_of_the_wrong_shape_is_left_out_and_counted(tmp_path: Path, field: str, value: Any) -> None:
    assert f"{field} (refused)" in model(tmp_path, **{field: value}).unread


@pytest.mark.parametrize(("gated", "level"), [(False, "open"), ("auto", "limited"), ("manual", "limited")])
def test_who_can_get_at_the_files_is_told_by_the_gate(tmp_path: Path, gated: Any, level: str) -> None:
    assert said(model(tmp_path, gated=gated))["accessLevel"] == level


def test_without_word_of_a_gate_access_stays_unknown(tmp_path: Path) -> None:
    assert "accessLevel" not in said(model(tmp_path))


def test_papers_and_registrations_in_tags_are_identifiers(tmp_path: Path) -> None:
    record = model(tmp_path, tags=["arxiv:2304.06767", "arxiv:soon", "doi:10.57967/hf/3137", "doi:10.1/<x>"])
    assert said(record)["identifier"] == ["arXiv:2304.06767", "doi:10.57967/hf/3137"]
    assert {"tags.arxiv (refused)", "tags.doi (refused)"} <= set(record.unread)


def test_tags_that_nobody_reads_are_counted_by_their_beginning(tmp_path: Path) -> None:
    record = model(tmp_path, tags=["region:us", "mine:1", "pytorch", "a\x00b", 5, "license:mit"])
    assert record.unread == ("downloads", "tags (refused)", "tags.(bare)", "tags.(other)", "tags.region")


def test_fields_that_nobody_reads_are_counted(tmp_path: Path) -> None:
    record = model(tmp_path, tags=[], pipeline_tag="text-generation", gguf={}, cardData={"widget": [1], "x\u202e": 1})
    assert record.unread == ("cardData.(unusual key)", "cardData.widget", "downloads", "pipeline_tag")


def test_a_license_is_resolved_and_kept_as_written(tmp_path: Path) -> None:
    record = card(tmp_path, license="apache-2.0")
    assert said(record)["hasLicense"] == ["license/spdx.apache-2.0"]
    [(raw, _, maps_to)] = written(record, "hasLicense")
    assert raw == "apache-2.0"
    assert "license/spdx.apache-2.0" in maps_to


@pytest.mark.parametrize("key", ["licence", "License", "LICENSE", "Licence"])
def test_a_misspelt_key_is_read_and_counted(tmp_path: Path, key: str) -> None:
    record = card(tmp_path, **{key: "mit"})
    assert said(record)["hasLicense"] == ["license/spdx.mit"]
    assert f"cardData.{key} (read as license)" in record.unread


def test_the_word_license_in_place_of_one_is_kept_and_means_nothing(tmp_path: Path) -> None:
    record = card(tmp_path, licence="license")
    assert "hasLicense" not in said(record)
    assert [(raw, status) for raw, status, _ in written(record, "hasLicense")] == [("license", "unmapped")]


def test_licenses_may_be_a_list(tmp_path: Path) -> None:
    assert said(card(tmp_path, license=["mit", "apache-2.0", 3]))["hasLicense"] == [
        "license/spdx.mit",
        "license/spdx.apache-2.0",
    ]


def test_another_license_goes_by_its_name(tmp_path: Path) -> None:
    named = card(tmp_path, license="other", license_name="mrl", license_link="https://example.org")
    assert [raw for raw, _, _ in written(named, "hasLicense")] == ["mrl"]


def test_the_name_of_a_license_that_has_an_identifier_adds_nothing(tmp_path: Path) -> None:
    named = card(tmp_path, license="mit", license_name="our own")
    assert [raw for raw, _, _ in written(named, "hasLicense")] == ["mit"]


def test_another_license_without_a_name_stays_open(tmp_path: Path) -> None:
    record = card(tmp_path, license="other")
    assert "hasLicense" not in said(record)
    assert [raw for raw, _, _ in written(record, "hasLicense")] == ["other"]


def test_a_license_in_a_tag_counts_when_the_card_is_not_there(tmp_path: Path) -> None:
    assert said(model(tmp_path, tags=["license:mit"], cardData=None))["hasLicense"] == ["license/spdx.mit"]


def test_languages_are_concepts_and_odd_codes_are_kept(tmp_path: Path) -> None:
    record = card(tmp_path, language=["en", "eng", "iw", "multilingual", "jp"], Language="En")
    assert said(record)["supportsLanguage"] == ["eng", "heb"]
    assert written(record, "supportsLanguage") == [
        ("iw", "alias", "language/heb"),
        ("multilingual", "unmapped", ""),
        ("jp", "unmapped", ""),
        ("En", "normalized", "language/eng"),
    ]


def test_bare_tags_that_look_like_languages_are_not_asserted(tmp_path: Path) -> None:
    row = {key: value for key, value in ROW.items() if key != "cardData"} | {"tags": ["en", "it", "pt", "llama"]}
    record = Snapshot(tmp_path).rows(row).read().record("Heron-Lab/Heron-7B")
    assert "supportsLanguage" not in said(record)
    assert [raw for raw, status, _ in written(record, "supportsLanguage") if status == "ambiguous"] == [
        "en",
        "it",
        "pt",
    ]


def test_text_that_looks_like_a_template_stays_text(tmp_path: Path) -> None:
    record = card(tmp_path, license="other", license_name="{{ config.__class__ }}<script>")
    assert [raw for raw, _, _ in written(record, "hasLicense")] == ["{{ config.__class__ }}<script>"]


@pytest.mark.parametrize("text", ["m\u0131t\u202e", "m\x1bit", "Ap\u0430che", "x" * 301, "a\u200bb"])
def test_text_that_deceives_is_refused_and_counted(tmp_path: Path, text: str) -> None:
    record = card(tmp_path, license=text)
    assert written(record, "hasLicense") == []
    assert "cardData.license (refused)" in record.unread


def test_a_model_and_a_dataset_of_one_path_share_no_ids(tmp_path: Path) -> None:
    row = {**ROW, "cardData": {"license": "mit", "language": "xx"}}
    snapshot = Snapshot(tmp_path).rows(row).rows(row, name="datasets.jsonl").read()
    ids = [definitions(record) for record in snapshot.records.values()]
    assert sum(map(len, ids)) == len(set().union(*ids))


def test_a_license_that_is_said_to_be_absent_is_a_known_gap(tmp_path: Path) -> None:
    assert said(card(tmp_path, license="unknown"))["hasLicense"] == {"absent": "unknown"}
