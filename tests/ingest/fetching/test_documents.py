"""Documents that the user names, as catalogs in RDF are."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ingest.errors import FetchFailed
from ingest.fetching.fetch import Fetched, State, fetch
from ingest.fetching.job import Wishes
from ingest.fetching.policy import Policy
from ingest.records import Record, Rejected
from ingest.sources import croissant, dcat
from ingest.sources.entries import entry, rejected
from ingest.sources.manifest import Manifest
from ingest.sources.registry import Catalog
from ingest.sources.upstream import documents
from tests.ingest.fetching.site import Says, Site

MANIFEST = Manifest("portals", "Portals", "each", "https://example.org/", "", "", "", "", {})
TURTLE = {"Content-Type": "text/turtle; charset=utf-8", "ETag": '"1"'}


def read(folder: Path) -> Iterator[Record | Rejected]:
    """An entry for each document but pages, whatever it holds."""
    for path in folder.iterdir():
        if path.is_file() and b"<html>" in path.read_bytes():
            yield rejected(MANIFEST.name, path.name, "no RDF")
        elif path.is_file():
            yield entry(MANIFEST, f"dataset/{path.name}", "Dataset", path.name, {}, file=path.name)


PORTALS = Catalog(MANIFEST, read, documents({"text/turtle": ".ttl", "application/ld+json": ".jsonld"}))


def fetched(tmp_path: Path, policy: Policy, *addresses: str) -> Fetched:
    return fetch(PORTALS, tmp_path, Wishes(documents=addresses), policy)


def held(tmp_path: Path) -> dict[str, bytes]:
    """The files of the snapshot by the readable parts of their names."""
    found = (path for path in (tmp_path / "portals").iterdir() if path.is_file())
    return {path.name.rpartition("-")[0] + path.suffix: path.read_bytes() for path in found}


def test_a_document_is_named_by_its_address_and_its_media_type(site: Site, tmp_path: Path, policy: Policy) -> None:
    address = site.says("/data/catalog", Says(b"<> a <> .", headers=TURTLE))
    fetched(tmp_path, policy, address, site.says("/other/catalog.jsonld", Says(b"{}")))
    assert held(tmp_path) == {"catalog.ttl": b"<> a <> .", "catalog.jsonld": b"{}"}
    assert site.asked[0].headers["Accept"] == "text/turtle, application/ld+json, */*;q=0.1"


def test_earlier_documents_are_brought_up_to_date_with_new_ones(site: Site, tmp_path: Path, policy: Policy) -> None:
    fetched(tmp_path, policy, site.keeps("/a.ttl", b"1", '"1"'))
    site.keeps("/a.ttl", b"2", '"2"')
    assert fetched(tmp_path, policy, site.keeps("/b.ttl", b"3")).state is State.CHANGED
    assert held(tmp_path) == {"a.ttl": b"2", "b.ttl": b"3"}
    assert fetched(tmp_path, policy).state is State.UNCHANGED


def test_a_document_whose_file_was_deleted_is_not_asked_for_again(site: Site, tmp_path: Path, policy: Policy) -> None:
    fetched(tmp_path, policy, site.keeps("/a.ttl", b"1"), site.keeps("/b.ttl", b"2"))
    [path] = (tmp_path / "portals").glob("a-*.ttl")
    path.unlink()
    site.says("/a.ttl", Says(status=404))
    fetched(tmp_path, policy)
    assert held(tmp_path) == {"b.ttl": b"2"}


def test_files_of_the_user_stay(site: Site, tmp_path: Path, policy: Policy) -> None:
    (tmp_path / "portals" / "mine").mkdir(parents=True)
    (tmp_path / "portals" / "mine" / "of-mine.ttl").write_text("mine")
    for _ in range(2):
        fetched(tmp_path, policy, site.keeps("/a.ttl", b"1"))
    assert (tmp_path / "portals" / "mine" / "of-mine.ttl").read_text() == "mine"


def test_a_document_of_another_kind_is_refused(site: Site, tmp_path: Path, policy: Policy) -> None:
    address = site.says("/table", Says(b"a,b", headers={"Content-Type": "text/csv"}))
    with pytest.raises(FetchFailed, match=r"neither address nor media type \(text/csv\) tells"):
        fetched(tmp_path, policy, address)


def test_a_page_in_place_of_a_document_does_not_take_its_place(site: Site, tmp_path: Path, policy: Policy) -> None:
    fetched(tmp_path, policy, site.keeps("/a.ttl", b"1", '"1"'))
    site.keeps("/a.ttl", b"<html>Moved</html>", '"2"')
    with pytest.raises(FetchFailed, match=r"a-[0-9a-f]+\.ttl: no RDF\. The snapshot that is there stays"):
        fetched(tmp_path, policy)
    assert held(tmp_path) == {"a.ttl": b"1"}


@pytest.mark.parametrize("path", ["/..%2f..%2fetc%2fpasswd.ttl", "/%00.ttl", "/" + "x" * 300 + ".ttl"])
def test_an_address_does_not_choose_where_its_file_goes(site: Site, tmp_path: Path, policy: Policy, path: str) -> None:
    site.otherwise = lambda _: Says(b"1", headers=TURTLE)
    fetched(tmp_path, policy, site.base + path.lstrip("/"))
    assert list(held(tmp_path).values()) == [b"1"]


def test_without_an_address_it_is_told_what_to_give(tmp_path: Path, policy: Policy) -> None:
    with pytest.raises(FetchFailed, match="name documents, each with --from URL"):
        fetched(tmp_path, policy)


@pytest.mark.parametrize(
    ("catalog", "path", "content"),
    [
        (
            croissant,
            "/heron",
            Says(
                b'{"@context": {"sc": "https://schema.org/"}, "@id": "https://example.org/heron",'
                b' "@type": "sc:Dataset", "sc:name": "Heron"}',
                headers={"Content-Type": "application/ld+json"},
            ),
        ),
        (
            dcat,
            "/heron",
            Says(
                b"@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> ."
                b'<https://example.org/heron> a dcat:Dataset ; dct:title "Heron" .',
                headers={"Content-Type": "text/turtle"},
            ),
        ),
    ],
    ids=["croissant", "dcat"],
)
def test_what_was_fetched_is_read_once(
    site: Site, tmp_path: Path, policy: Policy, catalog: ModuleType, path: str, content: Says
) -> None:
    source = Catalog(catalog.MANIFEST, catalog.read, catalog.UPSTREAM)
    found = fetch(source, tmp_path, Wishes(documents=(site.says(path, content),)), policy)
    read_again = list(catalog.read(found.folder))
    assert not [each for each in read_again if isinstance(each, Rejected)]
    assert len([each for each in read_again if each.subject.startswith("dataset/")]) == 1
