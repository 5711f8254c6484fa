"""Whole catalogs, from a site into a snapshot folder."""

import json
from pathlib import Path

import pytest

from ingest.errors import FetchFailed
from ingest.fetching import journal
from ingest.fetching.fetch import Fetched, State, base_of, fetch
from ingest.fetching.job import Wishes
from ingest.fetching.policy import Policy
from ingest.fetching.staging import Staging, sole
from ingest.sources import registry
from ingest.sources.registry import CATALOGS
from ingest.sources.upstream import Upstream
from tests.ingest.fetching.repository import archive
from tests.ingest.fetching.site import Says, Site

BY_NAME = {catalog.manifest.name: catalog for catalog in CATALOGS}
ARCHIVE = "/archive/HEAD.tar.gz"
TEUKEN = b"""
system: {name: Teuken, basemodelname: Teuken, endmodelname: Teuken}
org: {name: OpenGPT-X}
"""
ENTRIES = {"Teuken.yaml": TEUKEN, "readme.md": b"#", "_parameters.yml": b"[]", ".github/ci.yaml": b""}

LICENSES = b'{"licenses": [{"licenseId": "MIT", "name": "MIT License"}]}'
OTHERS = b'{"licenses": [{"licenseId": "ISC", "name": "ISC License"}]}'
EXCEPTIONS = b'{"exceptions": []}'


def files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.fixture
def snapshots(tmp_path: Path) -> Path:
    folder = tmp_path / "snapshots"
    folder.mkdir()
    return folder


def fetched(name: str, site: Site, snapshots: Path, policy: Policy) -> Fetched:
    return fetch(BY_NAME[name], snapshots, Wishes(site.base), policy)


def test_a_file_becomes_the_one_that_the_reader_looks_for(site: Site, snapshots: Path, policy: Policy) -> None:
    site.keeps("/all_ai_models.csv", b"Model\nOLMo\n")
    found = fetched("epoch", site, snapshots, policy)
    assert (found.state, found.answers, found.size) == (State.NEW, 1, 11)
    assert (snapshots / "epoch" / "all_ml_systems_full_view.csv").read_bytes() == b"Model\nOLMo\n"
    assert sorted(files(snapshots)) == ["epoch/all_ml_systems_full_view.csv", "epoch/fetched/journal.jsonl"]


def test_the_journal_tells_what_came_from_where_and_when(site: Site, snapshots: Path, policy: Policy) -> None:
    site.says("/all_ai_models.csv", Says(status=302, headers={"Location": "/moved.csv"}))
    site.keeps("/moved.csv", b"Model\nOLMo\n", '"v1"')
    fetched("epoch", site, snapshots, policy)
    [line] = (snapshots / "epoch" / "fetched" / "journal.jsonl").read_text().splitlines()
    told = json.loads(line)
    assert told.pop("asked").startswith("20")
    assert told == {
        "url": f"{site.base}all_ai_models.csv",
        "final_url": f"{site.base}moved.csv",
        "status": 200,
        "file": "all_ml_systems_full_view.csv",
        "size": 11,
        "sha256": "a31bf10e477939bac3bc6a985d02788ac7346ae0cf6d58d9ab0017e5700fef63",
        "etag": '"v1"',
        "last_modified": "",
        "content_type": "application/octet-stream",
        "link": "",
    }


def test_an_archive_is_kept_and_unpacked_as_the_reader_wants_it(site: Site, snapshots: Path, policy: Policy) -> None:
    packed = archive(ENTRIES)
    site.keeps(ARCHIVE, packed)
    fetched("osai", site, snapshots, policy)
    found = files(snapshots / "osai")
    assert sorted(found) == [
        "fetched/HEAD.tar.gz",
        "fetched/journal.jsonl",
        "meta/_parameters.yml",
        "models/Teuken.yaml",
    ]
    assert found["fetched/HEAD.tar.gz"] == packed


def test_what_is_unchanged_leaves_the_folder_as_it_is(site: Site, snapshots: Path, policy: Policy) -> None:
    site.keeps(ARCHIVE, archive(ENTRIES))
    fetched("osai", site, snapshots, policy)
    before, inode = files(snapshots), (snapshots / "osai").stat().st_ino
    assert fetched("osai", site, snapshots, policy).state is State.UNCHANGED
    assert site.asked[1].headers["If-None-Match"] == '"1"'
    assert (files(snapshots), (snapshots / "osai").stat().st_ino) == (before, inode)


def test_the_same_bytes_again_are_no_change_either(site: Site, snapshots: Path, policy: Policy) -> None:
    site.says("/all_ai_models.csv", Says(b"Model\nA\n"))
    fetched("epoch", site, snapshots, policy)
    assert fetched("epoch", site, snapshots, policy).state is State.UNCHANGED


