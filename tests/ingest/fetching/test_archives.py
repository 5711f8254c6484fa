import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import FetchFailed
from ingest.fetching.archives import unpack
from ingest.sources.upstream import Archive
from tests.ingest.fetching.repository import archive, link

PLAN = Archive("archive", (("_*.yml", "meta"), ("*.yml", "models"), ("data/*.json", "data")), unpacked=200_000)


def unpacked(tmp_path: Path, packed: bytes, plan: Archive = PLAN) -> dict[str, bytes]:
    """What is in the folder after unpacking."""
    path, folder = tmp_path / "archive.tar.gz", tmp_path / "folder"
    path.write_bytes(packed)
    written = unpack(path, plan, folder)
    found = {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    assert sorted(found) == sorted(written)
    return found


def test_only_the_files_of_the_plan_are_unpacked_each_into_its_folder(tmp_path: Path) -> None:
    files = {
        "a.yml": b"1",
        "_b.yml": b"2",
        "data/c.json": b"3",
        "data/deep/d.json": b"4",
        "e.py": b"5",
        "src/f.yml": b"6",
    }
    assert unpacked(tmp_path, archive(files)) == {"models/a.yml": b"1", "meta/_b.yml": b"2", "data/c.json": b"3"}


def test_names_may_have_spaces_signs_and_letters_of_any_script(tmp_path: Path) -> None:
    names = ["AMD OLMo (1B).yml", "C++.yml", "PanGu-\N{GREEK SMALL LETTER ALPHA}.yml"]
    assert sorted(unpacked(tmp_path, archive(dict.fromkeys(names, b"x")))) == sorted(f"models/{name}" for name in names)


@pytest.mark.parametrize("name", ["top/../../outside.yml", "/etc/outside.yml", "top/data/../../../outside.yml"])
def test_a_member_that_would_leave_the_folder_spoils_the_archive(tmp_path: Path, name: str) -> None:
    with pytest.raises(FetchFailed, match="would leave the folder"):
        unpacked(tmp_path, archive({name: b"x"}, top=""))
    assert not list(tmp_path.rglob("outside.yml"))


@pytest.mark.parametrize("name", ["..\\b.yml", "b\n.yml", "\udcff.yml", "b\u202e.yml"], ids=ascii)
def test_a_name_that_is_not_the_same_for_everybody_is_left_out(tmp_path: Path, name: str) -> None:
    assert unpacked(tmp_path, archive({"a.yml": b"1", name: b"2"})) == {"models/a.yml": b"1"}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE])
def test_links_and_devices_are_left_out(tmp_path: Path, kind: bytes) -> None:
    packed = archive({"a.yml": b"1"}, [link("passwords.yml", "/etc/passwd", kind)])
    assert unpacked(tmp_path, packed) == {"models/a.yml": b"1"}


def test_what_decompresses_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = archive({"a.yml": b"1", "not-wanted.bin": b"\0" * 50_000_000})
    assert len(bomb) < PLAN.unpacked
    with pytest.raises(FetchFailed, match="decompresses to more than the limit"):
        unpacked(tmp_path, bomb)


def test_two_members_cannot_become_one_file(tmp_path: Path) -> None:
    plan = replace(PLAN, members=(("*/*.json", "data"),))
    with pytest.raises(FetchFailed, match=r"two members would become data/c\.json"):
        unpacked(tmp_path, archive({"data/c.json": b"1", "more/c.json": b"2"}), plan)


@pytest.mark.parametrize(
    "packed",
    [b"no archive", archive({"a.yml": b"1" * 5000})[:-30], archive({})[:5]],
    ids=["no archive", "cut off", "almost nothing"],
)
def test_a_damaged_archive_is_told(tmp_path: Path, packed: bytes) -> None:
    with pytest.raises(FetchFailed, match="damaged"):
        unpacked(tmp_path, packed)


def test_an_archive_without_any_wanted_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="upstream has moved them"):
        unpacked(tmp_path, archive({"entries/a.yml": b"1"}))
