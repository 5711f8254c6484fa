"""The dump of ROR on a site that answers as Zenodo does."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import FetchFailed
from ingest.fetching.fetch import Fetched, fetch
from ingest.fetching.job import Wishes
from ingest.fetching.policy import Policy
from ingest.sources import ror
from ingest.sources.registry import Catalog
from tests.ingest.fetching.site import Says, Site

ROR = Catalog(ror.MANIFEST, ror.read, ror.UPSTREAM)
LIST = "/api/communities/ror-data/records"
DUMP = "/api/records/7/files/v2.1-2026-11-01-ror-data.zip/content"
PARENT, NAMED, OTHER = (f"https://ror.org/0{letter * 6}11" for letter in "abc")


def organization(iri: str, *names: str, parent: str = "") -> dict[str, Any]:
    shown = [{"value": name, "types": ["ror_display" if not number else "alias"]} for number, name in enumerate(names)]
    related = [{"type": "parent", "id": parent, "label": "Parent"}] if parent else []
    return {"id": iri, "status": "active", "names": shown, "relationships": related, "types": ["facility"]}


ALL = [
    organization(OTHER, "Somewhere Else"),
    organization(PARENT, "The Ministry"),
    organization(NAMED, "Heron Laboratory", "Laboratoire du Héron", parent=PARENT),
]


def packed(files: dict[str, Any]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in files.items():
            archive.writestr(name, value if isinstance(value, str) else json.dumps(value))
    return content.getvalue()


@pytest.fixture
def snapshots(tmp_path: Path) -> Path:
    """A snapshot of the index that names one organization, by an alias without accents."""
    folder = tmp_path / "snapshots" / "osai" / "models"
    folder.mkdir(parents=True)
    (folder / "Heron.yaml").write_text(
        "system: {name: Heron, endmodelname: Heron-7B, releasedate: 2024-09}\norg: {name: laboratoire du heron}\n"
    )
    return tmp_path / "snapshots"


def publish(site: Site, dump: bytes, key: str = "v2.1-2026-11-01-ror-data.zip", at: str = "") -> None:
    file = {"key": key, "links": {"self": at or site.base + DUMP.lstrip("/")}}
    site.says(LIST, Says(json.dumps({"hits": {"hits": [{"files": [file]}]}}).encode()))
    site.keeps(DUMP, dump)


def fetched(site: Site, snapshots: Path, policy: Policy) -> Fetched:
    return fetch(ROR, snapshots, Wishes(site.base), policy)


def kept(snapshots: Path) -> list[str]:
    return [json.loads(line)["id"] for line in (snapshots / "ror" / "organizations.jsonl").read_text().splitlines()]


def test_organizations_that_other_snapshots_name_are_kept_and_their_parents(
    site: Site, snapshots: Path, policy: Policy
) -> None:
    publish(site, packed({"v2.1-2026-11-01-ror-data.json": ALL, "v2.1-2026-11-01-ror-data.csv": "id"}))
    found = fetched(site, snapshots, policy)
    assert kept(snapshots) == [PARENT, NAMED]
    assert found.notes == ("2 organizations of the dump are named here, or are parents of such",)
    assert (snapshots / "ror" / "fetched" / "dump.zip").is_file()


def test_of_two_versions_of_the_schema_the_current_one_is_read(site: Site, snapshots: Path, policy: Policy) -> None:
    publish(site, packed({"v1.70-ror-data.json": [], "v1.70-ror-data_schema_v2.json": ALL}))
    fetched(site, snapshots, policy)
    assert kept(snapshots) == [PARENT, NAMED]


@pytest.mark.parametrize(
    ("dump", "reason"),
    [
        (b"no archive", "cannot be read"),
        (packed({"a.json": ALL, "b.json": ALL}), "one file of JSON"),
        (packed({"a.csv": "id"}), "one file of JSON"),
        (packed({"a.json": {"id": 1}}), "cannot be read"),
        (packed({"a.json": '[{"id": "x"'}), "cannot be read"),
        (packed({"a.json": ALL[:1]}), "no organization of the dump is named"),
    ],
    ids=["no zip", "two files", "no file", "no list", "cut off", "nobody is named"],
)
def test_a_dump_that_cannot_be_used_is_told(
    site: Site, snapshots: Path, policy: Policy, dump: bytes, reason: str
) -> None:
    publish(site, dump)
    with pytest.raises(FetchFailed, match=reason):
        fetched(site, snapshots, policy)
    assert not (snapshots / "ror").exists()


@pytest.mark.parametrize("listed", [b"{}", b"[]", b'{"hits": {"hits": []}}', b"\xff", b"{"])
def test_a_list_of_dumps_in_another_form_is_told(site: Site, snapshots: Path, policy: Policy, listed: bytes) -> None:
    site.says(LIST, Says(listed))
    with pytest.raises(FetchFailed, match="not in the expected form"):
        fetched(site, snapshots, policy)


def test_a_list_cannot_lead_to_another_host(site: Site, snapshots: Path, policy: Policy) -> None:
    publish(site, packed({"a.json": ALL}), at="https://elsewhere.test/dump.zip")
    with pytest.raises(FetchFailed, match=r"leads to https://elsewhere\.test:443"):
        fetched(site, snapshots, policy)
