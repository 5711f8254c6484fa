import json
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import FetchFailed
from ingest.fetching.fetch import Fetched, State, fetch
from ingest.fetching.hub import in_order
from ingest.fetching.job import Wishes
from ingest.fetching.named import Named
from ingest.fetching.policy import Policy
from ingest.records import Record, Rejected
from ingest.sources import huggingface
from ingest.sources.huggingface.lineage import repository as subject
from ingest.sources.registry import Catalog
from tests.ingest.fetching.hub_site import hub, repository
from tests.ingest.fetching.site import Says, Site

HUB = Catalog(huggingface.MANIFEST, huggingface.read, huggingface.UPSTREAM)
WEIGHTS = "weights_endmodel: {{class: open, link: 'https://huggingface.co/{path}'}}\n"


@pytest.fixture
def snapshots(tmp_path: Path) -> Path:
    """A snapshot of the index that names one repository for each of its systems."""
    folder = tmp_path / "snapshots"
    (folder / "osai" / "models").mkdir(parents=True)
    (tmp_path / "curated").mkdir()
    return folder


def name(snapshots: Path, *paths: str) -> None:
    """Let the index name repositories."""
    for path in paths:
        title = path.partition("/")[2]
        entry = f"system: {{name: {title}, endmodelname: {title}, releasedate: 2024-09}}\norg: {{name: Lab}}\n"
        (snapshots / "osai" / "models" / f"{title}.yaml").write_text(entry + WEIGHTS.format(path=path))


def fetched(site: Site, snapshots: Path, policy: Policy, **wishes: Any) -> Fetched:
    return fetch(HUB, snapshots, Wishes(site.base, curated=snapshots.parent / "curated", **wishes), policy)


def recorded(snapshots: Path) -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text()) for path in (snapshots / "huggingface").glob("api_recorded/*")}


def read(snapshots: Path) -> tuple[dict[str, Record], list[Rejected]]:
    found = list(huggingface.read(snapshots / "huggingface"))
    records = {each.subject: each for each in found if isinstance(each, Record)}
    return records, [each for each in found if isinstance(each, Rejected)]


def test_repositories_that_other_snapshots_name_are_asked_for(site: Site, snapshots: Path, policy: Policy) -> None:
    name(snapshots, "heron-lab/Heron-7B")
    hub(site, {"models": [repository("heron-lab/Heron-7B")]}, organizations=("heron-lab",))
    fetched(site, snapshots, policy)
    [asked] = site.requests("/api/models/heron-lab/Heron-7B")
    assert {"cardData", "baseModels", "gated", "downloadsAllTime"} <= set(asked.query["expand"])
    answer = recorded(snapshots)["models_heron-lab__Heron-7B.json"]
    assert answer["body"] == repository("heron-lab/Heron-7B")
    assert answer["request"].startswith("/api/models/heron-lab/Heron-7B?expand=")
    records, rejected = read(snapshots)
    assert not rejected
    assert subject("model", "heron-lab/Heron-7B") in records
    assert "organizations_heron-lab.json" in recorded(snapshots)


