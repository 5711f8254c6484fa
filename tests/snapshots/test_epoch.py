"""The real table of Epoch AI, against what was counted in it by hand."""

from collections import Counter

import pytest

from ingest.catalogs import Load
from ingest.records import Record
from ingest.sources import epoch
from ingest.sources.registry import Catalog
from tests.ingest.sources.says import by_label, metrics, said, values
from tests.snapshots.snapshot_load import load, needs

pytestmark = needs("epoch", "spdx", "scancode_licensedb")


@pytest.fixture(scope="module")
def table() -> Load:
    return load(Catalog(epoch.MANIFEST, epoch.read))


@pytest.fixture(scope="module")
def models(table: Load) -> list[Record]:
    """The models of the table, without those that it only names."""
    return [record for record in table.records if record.subject.startswith("model/") and said(record)]


def test_every_record_is_mapped_and_meets_the_shapes(table: Load) -> None:
    assert not table.rejected
    assert not table.unexpected
    assert table.mapped == len(table.records)


def test_columns_are_as_full_as_was_counted(models: list[Record]) -> None:
    said_of = [said(model) for model in models]
    kinds = Counter(kind for model in models for kind in {each[0] for each in metrics(model)})
    assert len(models) == 1892
    assert sum("developedBy" in says for says in said_of) == 1873
    assert sum("parameterCount" in says for says in said_of) == 1275
    assert sum("trainingHardware" in says for says in said_of) == 811
    assert (kinds["hardware-quantity"], kinds["training-cost"]) == (560, 160)
    assert sum(bool(values(model, "hubNamespace")) for model in models) == 278
    assert sum(bool(values(model, "derivedFromModel")) for model in models) == 393


def test_base_models_that_the_table_does_not_hold_are_placeholders(table: Load, models: list[Record]) -> None:
    written = [value for model in models for value in values(model, "derivedFromModel")]
    parents = [each for model in models for each in said(model).get("derivedFromModel", [])]
    named = {record.subject for record in table.records if record.subject.startswith("model/") and not said(record)}
    assert Counter(status for _, status, _ in written) == {"exact": 300, "unmapped": 117}
    assert len({raw for raw, status, _ in written if status == "unmapped"}) == len(named) == 38
    assert sum(parent in named for parent in parents) == 117
    assert said(by_label(table.records, "model")["Typhoon 2 7B"])["derivedFromModel"]


def test_accessibility_is_as_was_counted(models: list[Record]) -> None:
    assert Counter(said(model)["accessLevel"] for model in models if "accessLevel" in said(model)) == {
        "open-weights-unrestricted": 462,
        "open-weights-restricted": 161,
        "open-weights-non-commercial": 133,
        "api-only": 163,
        "hosted-only": 62,
        "unreleased": 415,
    }


def test_countries_are_told_apart_for_all_but_few_rows(table: Load) -> None:
    assert table.unread["Country (of organization)"] < 20
    google = said(by_label(table.records, "organization")["Google DeepMind"])
    assert google["locatedIn"] == ["usa", "gbr", "can", "fra"]


def test_data_centers_are_names_and_no_prose(table: Load, models: list[Record]) -> None:
    machines = {record.subject: name for name, record in by_label(table.records, "machine").items()}
    trained = {str(model.label): {machines[each] for each in said(model).get("trainedUsing", [])} for model in models}
    assert trained["Viking"] == trained["BLUUMI"] == trained["OLMo-7B"] == {"LUMI"}
    assert trained["Intel Aurora 1T"] == {"Aurora"}
    assert trained["Llama 2-70B"] == {"Research SuperCluster"}
    assert not any("paper" in name or "reference" in name for name in machines.values())


def test_the_first_digits_of_lost_numbers_are_not_read(table: Load) -> None:
    assert table.unread["Finetune compute (FLOP)"] == 165