def test_a_file_that_somebody_changed_is_fetched_again(site: Site, snapshots: Path, policy: Policy) -> None:
    site.keeps("/all_ai_models.csv", b"Model\nA\n")
    fetched("epoch", site, snapshots, policy)
    (snapshots / "epoch" / "all_ml_systems_full_view.csv").write_text("Model\nof mine\n")
    assert fetched("epoch", site, snapshots, policy).state is State.CHANGED
    assert (snapshots / "epoch" / "all_ml_systems_full_view.csv").read_bytes() == b"Model\nA\n"


def test_what_is_gone_upstream_is_gone_from_the_new_folder(site: Site, snapshots: Path, policy: Policy) -> None:
    site.keeps(ARCHIVE, archive({**ENTRIES, "Gone.yaml": b""}), '"1"')
    fetched("osai", site, snapshots, policy)
    site.keeps(ARCHIVE, archive(ENTRIES), '"2"')
    assert fetched("osai", site, snapshots, policy).state is State.CHANGED
    assert [path.name for path in (snapshots / "osai" / "models").iterdir()] == ["Teuken.yaml"]


def test_an_archive_that_is_damaged_is_asked_for_again(site: Site, snapshots: Path, policy: Policy) -> None:
    site.says(ARCHIVE, Says(archive(ENTRIES)[:-40]))
    with pytest.raises(FetchFailed, match="damaged"):
        fetched("osai", site, snapshots, policy)
    site.keeps(ARCHIVE, archive(ENTRIES))
    assert fetched("osai", site, snapshots, policy).state is State.NEW


def test_what_was_not_there_is_asked_for_again(site: Site, snapshots: Path, policy: Policy) -> None:
    with pytest.raises(FetchFailed, match="the answer is 404"):
        fetched("epoch", site, snapshots, policy)
    site.keeps("/all_ai_models.csv", b"Model\nA\n")
    assert fetched("epoch", site, snapshots, policy).state is State.NEW


def test_unchanged_is_no_answer_to_who_has_nothing(site: Site, snapshots: Path, policy: Policy) -> None:
    site.says("/all_ai_models.csv", Says(status=304))
    with pytest.raises(FetchFailed, match="as if we had an earlier version"):
        fetched("epoch", site, snapshots, policy)


@pytest.mark.parametrize("wrong", [Says(status=404), Says(b"no archive"), Says(status=500), Says(archive({"a": b""}))])
def test_a_fetch_that_fails_leaves_the_last_snapshot_alone(
    site: Site, snapshots: Path, policy: Policy, wrong: Says
) -> None:
    site.keeps(ARCHIVE, archive(ENTRIES))
    fetched("osai", site, snapshots, policy)
    before = files(snapshots / "osai")
    site.says(ARCHIVE, wrong)
    with pytest.raises(FetchFailed):
        fetched("osai", site, snapshots, policy)
    assert files(snapshots / "osai") == before


@pytest.mark.parametrize(
    ("file", "body", "said"),
    [
        (
            "licenses.json",
            b'[{"licenseId": "MIT", "name": "MIT License"}]',
            "licenses.json: a list licenses is expected",
        ),
        ("exceptions.json", b"<html>Sorry</html>", "exceptions.json: no JSON"),
        ("licenses.json", b'{"licenses": []}', "no entry of the catalog is in what came"),
    ],
)
def test_what_is_not_of_the_kind_that_is_read_does_not_replace_a_snapshot(
    site: Site, snapshots: Path, policy: Policy, file: str, body: bytes, said: str
) -> None:
    site.keeps("/licenses.json", LICENSES, '"1"')
    site.keeps("/exceptions.json", EXCEPTIONS, '"1"')
    fetched("spdx", site, snapshots, policy)
    before = files(snapshots / "spdx")
    site.keeps(f"/{file}", body, '"2"')
    with pytest.raises(FetchFailed, match=f"{said}.*The snapshot that is there stays"):
        fetched("spdx", site, snapshots, policy)
    assert files(snapshots / "spdx") == before
    site.keeps(f"/{file}", LICENSES if file == "licenses.json" else EXCEPTIONS, '"3"')
    assert fetched("spdx", site, snapshots, policy).state is State.UNCHANGED


def test_an_archive_without_any_entry_does_not_replace_a_snapshot(site: Site, snapshots: Path, policy: Policy) -> None:
    site.keeps(ARCHIVE, archive({"Teuken.yaml": b"[a, list]"}))
    with pytest.raises(FetchFailed, match=r"no entry of the catalog.*models/Teuken\.yaml"):
        fetched("osai", site, snapshots, policy)


