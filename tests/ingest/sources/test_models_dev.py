import json
from pathlib import Path
from typing import Any

from ingest.records import Record, Rejected
from ingest.sources import models_dev
from ingest.strict_yaml import Text

MODEL: dict[str, Any] = {
    "name": "Heron 2",
    "family": "heron",
    "release_date": "2025-02-03",
    "open_weights": True,
    "modalities": {"input": ["text", "image"], "output": ["text"]},
    "cost": {"input": 1},
}


def provider(key: str, **models: dict[str, Any]) -> dict[str, Any]:
    offered = {
        name.replace("__", "/"): {"id": name.replace("__", "/"), **MODEL, **said} for name, said in models.items()
    }
    return {"id": key, "name": key.title(), "doc": f"https://{key}.example/docs", "models": offered}


def read(folder: Path, *providers: dict[str, Any]) -> tuple[dict[str, Record], list[Rejected]]:
    (folder / "api.json").write_text(json.dumps({each["id"]: each for each in providers}))
    found = list(models_dev.read(folder))
    records = {each.subject: each for each in found if isinstance(each, Record)}
    return records, [each for each in found if isinstance(each, Rejected)]


def said(record: Record) -> dict[str, Any]:
    return {str(key): value for key, value in record.blocks[0].says.items()}


def written(record: Record) -> list[tuple[str, str, str]]:
    values = said(record).get("hasSourceValue", [])
    return [(each[Text("aboutProperty")], each[Text("rawValue")], each[Text("mappingStatus")]) for each in values]


def test_a_model_is_one_however_many_serve_it(tmp_path: Path) -> None:
    records, _ = read(tmp_path, provider("north", heron={}), provider("south", heron={}))
    model = said(records["model/models-dev.heron"])
    assert model["servedBy"] == ["organization/models-dev.north", "organization/models-dev.south"]
    assert (model["issued"], model["accessLevel"], model["artifactLevel"]) == ("2025-02-03", "open", "release")
    assert model["modality"] == ["image", "text"]
    assert records["organization/models-dev.north"].label == "North"


def test_identifiers_that_differ_in_case_only_are_one_model(tmp_path: Path) -> None:
    records, rejected = read(tmp_path, provider("north", Heron={}), provider("south", heron={}))
    assert said(records["model/models-dev.heron"])["identifier"] == ["models.dev:Heron", "models.dev:heron"]
    assert not rejected


def test_an_identifier_with_an_owner_stays_apart(tmp_path: Path) -> None:
    records, _ = read(tmp_path, provider("north", heron={}, bird__heron={}))
    names = [key for key, record in records.items() if record.label == "Heron 2"]
    assert len(names) == 2


def test_the_date_of_most_providers_is_taken_and_the_others_are_kept(tmp_path: Path) -> None:
    late = {"release_date": "2025-04"}
    said_by = {"a": late, "b": {}, "c": late, "d": {}, "e": {}}
    records, _ = read(tmp_path, *(provider(key, heron=fields) for key, fields in said_by.items()))
    model = records["model/models-dev.heron"]
    assert said(model)["issued"] == "2025-02-03"
    assert written(model) == [("issued", "2025-04", "ambiguous")]


def test_a_date_that_is_none_is_kept_and_never_taken(tmp_path: Path) -> None:
    zero, wrong = {"release_date": "1970-01-01"}, {"release_date": "2025-25-11"}
    records, _ = read(tmp_path, provider("a", heron=zero), provider("b", heron=zero), provider("c", heron=wrong))
    model = records["model/models-dev.heron"]
    assert "issued" not in said(model)
    assert written(model) == [("issued", "1970-01-01", "unmapped"), ("issued", "2025-25-11", "unmapped")]


def test_providers_that_differ_about_weights_decide_nothing(tmp_path: Path) -> None:
    records, _ = read(tmp_path, provider("a", heron={}), provider("b", heron={"open_weights": False}))
    model = records["model/models-dev.heron"]
    assert "accessLevel" not in said(model)
    assert [raw for about, raw, _ in written(model) if about == "accessLevel"] == [
        "open_weights: false",
        "open_weights: true",
    ]


def test_a_model_without_open_weights_can_only_be_called(tmp_path: Path) -> None:
    records, _ = read(tmp_path, provider("a", heron={"open_weights": False}))
    assert said(records["model/models-dev.heron"])["accessLevel"] == "api-only"


def test_a_family_is_a_thing_of_its_own(tmp_path: Path) -> None:
    records, _ = read(tmp_path, provider("a", heron={}))
    family = said(records["model/models-dev.heron"])["memberOfFamily"]
    assert said(records[family])["artifactLevel"] == "family"


def test_a_modality_that_few_providers_give_is_only_written_down(tmp_path: Path) -> None:
    text = {"modalities": {"input": ["text"], "output": ["text"]}}
    records, _ = read(tmp_path, provider("a", heron=text), provider("b", heron=text), provider("c", heron={}))
    model = records["model/models-dev.heron"]
    assert said(model)["modality"] == ["text"]
    assert written(model) == [("modality", "image", "ambiguous")]


def test_a_modality_without_a_term_stays_as_written(tmp_path: Path) -> None:
    records, _ = read(tmp_path, provider("a", heron={"modalities": {"input": ["pdf"], "output": ["text"]}}))
    assert written(records["model/models-dev.heron"]) == [("modality", "pdf", "unmapped")]


def test_fields_that_nobody_reads_are_counted(tmp_path: Path) -> None:
    records, _ = read(tmp_path, provider("a", heron={"open_weights": "yes"}))
    assert records["model/models-dev.heron"].unread == ("cost", "open_weights (refused)")


def test_a_router_is_no_model(tmp_path: Path) -> None:
    records, rejected = read(tmp_path, provider("a", auto={}, heron={}), provider("b", b__auto={}))
    assert [each.file for each in rejected] == ["models_dev/api.json#a/auto", "models_dev/api.json#b/b/auto"]
    assert "model/models-dev.heron" in records


def test_malformed_entries_are_rejected_one_by_one(tmp_path: Path) -> None:
    good = provider("good", heron={})
    good["models"] |= {"bad": 7, "worse": {"id": "other"}, "a\u202eb": {"id": "a\u202eb"}}
    (tmp_path / "api.json").write_text(json.dumps({"good": good, "none": None, "x": {"id": "y"}}))
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "list.json").write_text("[]")
    found = list(models_dev.read(tmp_path))
    assert len([each for each in found if isinstance(each, Rejected)]) == 7
    assert "model/models-dev.heron" in {each.subject for each in found if isinstance(each, Record)}
