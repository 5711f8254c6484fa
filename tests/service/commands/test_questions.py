from pathlib import Path

from click.testing import CliRunner

from service.cli import main

THEIRS = """\
#+ summary: Things
#+ tags: [terms]
#+ endpoint: http://example.org/sparql
SELECT ?a WHERE { ?a <urn:p> ?_kind_iri } ORDER BY ?a
"""


def test_the_shipped_questions_pass_the_check() -> None:
    result = CliRunner().invoke(main, ["questions", "check"])
    assert (result.exit_code, "questions can be asked" in result.stderr) == (0, True)


def test_an_imported_file_passes_the_check(tmp_path: Path) -> None:
    theirs, folder = tmp_path / "theirs.rq", tmp_path / "ours"
    theirs.write_text(THEIRS, encoding="utf-8")
    result = CliRunner().invoke(main, ["questions", "import", str(theirs)])
    assert (result.exit_code, "`endpoint` is left out" in result.stderr) == (0, True)
    folder.mkdir()
    (folder / "things.rq").write_text(result.stdout, encoding="utf-8")
    assert CliRunner().invoke(main, ["questions", "check", str(folder)]).exit_code == 0


def test_a_fault_ends_the_check_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "things.rq"
    path.write_text(THEIRS, encoding="utf-8")
    result = CliRunner().invoke(main, ["questions", "check", str(tmp_path)])
    assert (result.exit_code, f"{path}:3: unknown key 'endpoint'" in result.stderr) == (2, True)
