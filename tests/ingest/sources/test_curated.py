from pathlib import Path

import pytest

from ingest.records import Record, Rejected
from ingest.sources import curated as source
from tests.ingest.conftest import Write


def rejected(folder: Path) -> dict[str, str]:
    return {
        found.file: "; ".join(str(problem) for problem in found.problems)
        for found in source.read(folder)
        if isinstance(found, Rejected)
    }


def test_the_path_of_a_file_is_its_subject(curated: Path) -> None:
    subjects = [found.subject for found in source.read(curated) if isinstance(found, Record)]
    assert subjects == ["document/study", "organization/host", "project/older", "project/workshop"]


def test_a_file_may_hold_several_things(curated: Path, write: Write) -> None:
    write("claim/two.yaml", "things:\n  one: {type: Claim}\n  two: {type: Claim}\n")
    found = [each for each in source.read_file(curated / "claim/two.yaml", "claim/two.yaml")]
    assert [each.subject for each in found if isinstance(each, Record)] == ["claim/one", "claim/two"]
    assert [each.file for each in found] == ["claim/two.yaml#one", "claim/two.yaml#two"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("project/a.yaml", "type: [", "line 2: did not find expected", id="malformed"),
        pytest.param("project/a.yaml", "- type", "keys with values are expected", id="list at the top"),
        pytest.param("project/a.yaml", "just words", "keys with values are expected", id="words at the top"),
        pytest.param("project/a.yaml", "# only a comment", "the file is empty", id="empty"),
        pytest.param("project/a.yaml", "label: A", "`type` is missing", id="no type"),
        pytest.param("project/a.yaml", "type: {a: b}", "plain text is expected", id="type is a mapping"),
        pytest.param("project/a.yaml", "type: Project\nlabl: A", "line 2: unknown key 'labl'", id="misspelled key"),
        pytest.param("project/a.yaml", "type: Project\nevidence: yes", "a list is expected", id="evidence is a word"),
        pytest.param("project/a.yaml", "type: Project\nevidence: [x]", "keys with values", id="block is a word"),
        pytest.param("project/a.yaml", "type: Project\nevidence: [{says: {}}]", "say where it stands", id="no source"),
        pytest.param("project/a.yaml", "type: Project\nevidence: [{}]", "say where it stands", id="empty block"),
        pytest.param("gizmo/a.yaml", "type: Project", "'gizmo' is no kind of thing", id="unknown folder"),
        pytest.param("project/A b.yaml", "type: Project", "is no slug", id="name with a space"),
        pytest.param("claim/a.yaml", "things: {B: {type: Claim}}", "'B' is no slug", id="slug in capitals"),
        pytest.param("claim/a.yaml", "things: {}\ntype: Claim", "no other key", id="things and more"),
    ],
)
def test_a_malformed_file_is_rejected_with_the_reason_and_the_rest_are_read(
    curated: Path, write: Write, name: str, content: str, reason: str
) -> None:
    write(name, content)
    assert [file for file in rejected(curated)] == [name]
    assert reason in rejected(curated)[name]
    assert sum(isinstance(found, Record) for found in source.read(curated)) == 4


def test_a_file_that_is_too_large_is_rejected_unread(curated: Path) -> None:
    path = curated / "project" / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "50,000,000 bytes" in rejected(curated)["project/huge.yaml"]


def test_a_file_that_is_not_utf_8_is_rejected(curated: Path) -> None:
    (curated / "project" / "latin.yaml").write_bytes("label: Caf\xe9".encode("latin-1"))
    assert "not UTF-8" in rejected(curated)["project/latin.yaml"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("project/a.yml", "its place is <kind>/<slug>.yaml", id="another suffix"),
        pytest.param("project/deep/a.yaml", "its place is <kind>/<slug>.yaml", id="a folder too deep"),
        pytest.param("a.yaml", "its place is <kind>/<slug>.yaml", id="beside the folders"),
        pytest.param("project/two\nlines.yaml", "is no slug", id="line break in the name"),
    ],
)
def test_no_file_is_passed_over_in_silence(curated: Path, write: Write, name: str, reason: str) -> None:
    write(name, "type: Project\nlabel: A\nevidence: [{source: document/study}]\n")
    assert reason in rejected(curated)[name.replace("\n", "\\n")]


@pytest.mark.parametrize("target", ["loop.yaml", "nowhere.yaml"], ids=["loop", "leads nowhere"])
def test_a_link_that_cannot_be_followed_is_named(curated: Path, target: str) -> None:
    (curated / "project" / "loop.yaml").symlink_to(target)
    (curated / "project" / "folder.yaml").mkdir()
    assert rejected(curated) == dict.fromkeys(
        ["project/folder.yaml", "project/loop.yaml"], "not a file that can be read"
    )


def test_a_file_that_the_system_does_not_give_is_named(curated: Path) -> None:
    name = "project/" + "a" * 300 + ".yaml"
    [found] = source.read_file(curated / name, name)
    assert isinstance(found, Rejected)
    assert "cannot be read: File name too long" in found.problems[0].detail


def test_a_name_that_is_no_text_can_still_be_shown() -> None:
    assert source.shown_name(Path("project/a\udcff\u202e.yaml")) == "project/a\\udcff\\u202e.yaml"


def test_a_wrong_form_is_named_with_its_line(curated: Path, write: Write) -> None:
    write("project/a.yaml", "type: Project\nevidence:\n  - url: https://example.org/\n    note: [x]\n")
    assert rejected(curated)["project/a.yaml"].startswith("line 4: evidence[0].note: plain text")
