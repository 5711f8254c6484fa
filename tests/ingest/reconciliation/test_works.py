"""Traps that a comparison of names falls into, with made-up names of their form."""

import pytest

from ingest.reconciliation.profiles import Profile
from tests.ingest.reconciliation.things import compared, model, named, repository

MAKER = "Harbor Labs"


def test_one_name_and_one_maker_are_one_model() -> None:
    assert compared(model("epoch", "Gull-7B", MAKER), model("model_openness_tool", "gull 7b", "Harbor")).same


@pytest.mark.parametrize(
    ("left", "right", "veto"),
    [
        pytest.param("Gull-7B", "Gull-13B", "size", id="size"),
        pytest.param("Gull-2B", "Gull-2-2B", "version", id="a version beside the same digit as size"),
        pytest.param("Gull", "Gull-2", "version", id="first version without number"),
        pytest.param("Gull-1", "Gull-1.5", "version", id="minor version"),
        pytest.param("Gull-7B", "Gull-7B-Instruct", "tuning", id="base and instruct"),
        pytest.param("Gull-7B-Chat", "Gull-7B-Instruct", "tuning", id="chat and instruct"),
        pytest.param("Gull-7B", "Gull-7B-GGUF", "format", id="converted format"),
        pytest.param("Gull-7B", "Gull-7B-4bit", "format", id="quantized"),
        pytest.param("Gull-7B-4k", "Gull-7B-128k", "context", id="context length"),
        pytest.param("Gull-0424", "Gull-1124", "edition", id="dated edition"),
    ],
)
def test_a_difference_in_the_name_rules_identity_out(left: str, right: str, veto: str) -> None:
    verdict = compared(model("epoch", left, MAKER), model("model_openness_tool", right, MAKER))
    assert not verdict.same
    assert veto in {each.reason for each in verdict.vetoes}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("Gull R", "Gull R+", id="a plus is part of the name"),
        pytest.param("Gull", "Gullz", id="one letter of a short name"),
        pytest.param("Gull", "Gull Uncensored", id="a further word"),
        pytest.param("Gull-Neo", "Gull-NeoX", id="a further letter"),
    ],
)
def test_names_that_look_alike_are_not_one(left: str, right: str) -> None:
    assert not compared(model("epoch", left, MAKER), model("model_openness_tool", right, MAKER)).same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("Gull R+", "gull-r-plus", id="plus as a word"),
        pytest.param("G0++", "g0pp", id="plus as p"),
        pytest.param("Gull-7.1B", "gull-7b1", id="size with b as point"),
        pytest.param("Gull-1.5", "gull-1_5", id="underscore as point"),
        pytest.param("Pile-Gull", "Gull-Pile", id="order of words"),
        pytest.param("MathΣtern", "Mathstern", id="Greek letter"),
        pytest.param("Gull-v0.1", "Gull", id="a first version that is numbered"),
        pytest.param("Harbor Gull", "Gull", id="the maker in the name"),
        pytest.param("Gull-chat-13B", "Gull-13b-chat", id="order of parts"),
    ],
)
def test_spellings_of_one_name_are_one(left: str, right: str) -> None:
    assert compared(model("epoch", left, MAKER), model("model_openness_tool", right, MAKER)).same


def test_the_maker_in_a_name_is_not_left_out_beside_another_maker() -> None:
    tuned = model("epoch", "Quay Gull 7B", "Quay")
    assert not compared(tuned, model("model_openness_tool", "Gull 7B", MAKER)).same


def test_one_name_of_unrelated_makers_is_two_models() -> None:
    assert not compared(model("epoch", "Minnow", "Quay"), model("model_openness_tool", "Minnow", MAKER)).same


def test_a_dataset_is_not_the_model_of_its_name() -> None:
    data = Profile("dataset/epoch.gull", "epoch", ("Gull",), organizations=(MAKER,))
    assert not compared(data, model("model_openness_tool", "Gull", MAKER)).same


def test_a_part_of_a_collection_is_not_the_dataset_of_its_name() -> None:
    whole = Profile("dataset/epoch.gull", "epoch", ("Gull",), organizations=(MAKER,))
    part = Profile("dataset/data_provenance.gull", "data_provenance", ("Gull",), organizations=(MAKER,), part=True)
    assert not compared(whole, part).same


