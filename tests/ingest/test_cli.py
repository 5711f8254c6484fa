from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.release import current_release, list_releases
from service.cli import main
from tests.ingest.conftest import Write

BAD = "type: Project\nlabel: Bad\nevidence:\n  - source: document/study\n    says: {activeFrom: long ago}\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_build_prints_the_release_and_nothing_else_to_stdout(curated: Path, tmp_path: Path) -> None:
    result = run("build", "--data", tmp_path / "d", "--curated", curated)
    assert result.exit_code == 0
    assert result.stdout.strip() == current_release(tmp_path / "d").id
    release = current_release(tmp_path / "d")
    assert f"{release.manifest.counts['records']:,} records read, 0 quarantined" in result.stderr
    assert "Curated facts: 4 read" in result.stderr


def test_build_names_what_was_quarantined_and_still_succeeds(curated: Path, tmp_path: Path, write: Write) -> None:
    write("project/bad.yaml", BAD)
    result = run("build", "--data", tmp_path / "d", "--curated", curated)
    assert result.exit_code == 0
    assert "project/bad.yaml: line 5: evidence[0].says.activeFrom: 'long ago' is no date" in result.stderr


@pytest.mark.parametrize("content", ["type: [", BAD.replace("Project", "Organization")], ids=["no YAML", "bad value"])
def test_what_points_to_a_quarantined_record_stays_and_the_link_is_named(
    curated: Path, tmp_path: Path, write: Write, content: str
) -> None:
    write("organization/host.yaml", content)
    write("project/led.yaml", BAD.replace("activeFrom: long ago", "ledBy: organization/host"))
    result = run("build", "--data", tmp_path / "d", "--curated", curated)
    assert " records read, 1 quarantined" in result.stderr
    [dangling] = [line for line in result.stderr.splitlines() if "project/led" in line]
    assert dangling.startswith("warning: https://w3id.org/opencairn/id/project/led: WHOLE-05: ")
    assert dangling.endswith("Found: <https://w3id.org/opencairn/id/organization/host>")


def test_a_strict_build_fails_with_the_same_report(curated: Path, tmp_path: Path, write: Write) -> None:
    write("project/bad.yaml", BAD)
    result = run("build", "--strict", "--data", tmp_path / "d", "--curated", curated)
    assert result.exit_code == 1
    assert "'long ago' is no date" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "holds no curated file, <kind>/<slug>.yaml: give the folder that does with --curated"),
        ({"notes.txt": "of somebody"}, "holds no curated file"),
        ({"values.yaml": "replicas: 3"}, "is good; nothing was published"),
        ({"templates/service.yaml": "kind: Service"}, "the folder 'templates' is no kind of thing"),
        ({"project/bad.yaml": BAD}, "is good; nothing was published"),
    ],
    ids=["empty", "no YAML", "YAML of others", "folders of others", "all bad"],
)
def test_a_folder_without_a_good_record_takes_no_release_away(
    curated: Path, tmp_path: Path, files: dict[str, str], said: str
) -> None:
    data, other = tmp_path / "d", tmp_path / "other"
    good = run("build", "--data", data, "--curated", curated).stdout.strip()
    other.mkdir()
    for name, content in files.items():
        (other / name).parent.mkdir(exist_ok=True)
        (other / name).write_text(content)
    result = run("build", "--data", data, "--curated", other)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert [release.id for release in list_releases(data)] == [current_release(data).id] == [good]


def test_validate_of_a_folder_without_curated_files_is_told(tmp_path: Path) -> None:
    result = run("validate", "--curated", tmp_path)
    assert result.exit_code == 1
    assert "holds no curated file" in result.stderr


def test_validate_prints_problems_and_fails(curated: Path, write: Write) -> None:
    assert run("validate", "--curated", curated).exit_code == 0
    path = write("project/bad.yaml", BAD)
    result = run("validate", path, "--curated", curated)
    assert result.exit_code == 1
    assert "project/bad.yaml: line 5:" in result.stdout