def test_nobody_is_logged_in_and_it_is_told_who_asks(
    site: Site, snapshots: Path, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    name(snapshots, "heron-lab/Heron-7B")
    hub(site, {"models": [repository("heron-lab/Heron-7B")]})
    fetched(site, snapshots, policy)
    assert {asked.headers["Authorization"] for asked in site.asked} == {None}
    assert all(asked.headers["User-Agent"].startswith("opencairn/") for asked in site.asked)


def test_a_renamed_repository_is_kept_under_its_new_name_once(site: Site, snapshots: Path, policy: Policy) -> None:
    name(snapshots, "old-lab/Heron-7B", "new-lab/Heron-7B-v2")
    renames = {"old-lab/Heron-7B": "new-lab/Heron-7B-v2"}
    hub(site, {"models": [repository("new-lab/Heron-7B-v2")]}, renames)
    fetched(site, snapshots, policy)
    assert [each for each in recorded(snapshots) if each.startswith("models_")] == ["models_new-lab__Heron-7B-v2.json"]
    journal = (snapshots / "huggingface" / "fetched" / "journal.jsonl").read_text()
    [rename] = [json.loads(line) for line in journal.splitlines() if "/old-lab/" in line]
    assert "/api/models/new-lab/Heron-7B-v2" in rename["final_url"]
    assert not read(snapshots)[1]


def test_what_is_missing_or_private_is_counted_and_not_read(site: Site, snapshots: Path, policy: Policy) -> None:
    name(snapshots, "heron-lab/Heron-7B", "heron-lab/Secret")
    hub(site, {"models": [repository("heron-lab/Heron-7B", gated="manual")]})
    found = fetched(site, snapshots, policy)
    assert any("are not there, or are private" in note for note in found.notes)
    assert not read(snapshots)[1]
    assert len(site.requests("/api/models/heron-lab/Secret")) == 1


def test_all_pages_of_an_account_are_read(site: Site, snapshots: Path, policy: Policy) -> None:
    models = [repository(f"heron-lab/Heron-{number}") for number in range(5)]
    hub(site, {"models": models, "datasets": [repository("heron-lab/eggs")]})
    fetched(site, snapshots, policy, owners=("heron-lab",))
    records, rejected = read(snapshots)
    assert {subject("model", each["id"]) for each in models} | {subject("dataset", "heron-lab/eggs")} <= records.keys()
    assert not rejected
    assert [asked.query.get("cursor") for asked in site.requests("/api/models")] == [None, ["2"], ["4"]]


def test_a_repository_of_a_list_is_not_asked_for_again(site: Site, snapshots: Path, policy: Policy) -> None:
    name(snapshots, "heron-lab/Heron-0")
    hub(site, {"models": [repository("heron-lab/Heron-0")], "datasets": []})
    fetched(site, snapshots, policy, owners=("heron-lab",))
    assert not site.requests("/api/models/heron-lab/Heron-0")


def test_no_more_are_asked_for_than_the_user_wants(site: Site, snapshots: Path, policy: Policy) -> None:
    name(snapshots, *(f"heron-lab/Heron-{number}" for number in range(5)))
    hub(site, {"models": [repository(f"heron-lab/Heron-{number}") for number in range(5)], "datasets": []})
    found = fetched(site, snapshots, policy, owners=("heron-lab",), limit=3)
    assert sum(record.subject.startswith("model/") for record in read(snapshots)[0].values()) == 3
    assert any(note.endswith("raise --limit to fetch them") for note in found.notes)


def test_what_most_catalogs_name_comes_first_then_models() -> None:
    named = Named()
    named.repositories.update({("dataset", "a/a"): 1, ("model", "b/b"): 1, ("dataset", "c/c"): 2})
    assert in_order(named) == [("dataset", "c/c"), ("model", "b/b"), ("dataset", "a/a")]


@pytest.mark.parametrize(
    "card",
    [{"ignore_metadata_errors": 1}, {"model-index": [{"a": "b"}]}, {"eval_results": 7}, [], "text", {"license": {}}],
    ids=str,
)
def test_a_hostile_card_is_kept_as_it_came_and_spoils_nothing(
    site: Site, snapshots: Path, policy: Policy, card: Any
) -> None:
    name(snapshots, "heron-lab/Heron-7B")
    hostile = repository("heron-lab/Heron-7B", cardData=card, createdAt="yesterday")
    hub(site, {"models": [hostile, repository("heron-lab/Other")], "datasets": []})
    fetched(site, snapshots, policy)
    assert recorded(snapshots)["models_heron-lab__Heron-7B.json"]["body"] == hostile
    fetched(site, snapshots, policy, owners=("heron-lab",))
    assert subject("model", "heron-lab/Other") in read(snapshots)[0]


@pytest.mark.parametrize("body", [b"[1, 2]", b"{", b'{"id": 5}', b'{"id": "../../etc"}', b"\xff", b"[" * 100_000])
def test_an_answer_that_is_no_repository_is_left_out(site: Site, snapshots: Path, policy: Policy, body: bytes) -> None:
    name(snapshots, "heron-lab/Heron-7B", "heron-lab/Other")
    hub(site, {"models": [repository("heron-lab/Other")]})
    site.says("/api/models/heron-lab/Heron-7B", Says(body))
    fetched(site, snapshots, policy)
    assert [each for each in recorded(snapshots) if each.startswith("models_")] == ["models_heron-lab__Other.json"]


def test_a_page_cannot_lead_to_another_host(site: Site, snapshots: Path, policy: Policy) -> None:
    elsewhere = {"Link": '<http://localhost:9/api/models?cursor=1>; rel="next"'}
    site.says("/api/models", Says(json.dumps([repository("heron-lab/Heron-0")]).encode(), headers=elsewhere))
    with pytest.raises(FetchFailed, match="leads to http://localhost:9"):
        fetched(site, snapshots, policy, owners=("heron-lab",))


def test_the_limit_of_the_hub_is_waited_for(site: Site, snapshots: Path, policy: Policy, waits: list[float]) -> None:
    name(snapshots, "heron-lab/Heron-7B")
    hub(site, {"models": [repository("heron-lab/Heron-7B")]})
    good = site.routes["/api/models/heron-lab/Heron-7B"]
    left = [Says(status=429, headers={"RateLimit": '"api";r=0;t=55', "RateLimit-Policy": '"api";q=500;w=300'})]
    site.routes["/api/models/heron-lab/Heron-7B"] = lambda asked: left.pop() if left else good(asked)
    fetched(site, snapshots, policy)
    assert sum(waits) == pytest.approx(55)
    assert "models_heron-lab__Heron-7B.json" in recorded(snapshots)


def test_what_the_hub_answered_before_a_failure_is_not_asked_for_again(
    site: Site, snapshots: Path, policy: Policy
) -> None:
    name(snapshots, "heron-lab/Heron-0", "heron-lab/Heron-1")
    models = [repository("heron-lab/Heron-0"), repository("heron-lab/Heron-1")]
    hub(site, {"models": models})
    site.says("/api/models/heron-lab/Heron-1", Says(status=503))
    with pytest.raises(FetchFailed):
        fetched(site, snapshots, policy)
    hub(site, {"models": models})
    fetched(site, snapshots, policy)
    assert len(site.requests("/api/models/heron-lab/Heron-0")) == 1
    assert len([each for each in recorded(snapshots) if each.startswith("models_")]) == 2


def test_an_unchanged_hub_leaves_the_folder_as_it_is(site: Site, snapshots: Path, policy: Policy) -> None:
    name(snapshots, "heron-lab/Heron-7B")
    body = json.dumps(repository("heron-lab/Heron-7B")).encode()
    site.keeps("/api/models/heron-lab/Heron-7B", body, 'W/"weak"')
    fetched(site, snapshots, policy)
    assert fetched(site, snapshots, policy).state is State.UNCHANGED
    assert site.requests("/api/models/heron-lab/Heron-7B")[1].headers["If-None-Match"] == 'W/"weak"'