def test_a_string_that_says_dataset_is_not_the_model_of_its_name() -> None:
    string = Profile("artifact/ecosystem_graphs.gull-dataset", "ecosystem_graphs", ("Gull dataset",))
    assert not compared(string, model("model_openness_tool", "Gull", MAKER)).same


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(model("epoch", "Baleen 13B (gull2)", "Baleen"), id="of its own catalog"),
        pytest.param(repository("baleen/gull-2-baleen-13b"), id="on the Hub"),
    ],
)
def test_what_is_only_named_is_not_what_bears_its_name_with_another_maker(other: Profile) -> None:
    known = model("osai", "Gull 2-70B", MAKER)
    assert not compared(named("epoch", "Gull 2-13B"), other, known).same


def test_what_is_only_named_is_what_bears_its_name_elsewhere() -> None:
    known = model("osai", "Gull 2-70B", MAKER)
    assert compared(named("epoch", "Gull 2-13B"), model("model_openness_tool", "gull-2-13b", MAKER), known).same


def test_sizes_that_are_only_named_do_not_keep_a_size_from_its_release() -> None:
    release = model("curated", "Gull 3", level="release")
    size = model("epoch", "Gull 3-40B", MAKER, level="checkpoint")
    assert compared(release, size, named("epoch", "Gull 3-8B")).same
    assert not compared(release, size, model("epoch", "Gull 3-8B", MAKER)).same


def test_a_family_that_has_moved_on_is_not_its_first_release() -> None:
    family = model("osai", "Gull", MAKER, level="family", contents=("Gull-3.1-32B-Think",))
    assert not compared(family, model("epoch", "Gull", MAKER)).same


def test_a_family_is_what_it_holds_at_present() -> None:
    family = model("osai", "Gull", MAKER, level="family", contents=("Gull-3",))
    assert compared(family, repository("harbor/gull-3")).same


def test_a_shared_link_to_a_thing_of_another_name_is_not_identity() -> None:
    left = model("ecosystem_graphs", "Baleen 2", "Baleen", "quay/Minnow-7B")
    assert not compared(left, model("epoch", "Minnow-7B", "Quay", "quay/Minnow-7B")).same


def test_a_shared_link_that_fits_joins_a_short_name_with_a_long_one() -> None:
    left = model("ecosystem_graphs", "Bittern Language Model", "Quay", "quay/btlm-3b-base")
    assert compared(left, model("model_openness_tool", "BTLM-3B-base", "Quay", "quay/btlm-3b-base")).same


def test_a_name_with_a_date_is_not_what_came_out_before() -> None:
    left = model("epoch", "Gull-7B", MAKER, issued="2024-02-01")
    assert not compared(left, repository("harbor/Gull-7B-0824")).same


def test_counted_parameters_rule_out_other_stated_ones() -> None:
    left = model("model_openness_tool", "Gull", MAKER, "harbor/gull", parameters=1.5e9)
    assert not compared(left, repository("harbor/gull", parameters=1.4e8, measured=True)).same


def test_a_source_keeps_its_own_things_apart() -> None:
    pair = [model("epoch", name, MAKER, issued="2024-02-01", parameters=7e9) for name in ("Gull", "Gull-7B")]
    assert not compared(*pair).same


def test_what_a_catalog_calls_base_is_not_what_it_calls_by_the_bare_name() -> None:
    left, right = model("epoch", "Gull-7B", MAKER), model("osai", "Gull-7B-Base", MAKER)
    assert compared(left, right).same
    assert not compared(left, right, repository("harbor/gull-7b"), repository("harbor/gull-7b-base")).same


def test_a_size_in_one_name_rules_out_other_parameters() -> None:
    left = model("epoch", "Gull", MAKER, parameters=2.7e10)
    assert not compared(left, model("osai", "Gull-2B", MAKER)).same


def test_a_maker_that_has_the_name_of_the_work_tells_nothing() -> None:
    left, right = model("epoch", "Gull", "GULL"), model("model_openness_tool", "Gull", MAKER)
    assert compared(left, right).same


def test_a_longer_name_is_the_work_if_the_catalog_has_none_that_is_closer() -> None:
    left = model("epoch", "Gull Furious 7B", MAKER, issued="2024-02-01")
    right = model("osai", "Gull-7B", MAKER, issued="2024-02-20")
    assert compared(left, right).same
    assert not compared(left, right, model("epoch", "Gull 7B", MAKER)).same


def test_a_word_that_sets_variants_apart_is_not_left_out() -> None:
    left = model("epoch", "Gull Japanese 7B", MAKER, issued="2024-02-01")
    assert not compared(left, model("osai", "Gull-7B", MAKER, issued="2024-02-20")).same