def test_what_a_broken_fetch_has_is_not_asked_for_again(site: Site, snapshots: Path, policy: Policy) -> None:
    site.keeps("/licenses.json", LICENSES)
    site.says("/exceptions.json", Says(status=500))
    with pytest.raises(FetchFailed):
        fetched("spdx", site, snapshots, policy)
    assert not (snapshots / "spdx").exists()
    site.keeps("/exceptions.json", EXCEPTIONS)
    assert fetched("spdx", site, snapshots, policy).state is State.NEW
    assert len(site.requests("/licenses.json")) == 1
    assert sorted(files(snapshots / "spdx")) == ["exceptions.json", "fetched/journal.jsonl", "licenses.json"]


def test_a_body_that_broke_off_is_gone_on_with_by_the_next_fetch(site: Site, snapshots: Path, policy: Policy) -> None:
    body = b"Model,Notes\nA," + b"x" * 12_000 + b"\n"
    site.keeps("/all_ai_models.csv", body, cuts=(1000, 1000, 1000, 1000))
    with pytest.raises(FetchFailed, match="it goes on where it stopped"):
        fetched("epoch", site, snapshots, policy)
    fetched("epoch", site, snapshots, policy)
    assert site.asked[-1].headers["Range"] == "bytes=4000-"
    assert (snapshots / "epoch" / "all_ml_systems_full_view.csv").read_bytes() == body


def test_an_old_answer_of_a_broken_fetch_is_asked_for_again(site: Site, snapshots: Path) -> None:
    now = [1_800_000_000.0]
    policy = Policy(tries=1, sleep=lambda _: None, now=lambda: now[0])
    site.says("/licenses.json", Says(LICENSES), Says(OTHERS))
    site.says("/exceptions.json", Says(status=500), Says(EXCEPTIONS))
    with pytest.raises(FetchFailed):
        fetched("spdx", site, snapshots, policy)
    now[0] += 2 * policy.still_fresh
    fetched("spdx", site, snapshots, policy)
    assert (snapshots / "spdx" / "licenses.json").read_bytes() == OTHERS


def test_a_line_of_the_journal_that_was_not_finished_does_not_count(site: Site, snapshots: Path) -> None:
    folder = snapshots / "epoch"
    answer = journal.Answer("https://example.org/a", "https://example.org/a", "2026-11-21T00:00:00+00:00", 200)
    journal.write(folder, [answer])
    with (folder / journal.JOURNAL).open("a") as file:
        file.write('{"url": "https://example.org/b", "fin')
    assert journal.read(folder) == {answer.url: answer}


def test_a_journal_cannot_point_out_of_its_folder(snapshots: Path) -> None:
    answer = journal.Answer("https://example.org/a", "", "2026-11-21T00:00:00+00:00", 200, file="../../secret")
    journal.write(snapshots / "epoch", [answer])
    assert not journal.read(snapshots / "epoch")


def test_a_replacement_that_was_interrupted_is_put_right(site: Site, snapshots: Path, policy: Policy) -> None:
    site.keeps("/all_ai_models.csv", b"Model\nA\n")
    fetched("epoch", site, snapshots, policy)
    (snapshots / "epoch").rename(snapshots / ".replaced-epoch")
    Staging(snapshots, "epoch").recover()
    assert (snapshots / "epoch" / "all_ml_systems_full_view.csv").read_bytes() == b"Model\nA\n"


def test_two_fetches_do_not_share_a_folder(snapshots: Path) -> None:
    with sole(snapshots), pytest.raises(FetchFailed, match="another fetch is running"), sole(snapshots):
        pass


def test_a_catalog_being_fetched_is_none_that_a_build_reads(snapshots: Path) -> None:
    (snapshots / ".fetching-epoch").mkdir()
    assert registry.present(snapshots) == list(registry.PACKAGED)


def test_the_address_is_that_of_the_user_then_of_the_environment() -> None:
    upstream = Upstream("https://huggingface.co/", (), variable="HF_ENDPOINT")
    environment = {"HF_ENDPOINT": "https://mirror.test"}
    assert base_of(upstream, "", {}) == "https://huggingface.co/"
    assert base_of(upstream, "", environment) == "https://mirror.test/"
    assert base_of(upstream, "https://mine.test/hub/", environment) == "https://mine.test/hub/"


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda catalog: catalog.manifest.name)
def test_every_catalog_has_an_upstream_that_is_asked_over_an_encrypted_connection(catalog: registry.Catalog) -> None:
    assert catalog.upstream
    assert catalog.upstream.base.startswith("https://") or not catalog.upstream.base
    assert all(each.startswith("https://") for each in catalog.upstream.redirects_to)