def test_validate_and_build_count_the_same_records(curated: Path, tmp_path: Path, write: Write) -> None:
    for name in ("one", "two"):
        write(f"project/{name}.yaml", BAD)
    write("project/three.yaml", "type: [")
    said = "6 records read, 4 of them good; 3 quarantined"
    assert run("validate", "--curated", curated).stderr.splitlines()[-1] == said
    built = run("build", "--data", tmp_path / "d", "--curated", curated)
    assert "Curated facts: 6 read, 3 quarantined" in built.stderr


GIFT = """
type: Contribution
label: A gift
evidence:
  - source: document/study
    says: {provider: organization/host, recipient: project/workshop}
  - url: https://example.org/gift
    title: Gift NUMBER
    evidenceKind: paper
    readHow: fetched
    says: {atStage: pre-training}
"""


def test_each_warning_is_printed_once(curated: Path, write: Write) -> None:
    for number in "123":
        write(f"contribution/gift-{number}.yaml", GIFT.replace("NUMBER", number))
    lines = run("validate", "--curated", curated).stdout.splitlines()
    assert sum("TEXT-06" in line for line in lines) == 1
    assert sum("CONTR-04" in line for line in lines) == 3


def test_what_is_said_to_be_unknown_is_not_missed(curated: Path, write: Write) -> None:
    path = write("contribution/gift.yaml", GIFT.replace("recipient", "contributionKind: {absent: unknown}, recipient"))
    assert run("validate", path, "--curated", curated).stdout == ""


def test_validate_of_one_file_is_silent_about_the_others(curated: Path, write: Write) -> None:
    write("project/bad.yaml", BAD)
    result = run("validate", curated / "project" / "workshop.yaml", "--curated", curated)
    assert result.exit_code == 0
    assert result.stdout == ""


def test_validate_refuses_a_file_that_it_would_not_look_at(curated: Path, tmp_path: Path) -> None:
    outside = tmp_path / "bad.yaml"
    outside.write_text(BAD)
    result = run("validate", outside, "--curated", curated)
    assert result.exit_code == 2
    assert "give the folder it is in with --curated" in result.stderr
    (curated / "notes.txt").touch()
    assert run("validate", curated / "notes.txt", "--curated", curated).exit_code == 2


def test_validate_names_what_a_shape_objects_to_with_line_and_value(curated: Path, write: Write) -> None:
    path = write("project/bad.yaml", BAD.replace("activeFrom: long ago", "ledBy: document/study"))
    result = run("validate", path, "--curated", curated)
    assert result.stdout.startswith("project/bad.yaml: line 5: project/bad: PROJ-19: ledBy does not point")
    assert "Found: <https://w3id.org/opencairn/id/document/study>" in result.stdout


def test_releases_are_listed_rolled_back_and_pruned(curated: Path, tmp_path: Path, write: Write) -> None:
    data = tmp_path / "d"
    first = run("build", "--data", data, "--curated", curated).stdout.strip()
    write("organization/new.yaml", "type: Organization\nlabel: New\nevidence: [{source: document/study}]\n")
    second = run("build", "--data", data, "--curated", curated).stdout.strip()
    assert f"* {second}" in run("releases", "list", "--data", data).stdout
    assert run("releases", "rollback", first[:6], "--data", data).stdout.strip() == first
    assert f"* {first}" in run("releases", "list", "--data", data).stdout
    assert run("releases", "prune", "--keep", "1", "--data", data).exit_code == 0
    assert current_release(data).id == first


def test_releases_are_listed_although_none_is_current(curated: Path, tmp_path: Path) -> None:
    built = run("build", "--data", tmp_path / "d", "--curated", curated).stdout.strip()
    (tmp_path / "d" / "current").unlink()
    result = run("releases", "list", "--data", tmp_path / "d")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"  {built}")


def test_a_data_folder_that_cannot_be_written_is_told_without_a_traceback(curated: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("build", "--data", tmp_path / "file" / "d", "--curated", curated)
    assert result.exit_code == 1
    assert result.stderr.startswith("opencairn: [Errno 20] Not a directory:")


@pytest.mark.parametrize("verb", [("list",), ("rollback",), ("prune",)])
def test_without_a_release_the_exit_code_is_3(tmp_path: Path, verb: tuple[str, ...]) -> None:
    result = run("releases", *verb, "--data", tmp_path)
    assert result.exit_code == 3
    assert "opencairn build" in result.stderr
