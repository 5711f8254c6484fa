from pathlib import Path

import pytest

from ingest.records import Record
from ingest.sources.huggingface.lineage import repository
from tests.ingest.sources.hub_snapshot import ROW, SUBJECT, Snapshot, model, said, written

OBJECT_ID = "66944f1fe0c5c2e493a804f5"
OVERVIEW = {
    "_id": OBJECT_ID,
    "name": "Heron-Lab",
    "fullname": "The Heron Laboratory",
    "details": "Prose.",
    "numUsers": 2,
}


def test_a_model_is_a_repository_of_its_owner(tmp_path: Path) -> None:
    snapshot = Snapshot(tmp_path).rows(ROW).read()
    facts = said(snapshot.records[SUBJECT])
    assert facts["hubRepository"] == "Heron-Lab/Heron-7B"
    assert facts["artifactLevel"] == "repository"
    assert facts["url"] == "https://huggingface.co/Heron-Lab/Heron-7B"
    assert said(snapshot.records[facts["developedBy"]])["hubNamespace"] == "Heron-Lab"


def test_whether_an_account_is_an_organization_is_open_until_the_hub_says_so(tmp_path: Path) -> None:
    snapshot = Snapshot(tmp_path).rows(ROW).read()
    account = snapshot.records["organization/huggingface.heron-lab"]
    assert written(account) == [("Heron-Lab", "ambiguous", "")]


def test_an_overview_names_an_organization_and_leaves_its_prose(tmp_path: Path) -> None:
    answer = {
        "recorded": "2026-10-02",
        "request": "/api/organizations/Heron-Lab/overview",
        "status": 200,
        "body": OVERVIEW,
    }
    snapshot = Snapshot(tmp_path).rows(ROW).answer("organizations_Heron-Lab_overview.json", answer).read()
    account = snapshot.records["organization/huggingface.heron-lab"]
    assert (account.label, account.alt_labels) == ("The Heron Laboratory", ("Heron-Lab",))
    assert said(account)["identifier"] == f"hub:{OBJECT_ID}"
    assert account.unread == ("details", "numUsers")
    assert written(account) == []


def test_an_account_of_a_person_says_so(tmp_path: Path) -> None:
    snapshot = Snapshot(tmp_path).answer("users_ada_overview.json", {"user": "ada", "fullname": "Ada"}).read()
    assert written(snapshot.records["organization/huggingface.ada"]) == [("user", "unmapped", "")]


def test_a_name_in_an_overview_that_cannot_be_trusted_is_counted(tmp_path: Path) -> None:
    answer = {**OVERVIEW, "fullname": "Her\u043en Laboratory"}
    snapshot = Snapshot(tmp_path).answer("organizations_x.json", answer).read()
    account = snapshot.records["organization/huggingface.heron-lab"]
    assert account.label == "Heron-Lab"
    assert "fullname (refused)" in account.unread


def test_the_hubs_own_identifier_is_kept_beside_the_path(tmp_path: Path) -> None:
    assert said(model(tmp_path, _id=OBJECT_ID))["identifier"] == [f"hub:{OBJECT_ID}", "arXiv:2304.06767"]


def test_a_recorded_answer_and_a_row_about_one_repository_are_one_record(tmp_path: Path) -> None:
    body = {"_id": OBJECT_ID, "id": "heron-lab/heron-7b", "gated": "manual", "likes": 9}
    answer = {"recorded": "2026-10-02", "request": "/api/models/x/y?expand[]=gated", "status": 200, "body": body}
    snapshot = Snapshot(tmp_path).rows(ROW).answer("models_x.json", answer).read()
    facts = said(snapshot.records[SUBJECT])
    assert not snapshot.rejected
    assert facts["accessLevel"] == "limited"
    assert facts["modified"] == "2024-03-22"
    assert {each["metricValue"]: each.get("observedOn") for each in facts["hasMetric"]} == {
        "4000": None,
        "9": "2026-10-02",
    }


def test_what_was_asked_for_is_no_identity(tmp_path: Path) -> None:
    body = {"_id": OBJECT_ID, "id": "new-owner/heron"}
    answer = {"request": "/api/models/old-owner/heron -> 307", "status": 200, "body": body}
    snapshot = Snapshot(tmp_path).answer("models_old.json", answer).read()
    assert repository("model", "old-owner/heron") not in snapshot.records
    assert repository("model", "new-owner/heron") in snapshot.records


def test_what_is_named_and_not_described_gets_a_record_once(tmp_path: Path) -> None:
    base = {"relation": "finetune", "models": [{"_id": OBJECT_ID, "id": "Egret/Egret-7B"}]}
    rows = [{**ROW, "baseModels": base}, {**ROW, "id": "Other/heron", "author": "Other", "baseModels": base}]
    snapshot = Snapshot(tmp_path).rows(*rows).read()
    subjects = [each.subject for each in snapshot.found if isinstance(each, Record)]
    assert len(subjects) == len(set(subjects))
    placeholder = said(snapshot.record("Egret/Egret-7B"))
    assert placeholder["identifier"] == f"hub:{OBJECT_ID}"
    assert placeholder["developedBy"] in snapshot.records


