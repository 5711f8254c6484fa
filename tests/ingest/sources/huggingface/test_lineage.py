from pathlib import Path
from typing import Any

import pytest

from ingest.sources.huggingface.lineage import repository
from tests.ingest.sources.hub_snapshot import SUBJECT, card, model, said, written

EGRET, STORK = repository("model", "Egret/Egret-7B"), repository("model", "Stork/stork")


def resolved(relation: Any, *paths: str) -> dict[str, Any]:
    return {"relation": relation, "models": [{"_id": "0" * 24, "id": path} for path in paths]}


@pytest.mark.parametrize(
    ("relation", "term"),
    [
        ("finetune", "fineTunedFrom"),
        ("merge", "mergedFrom"),
        ("quantized", "quantizedFrom"),
        ("adapter", "adapterOf"),
        ("new", "derivedFromModel"),
        (None, "derivedFromModel"),
        ({}, "derivedFromModel"),
    ],
)
def test_the_relation_is_the_one_that_the_hub_gives(tmp_path: Path, relation: Any, term: str) -> None:
    assert said(model(tmp_path, baseModels=resolved(relation, "Egret/Egret-7B")))[term] == [EGRET]


@pytest.mark.parametrize("stated", ["Egret/Egret-7B", ["Egret/Egret-7B"], "https://huggingface.co/Egret/Egret-7B"])
def test_a_card_names_base_models_as_text_list_or_address(tmp_path: Path, stated: Any) -> None:
    assert said(card(tmp_path, base_model=stated))["derivedFromModel"] == [EGRET]


def test_a_tag_or_the_card_tells_the_relation_when_the_hub_did_not_resolve(tmp_path: Path) -> None:
    by_tag = model(tmp_path, cardData={"base_model": "Egret/Egret-7B"}, tags=["base_model:merge:Egret/Egret-7B"])
    assert said(by_tag)["mergedFrom"] == [EGRET]
    assert said(card(tmp_path, base_model="Egret/Egret-7B", base_model_relation="adapter"))["adapterOf"] == [EGRET]


def test_tags_tell_the_base_model_when_the_card_is_not_there(tmp_path: Path) -> None:
    tags = ["base_model:Egret/Egret-7B", "base_model:quantized:Egret/Egret-7B"]
    assert said(model(tmp_path, cardData=None, tags=tags))["quantizedFrom"] == [EGRET]


@pytest.mark.parametrize("bad", ["merge", "mergekit", "Nous-Yarn-Mistral-7b-128k", "a/b/c", "../../x", "a/.."])
def test_a_name_that_is_no_path_is_kept_and_means_nothing(tmp_path: Path, bad: str) -> None:
    record = card(tmp_path, base_model=bad)
    assert "derivedFromModel" not in said(record)
    assert written(record, "derivedFromModel") == [(bad, "unmapped", "")]


def test_where_the_card_and_the_hub_differ_both_are_kept_and_the_hub_is_believed(tmp_path: Path) -> None:
    record = model(
        tmp_path,
        baseModels=resolved("merge", "Egret/Egret-7B", "Stork/stork"),
        cardData={"base_model": ["old-owner/Egret-7B", "Stork/stork", "merge"]},
    )
    assert said(record)["mergedFrom"] == [EGRET, STORK]
    assert written(record, "mergedFrom") == [
        ("old-owner/Egret-7B", "ambiguous", ""),
        ("merge", "unmapped", ""),
        ("Egret/Egret-7B", "exact", EGRET),
    ]


def test_a_parent_that_only_the_card_names_is_one_if_all_that_the_hub_resolved_are_on_the_card(tmp_path: Path) -> None:
    names = ["Egret/Egret-7B", "Stork/stork", "merge", "Heron-Lab/Heron-7B"]
    record = model(tmp_path, baseModels=resolved("finetune", "Egret/Egret-7B"), cardData={"base_model": names})
    assert said(record)["fineTunedFrom"] == [EGRET]
    assert said(record)["derivedFromModel"] == [STORK], "the relation that the Hub gives is to what it resolved"
    assert written(record) == [("merge", "unmapped", ""), ("Heron-Lab/Heron-7B", "exact", SUBJECT)]


def test_a_name_that_a_card_repeats_is_kept_once(tmp_path: Path) -> None:
    record = card(tmp_path, base_model=["merge", "Stork/stork", "merge", "Stork/stork"], Base_model="merge")
    assert said(record)["derivedFromModel"] == [STORK]
    assert written(record, "derivedFromModel") == [("merge", "unmapped", "")]


def test_a_difference_in_case_is_none(tmp_path: Path) -> None:
    record = model(tmp_path, baseModels=resolved("merge", "Egret/Egret-7B"), cardData={"base_model": "egret/egret-7b"})
    assert written(record, "mergedFrom") == [("egret/egret-7b", "normalized", EGRET)]


@pytest.mark.parametrize("paths", [["Heron-Lab/Heron-7B"], ["heron-lab/heron-7b", "Egret/Egret-7B"]])
def test_a_model_that_names_itself_keeps_the_loop_as_written(tmp_path: Path, paths: list[str]) -> None:
    record = model(tmp_path, baseModels=resolved("finetune", *paths), cardData={"base_model": paths})
    assert SUBJECT not in said(record).get("fineTunedFrom", [])
    assert [maps_to for _, _, maps_to in written(record, "fineTunedFrom")] == [SUBJECT]


def test_a_card_that_names_its_own_model_keeps_the_loop_as_written(tmp_path: Path) -> None:
    record = card(tmp_path, base_model="Heron-Lab/Heron-7B")
    assert written(record, "derivedFromModel") == [("Heron-Lab/Heron-7B", "exact", SUBJECT)]


def test_datasets_are_what_a_model_was_trained_on(tmp_path: Path) -> None:
    record = card(tmp_path, datasets=["lab/fish", "gsm8k", "lab/fish", "https://huggingface.co/datasets/lab/frogs"])
    fish, frogs = repository("dataset", "lab/fish"), repository("dataset", "lab/frogs")
    assert said(record)["trainedOn"] == [fish, frogs]
    assert written(record, "trainedOn") == [
        ("gsm8k", "unmapped", ""),
        ("https://huggingface.co/datasets/lab/frogs", "normalized", frogs),
    ]


@pytest.mark.parametrize("broken", [7, [], {"models": 7}, {"models": [7, {}, {"id": 7}, {"id": "x"}]}, "text"])
def test_what_the_hub_resolved_may_have_any_shape(tmp_path: Path, broken: Any) -> None:
    assert said(model(tmp_path, baseModels=broken, cardData={"base_model": "Stork/stork"}))["derivedFromModel"] == [
        STORK
    ]
