"""Epoch's table in small: rows with one quirk each."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.records import Record, Rejected
from ingest.sources.epoch.catalog import read
from ingest.sources.epoch.cells import FILE
from tests.ingest.sources.says import by_label, metrics, said, values

Found = list[Record | Rejected]
Row = dict[str, str]
Read = Callable[..., Found]

USA = "United States of America"
COUNTRY = "Country (of organization)"
CATEGORY = "Organization categorization"


@pytest.fixture
def table(tmp_path: Path) -> Read:
    """Read a snapshot whose table has these rows; a row without a model is one of the model Alder."""

    def _read(*rows: Row) -> Found:
        columns = list(dict.fromkeys(["Model", *(column for row in rows for column in row)]))
        with (tmp_path / FILE).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows({"Model": "Alder", **row} for row in rows)
        return list(read(tmp_path))

    return _read


def model(found: Found, name: str = "Alder") -> Record:
    return by_label(found, "model")[name]


def organizations(found: Found) -> dict[str, dict[str, object]]:
    return {name: said(record) for name, record in by_label(found, "organization").items()}


def test_a_byte_order_mark_and_line_breaks_in_cells_are_no_data(table: Read) -> None:
    found = table({"Abstract": 'of "trees"\n\nand leaves', "Publication date": "2024-05-15"})
    assert said(model(found))["issued"] == "2024-05-15"
    assert model(found).unread == ("Abstract",)


def test_the_time_of_the_last_change_is_that_of_the_row(table: Read) -> None:
    row = model(table({"Last modified": "2025-06-10 16:37", "Parameters": "7e9"}))
    assert [str(block.changed) for block in row.blocks] == ["2025-06-10", "2025-06-10"]
    assert "modified" not in said(row)


@pytest.mark.parametrize("name", [" Alder", "Alder\n", "Alder\t\t"])
def test_white_space_around_a_name_changes_neither_name_nor_identifier(table: Read, name: str) -> None:
    assert model(table({"Model": name})).subject == model(table({"Model": "Alder"})).subject


def test_a_row_keeps_its_identifier_wherever_it_stands(table: Read) -> None:
    forth = table({"Model": "Alder"}, {"Model": "Birch"})
    back = table({"Model": "Birch"}, {"Model": "Alder"})
    assert {model(forth, name).subject for name in ("Alder", "Birch")} == {
        model(back, name).subject for name in ("Alder", "Birch")
    }


def test_one_name_of_two_organizations_is_two_models(table: Read) -> None:
    found = table({"Organization": "Oak Lab"}, {"Organization": "Elm Lab"})
    assert len({each.subject for each in found if isinstance(each, Record) and each.type == "Model"}) == 2


def test_one_name_twice_of_one_organization_is_told_apart_by_what_the_rows_say(table: Read) -> None:
    rows = [{"Organization": "Oak Lab", "Task": task} for task in ("Protein design", "Chat")]
    subjects = [each.subject for each in table(*rows) if isinstance(each, Record) and each.type == "Model"]
    assert len(set(subjects)) == 2


def test_names_of_organizations_may_have_commas_and_line_breaks(table: Read) -> None:
    cell = 'Oak Lab,"Booz Allen Hamilton, McLean","Institute of Trees\nDelhi"'
    found = table({"Organization": cell})
    assert list(by_label(found, "organization")) == [
        "Oak Lab",
        "Booz Allen Hamilton, McLean",
        "Institute of Trees Delhi",
    ]
    [(raw, status, developers)] = values(model(found), "developedBy")
    assert (raw, status, len(developers)) == (cell, "compound", 3)


def test_a_slash_stands_between_two_names(table: Read) -> None:
    found = table({"Organization": "University of Montreal / Université de Montréal"})
    [record] = by_label(found, "organization").values()
    assert record.alt_labels == ("University of Montreal", "Université de Montréal")


def test_broken_accents_stay_as_they_are(table: Read) -> None:
    name = "Ecole F\u00b4ed\u00b4erale (EPFL)"
    assert name in by_label(table({"Organization": name}), "organization")


def test_countries_belong_to_organizations_by_position(table: Read) -> None:
    found = organizations(table({"Organization": "Oak Lab,Elm Lab", COUNTRY: f"{USA},France"}))
    assert (found["Oak Lab"]["locatedIn"], found["Elm Lab"]["locatedIn"]) == (["usa"], ["fra"])


def test_an_organization_of_several_countries_shifts_the_others(table: Read) -> None:
    found = organizations(
        table(
            {"Organization": "Oak Lab", COUNTRY: f"{USA},Canada"},
            {"Organization": "Elm Lab,Oak Lab,Ash Lab", COUNTRY: f"France,{USA},Canada,Germany"},
        )
    )
    assert {name: said_["locatedIn"] for name, said_ in found.items()} == {
        "Oak Lab": ["usa", "can"],
        "Elm Lab": ["fra"],
        "Ash Lab": ["deu"],
    }


def test_countries_that_cannot_be_told_apart_are_counted(table: Read) -> None:
    found = table({"Organization": "Oak Lab,Elm Lab", COUNTRY: f"{USA},Canada,France"})
    assert all("locatedIn" not in said_ for said_ in organizations(found).values())
    assert model(found).unread == (COUNTRY,)


def test_multinational_is_no_country_and_is_kept(table: Read) -> None:
    found = table({"Organization": "Oak Lab", COUNTRY: f"Multinational,{USA}"})
    record = by_label(found, "organization")["Oak Lab"]
    assert said(record)["locatedIn"] == ["usa"]
    assert values(record, "locatedIn") == [("Multinational", "unmapped", None)]


@pytest.mark.parametrize(
    ("category", "concept", "status"),
    [
        ("Industry", ["company"], "normalized"),
        ("Government", ["government"], "normalized"),
        ("Academia", None, "ambiguous"),
    ],
)
def test_categories_are_read_where_they_mean_one_thing(
    table: Read, category: str, concept: list[str] | None, status: str
) -> None:
    record = by_label(table({"Organization": "Oak Lab", CATEGORY: category}), "organization")["Oak Lab"]
    assert said(record).get("classification") == concept
    assert values(record, "classification")[0][:2] == (category, status)


def test_categories_that_do_not_match_the_organizations_are_counted(table: Read) -> None:
    found = table({"Organization": "Oak Lab,Elm Lab", CATEGORY: "Academia"})
    assert model(found).unread == (CATEGORY,)


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Open weights (unrestricted)", "open-weights-unrestricted"),
        ("Open weights (restricted use)", "open-weights-restricted"),
        ("Open weights (non-commercial)", "open-weights-non-commercial"),
        ("API access", "api-only"),
        ("Hosted access (no API)", "hosted-only"),
        ("Unreleased", "unreleased"),
    ],
)
def test_accessibility_has_six_levels(table: Read, written: str, level: str) -> None:
    assert said(model(table({"Model accessibility": written})))["accessLevel"] == level


def test_numbers_are_observations(table: Read) -> None:
    found = table(
        {
            "Parameters": "176000000000.0",
            "Training compute (FLOP)": "4.1e+23",
            "Training compute cost (2023 USD)": "$9551.59",
            "Training time (hours)": "2760.0",
            "Hardware quantity": "384.0",
        }
    )
    assert said(model(found))["parameterCount"] == "176000000000"
    assert metrics(model(found)) == [
        ("training-compute", "410000", "exaflop", "about"),
        ("training-cost", "9551.59", "usd", "about"),
        ("training-time", "2760", "hours", "exact"),
        ("hardware-quantity", "384", None, "exact"),
    ]


def test_compute_that_was_reported_is_no_estimate_and_bounds_are_bounds(table: Read) -> None:
    found = table(
        {
            "Training compute (FLOP)": "2e+18",
            "Training compute estimation method": "Reported",
            "Training compute upper bound": "3e18",
        }
    )
    assert [(value, comparator) for _, value, _, comparator in metrics(model(found))] == [
        ("2", "exact"),
        ("3", "at-most"),
    ]


@pytest.mark.parametrize("written", ["0.0", "many", "NaN", "Infinity", "-5", "1e999999"])
def test_what_is_no_number_is_counted(table: Read, written: str) -> None:
    record = model(table({"Training dataset size (datapoints)": written}))
    assert not metrics(record)
    assert record.unread == ("Training dataset size (datapoints)",)


@pytest.mark.parametrize(
    ("written", "confidence"), [("Confident", "high"), ("Likely", "medium"), ("Speculative", "low"), ("Unknown", "low")]
)
def test_how_sure_epoch_is_qualifies_its_numbers_and_not_its_facts(table: Read, written: str, confidence: str) -> None:
    facts, numbers = model(table({"Parameters": "7e9", "Confidence": written})).blocks
    assert (facts.confidence, numbers.confidence) == ("high", confidence)
    assert numbers.locator.endswith(f"confidence: {written}")


def test_fine_tuning_compute_of_which_only_the_first_digit_is_left_is_not_read(table: Read) -> None:
    record = model(table({"Finetune compute (FLOP)": "4"}))
    assert not metrics(record)
    assert record.unread == ("Finetune compute (FLOP)",)


def test_base_models_of_the_table_are_parents_and_others_are_kept(table: Read) -> None:
    found = table({"Model": "Birch"}, {"Base model": 'Birch,"ViT-G/14, large"'})
    parent = model(found, "Birch").subject
    assert said(model(found))["derivedFromModel"] == [parent]
    assert values(model(found), "derivedFromModel") == [
        ("Birch", "exact", [parent]),
        ("ViT-G/14, large", "unmapped", None),
    ]


def test_a_base_model_that_the_table_does_not_hold_is_a_placeholder(table: Read) -> None:
    found = table({"Base model": "Larch-7B,Larch-7B"}, {"Model": "Birch", "Base model": "Larch-7B"})
    larch = model(found, "Larch-7B")
    assert said(model(found))["derivedFromModel"] == said(model(found, "Birch"))["derivedFromModel"] == [larch.subject]
    assert said(larch) == {}
    assert values(model(found, "Birch"), "derivedFromModel") == [("Larch-7B", "unmapped", None)]


@pytest.mark.parametrize("written", ["unspecified", "Larch and Spruce", "Larch?", "7"])
def test_a_base_model_that_names_no_single_thing_stays_as_written(table: Read, written: str) -> None:
    found = table({"Base model": written})
    assert list(by_label(found, "model")) == ["Alder"]
    assert values(model(found), "derivedFromModel") == [(written, "unmapped", None)]


def test_a_base_model_of_an_ambiguous_name_is_not_guessed(table: Read) -> None:
    found = table(
        {"Model": "Birch", "Organization": "Oak Lab"},
        {"Model": "Birch", "Organization": "Elm Lab"},
        {"Base model": "Birch"},
    )
    assert "derivedFromModel" not in said(model(found))
    assert values(model(found), "derivedFromModel")[0][1] == "ambiguous"


def test_no_model_is_its_own_parent(table: Read) -> None:
    assert "derivedFromModel" not in said(model(table({"Base model": "Alder"})))


def test_datasets_are_those_that_have_a_name(table: Read) -> None:
    found = table({"Training dataset": "WikiText-103,Unspecified unreleased"})
    assert list(by_label(found, "dataset")) == ["WikiText-103"]
    assert said(model(found))["trainedOn"] == ["dataset/epoch.wikitext-103"]


def test_a_data_center_with_a_name_is_a_machine_and_its_provider_a_partner(table: Read) -> None:
    found = table({"Organization": "Oak Lab", "Training data center": "LUMI supercomputer (Finland)"})
    assert said(model(found))["trainedUsing"] == [by_label(found, "machine")["LUMI"].subject]
    assert list(by_label(found, "partnership")) == ["Compute of CSC - IT Center for Science for Alder"]


def test_a_cluster_that_is_not_known_is_a_machine_of_nobody(table: Read) -> None:
    found = table({"Organization": "Oak Lab", "Training data center": "Alder training cluster"})
    assert list(by_label(found, "machine")) == ["Alder training cluster"]
    assert not by_label(found, "partnership")


@pytest.mark.parametrize(
    "prose", ["There is no paper to reference.", "Paper on Alder", "Check references for hardware details."]
)
def test_prose_is_no_data_center(table: Read, prose: str) -> None:
    found = table({"Organization": "Oak Lab", "Training data center": prose})
    assert not by_label(found, "machine")
    assert model(found).unread == ("Training data center",)


def test_numbers_that_stand_otherwise_in_the_table_stay_as_they_were_written(table: Read) -> None:
    row = model(
        table({"Parameters": "24000000000.0", "Training compute (FLOP)": "6.12e+23", "Training time (hours)": "60"})
    )
    assert values(row, "parameterCount") == [("24000000000.0", "normalized", None)]
    [(raw, status, observed)] = values(row, "hasMetric")
    assert (raw, status) == ("6.12e+23", "normalized")
    assert observed.endswith("training-compute")


@pytest.mark.parametrize(("vendor", "partners"), [("Oracle", 1), ("Oak Lab", 0)])
def test_a_cloud_is_a_partner_unless_it_is_the_developers_own(table: Read, vendor: str, partners: int) -> None:
    found = table({"Organization": "Oak Lab", "Training cloud compute vendor": vendor})
    assert len(by_label(found, "partnership")) == partners


def test_an_account_on_the_hub_is_kept_and_nobody_is_said_to_own_it(table: Read) -> None:
    found = table({"Organization": "Oak Lab", "Hugging Face developer id": "j-doe"})
    assert values(model(found), "hubNamespace") == [("j-doe", "ambiguous", None)]
    assert "hubNamespace" not in organizations(found)["Oak Lab"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("x" * 200_000, "a cell of 200,000 characters in the column Domain: at most 100,000 are read"),
        ('"' + "x\n" * 100_000 + '"', "a cell of 200,000 characters in the column Domain: at most 100,000 are read"),
        ('"x"y', "no row of a table: ',' expected after '\"'"),
        ("x,y", "3 cells in a table of 2 columns"),
    ],
    ids=["long", "long, of many lines", "quotes", "cells"],
)
def test_one_bad_row_is_rejected_with_its_number_and_the_rows_after_it_are_read(
    tmp_path: Path, bad: str, reason: str
) -> None:
    (tmp_path / FILE).write_text(f"Model,Domain\nAlder,Language\nBirch,{bad}\nCherry,Vision\n", encoding="utf-8")
    found = list(read(tmp_path))
    [rejected] = [each for each in found if isinstance(each, Rejected)]
    assert (rejected.file, rejected.problems[0].detail) == (f"epoch/{FILE}#row:3", reason)
    assert list(by_label(found, "model")) == ["Alder", "Cherry"]
    assert [block.locator for block in model(found, "Cherry").blocks] == [f"{FILE}, row 4"]


@pytest.mark.parametrize(
    "content",
    ["Name\nAlder\n", "Model,Domain\nAlder\n", "Model\n\u202eredlA\n", 'Model\n"Alder', "Model\n" + "x" * 200_000, ""],
    ids=["no column", "cells", "bidi", "quote", "long", "empty"],
)
def test_what_is_malformed_is_rejected_with_a_reason(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    [rejected] = read(tmp_path)
    assert isinstance(rejected, Rejected)
    assert rejected.problems[0].detail