def test_a_repository_that_only_a_card_names_has_no_developer(tmp_path: Path) -> None:
    snapshot = Snapshot(tmp_path).rows({**ROW, "cardData": {"base_model": "who/knows"}}).read()
    assert "developedBy" not in said(snapshot.record("who/knows"))


def test_a_repository_named_before_it_is_described_is_described_once(tmp_path: Path) -> None:
    base = {"relation": "merge", "models": [{"id": "heron-lab/egret"}]}
    rows = [{**ROW, "baseModels": base}, {**ROW, "id": "Heron-Lab/Egret"}]
    snapshot = Snapshot(tmp_path).rows(*rows).read()
    assert sorted(each.subject for each in snapshot.records.values() if each.type == "Model") == sorted(
        [SUBJECT, repository("model", "Heron-Lab/Egret")]
    )
    assert snapshot.record("Heron-Lab/Egret").label == "Heron-Lab/Egret"


def test_datasets_are_read_with_what_their_tags_say(tmp_path: Path) -> None:
    row = {
        "id": "lab/fish",
        "tags": ["language:en", "doi:10.57967/hf/2212", "modality:tabular", "size_categories:n<1K"],
    }
    snapshot = Snapshot(tmp_path).rows({**row, "cardData": {"pretty_name": "Fish"}}, name="datasets_a.jsonl").read()
    record = snapshot.record("lab/fish", "dataset")
    facts = said(record)
    assert facts["url"] == "https://huggingface.co/datasets/lab/fish"
    assert facts["supportsLanguage"] == ["eng"]
    assert facts["identifier"] == ["doi:10.57967/hf/2212"]
    assert facts["modality"] == ["other"]
    assert record.alt_labels == ("Fish",)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        pytest.param("{", "no JSON", id="cut off"),
        pytest.param("[]", "an object", id="list"),
        pytest.param('{"author": "x"}', "no path", id="no id"),
        pytest.param('{"id": "gpt2"}', "no path", id="no owner"),
        pytest.param('{"id": "a/../../etc"}', "no path", id="climbing path"),
        pytest.param('{"id": "a/.."}', "no path", id="dots as name"),
        pytest.param('{"id": "me\u202eta/x"}', "no path", id="direction turned"),
        pytest.param('{"id": "m\u0435ta/x"}', "no path", id="look-alike letter"),
        pytest.param('{"id": "a/b>", "x": 1}', "no path", id="IRI that escapes"),
        pytest.param('{"id": {"a": 1}}', "no path", id="object as id"),
        pytest.param('{"id": "a/b", "author": "c"}', "as the id says", id="another author"),
        pytest.param('{"id": "a/b", "modelId": "a/c"}', "as the id says", id="two ids"),
    ],
)
def test_a_malformed_line_is_rejected_and_the_next_one_is_read(tmp_path: Path, line: str, why: str) -> None:
    (tmp_path / "models.jsonl").write_text(f'{line}\n\n{{"id": "good/one"}}\n')
    snapshot = Snapshot(tmp_path).read()
    assert [each.file for each in snapshot.rejected] == ["huggingface/models.jsonl#L1"]
    assert why in snapshot.rejected[0].problems[0].detail
    assert snapshot.record("good/one").file == "huggingface/models.jsonl#L3"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("models_a.json", {"status": 401, "body": {"error": "x"}}, "status 401"),
        ("models_a.json", [], "an object"),
        ("models_a.json", {"status": 200, "body": []}, "an object"),
        ("a.json", {"id": "a/b"}, "neither the request nor the name"),
        ("organizations_a.json", {"name": "../x"}, "no name of an account"),
    ],
)
def test_an_answer_that_is_no_record_is_rejected(tmp_path: Path, name: str, content: object, why: str) -> None:
    snapshot = Snapshot(tmp_path).answer(name, content).read()
    assert [why in each.problems[0].detail for each in snapshot.rejected] == [True]


def test_a_second_answer_about_a_repository_is_rejected(tmp_path: Path) -> None:
    snapshot = Snapshot(tmp_path).answer("models_a.json", {"id": "a/b"}).answer("models_b.json", {"id": "A/b"}).read()
    assert [each.file for each in snapshot.rejected] == ["huggingface/api_recorded/models_b.json"]


def test_a_file_of_records_of_no_known_kind_is_rejected(tmp_path: Path) -> None:
    assert [each.file for each in Snapshot(tmp_path).rows({}, name="spaces.jsonl").read().rejected] == [
        "huggingface/spaces.jsonl"
    ]