def test_an_owner_on_the_hub_that_was_renamed_is_followed() -> None:
    held = [repository(f"newname/{name}") for name in ("gull-7b", "tern-7b")]
    linked = [model("epoch", name, "Oldname", f"oldname/{name}") for name in ("gull-7b", "tern-7b")]
    verdict = compared(linked[0], held[0], linked[1], held[1])
    assert verdict.same
    assert "same-repository" in {each.reason for each in verdict.evidence}


def test_a_part_that_tells_its_length_is_not_the_whole_beside_it() -> None:
    part, whole = model("osai", "Gull_20k", MAKER), model("osai", "Gull", MAKER)
    other = model("epoch", "Gull", MAKER)
    assert not compared(part, other, whole).same
    assert compared(part, other).same


def test_a_link_to_another_size_than_the_record_states_does_not_tell_its_size() -> None:
    linked = model("ecosystem_graphs", "Gull", MAKER, "harbor/gull-7b", parameters=120e9)
    other = model("model_openness_tool", "Gull", MAKER, "harbor/gull-120b", parameters=120e9)
    assert compared(linked, other).same
    assert not compared(linked, repository("harbor/gull-7b")).same


def test_a_part_that_tells_its_length_is_not_a_whole_of_which_little_is_known() -> None:
    assert not compared(model("curated", "Gull 200k"), model("epoch", "Gull")).same
    assert compared(model("curated", "Gull 200k"), model("epoch", "Gull 200k")).same


def test_what_carries_a_date_is_not_what_its_catalog_has_without_one() -> None:
    dated, plain = model("epoch", "Gull-9B-0414", MAKER), model("epoch", "Gull-9B", MAKER)
    other = model("osai", "Gull-9B", MAKER)
    assert not compared(dated, other, plain).same
    assert compared(plain, other, dated).same
    assert compared(dated, plain).vetoes


def test_a_family_is_not_one_of_its_versions() -> None:
    moving = model("osai", "Gull", MAKER, level="family", contents=("Gull-v3",))
    assert compared(moving, model("curated", "Gull v3 models", MAKER, level="family")).vetoes
    assert compared(moving, model("curated", "Gull models", MAKER, level="family")).same


def test_what_is_served_under_a_plain_name_is_not_the_base_model() -> None:
    base = model("osai", "Gull-7B-Base", MAKER)
    assert compared(base, model("models_dev", "Gull 7B", MAKER)).vetoes
    assert compared(base, model("epoch", "Gull 7B", MAKER)).same


def test_a_plain_name_is_not_the_base_model_where_the_hub_has_both() -> None:
    base = model("osai", "Gull-V3-Base", MAKER)
    both = [model("model_openness_tool", f"Quay {name}", "", f"harbor/{name}") for name in ("Gull-V3", "Gull-V3-Base")]
    assert compared(base, model("epoch", "Gull-V3", MAKER), *both).vetoes


def test_a_name_in_which_the_other_is_contained_needs_a_maker_or_a_link() -> None:
    long = model("epoch", "Gull-Composer", "Harbor", parameters=7e9, issued="2023-09-26")
    short = model("ecosystem_graphs", "Gull", "", parameters=7e9, issued="2023-09-20")
    assert not compared(long, short).same


def test_a_work_with_its_maker_in_its_name_is_not_what_another_made_without_it() -> None:
    tuned, other = model("epoch", "Quay-13B-Gull2", "Quay"), model("osai", "Gull-2-13B")
    made = model("model_openness_tool", "Gull-2-13B", "Harbor")
    assert not compared(tuned, other, made).same
    assert compared(model("epoch", "Quay Gull", "Quay"), other).vetoes


def test_sizes_that_are_sold_side_by_side_are_two() -> None:
    assert compared(model("epoch", "Gull-30B-A3B", MAKER), model("osai", "Gull-32B", MAKER)).vetoes


def test_the_address_of_a_served_model_tells_its_format_and_tuning() -> None:
    served = model("models_dev", "Gull 7B", names=("Gull 7B", "harbor/Gull-7B-Instruct-NVFP4"))
    assert {each.reason for each in compared(served, model("epoch", "Gull-7B", MAKER)).vetoes} == {"tuning", "format"}
    plain = model("models_dev", "Gull 7B", names=("Gull 7B", "hf:harbor/Gull-7B"))
    assert not compared(plain, model("epoch", "Gull-7B", MAKER)).vetoes
