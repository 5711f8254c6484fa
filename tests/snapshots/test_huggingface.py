"""The real records of the Hub; the snapshot holds 2,107 of the 4,167 that were counted when its traps were noted."""

import json
from collections import Counter
from typing import Any

import pytest

from ingest.catalogs import Load
from ingest.sources import huggingface
from ingest.sources.huggingface.lineage import repository
from ingest.sources.registry import Catalog
from ingest.strict_yaml import Text
from tests.snapshots.snapshot_load import DATA, load, needs

pytestmark = needs("huggingface", "spdx", "scancode_licensedb")
RELATIONS = {"finetune": "fineTunedFrom", "merge": "mergedFrom", "quantized": "quantizedFrom", "adapter": "adapterOf"}


@pytest.fixture(scope="module")
def hub() -> Load:
    return load(Catalog(huggingface.MANIFEST, huggingface.read))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    lines = (DATA / "huggingface" / "models_expand_shape.jsonl").read_text().splitlines()
    return [{**json.loads(line), "cardData": json.loads(line)["cardData"] or {}} for line in lines]


def test_every_record_is_mapped_and_meets_the_shapes(hub: Load) -> None:
    assert not hub.rejected
    assert not hub.unexpected
    assert hub.mapped == len(hub.records)


def test_every_row_and_every_answer_has_a_record(hub: Load, rows: list[dict[str, Any]]) -> None:
    described = {str(record.label) for record in hub.records if Text("created") in record.blocks[0].says}
    floor = {row["id"] for row in rows if row["createdAt"].startswith("2022-03-02T23:29:04")}
    assert len(rows) == 2107
    assert len(floor) == 7
    recorded = {"stable-diffusion-v1-5/stable-diffusion-v1-5", "akariasai/PopQA", "sgoel9/paul_graham_essays"}
    assert described == {row["id"] for row in rows} - floor | recorded
    assert hub.read == Counter(model=3068, dataset=664, organization=675)


def test_relations_to_base_models_are_those_of_the_hub(hub: Load, rows: list[dict[str, Any]]) -> None:
    of_row = {row["id"]: row for row in rows}
    for record in hub.records:
        row = of_row.get(str(record.label), {})
        if "baseModels" in row:
            says = record.blocks[0].says
            term = RELATIONS[row["baseModels"]["relation"]]
            others = {each["id"].lower() for each in row["baseModels"]["models"]} - {row["id"].lower()}
            asserted = says.get(Text(term), [])
            assert sorted(map(str, asserted)) == sorted(repository("model", path) for path in others)


def test_misspelt_keys_are_counted(hub: Load) -> None:
    read_as = {key: number for key, number in hub.unread.items() if "read as" in key}
    assert read_as == {
        "cardData.licence (read as license)": 43,
        "cardData.License (read as license)": 4,
        "cardData.Language (read as language)": 5,
        "cardData.languages (read as language)": 1,
        "cardData.Base_model (read as base_model)": 5,
    }


def test_nothing_of_the_snapshot_is_refused(hub: Load) -> None:
    assert not [key for key in hub.unread if "refused" in key]


def differences(row: dict[str, Any]) -> int:
    """How many names of base models stand on one side only, or name the model itself."""
    stated = row["cardData"].get("base_model") or row["cardData"].get("Base_model") or []
    card = {stated} if isinstance(stated, str) else set(stated)
    resolved = {each["id"] for each in row.get("baseModels", {}).get("models", ())}
    if not resolved:
        return sum("/" not in name for name in card)
    return len(card ^ resolved) + len({row["id"]} & resolved)


def test_values_that_are_not_exact_are_kept_and_parents_that_only_cards_name_are_linked(
    hub: Load, rows: list[dict[str, Any]]
) -> None:
    kept: Counter[tuple[str, str]] = Counter()
    for record in hub.records:
        values: Any = record.blocks[0].says.get(Text("hasSourceValue"), [])
        kept.update((str(each[Text("aboutProperty")]), str(each[Text("mappingStatus")])) for each in values)
    lineage = sum(number for (about, _), number in kept.items() if about in RELATIONS.values())
    resolved = {row["id"] for row in rows if "baseModels" in row}
    of_cards = [
        record.blocks[0].says.get(Text("derivedFromModel"), []) for record in hub.records if record.label in resolved
    ]
    linked = sum(map(len, of_cards))
    assert linked == 72
    assert lineage + linked == sum(map(differences, rows)) > 200
    assert kept["trainedOn", "unmapped"] == 50
    assert kept["supportsLanguage", "unmapped"] == 58
    assert kept["classification", "ambiguous"] == hub.read["organization"] - 1
