import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, Store

from ingest.questions.catalog import Questions
from ingest.release import SEARCH, Manifest, publish
from ingest.search_index.writer import write_index
from service.cli import main

TURTLE = """
PREFIX cairn: <https://w3id.org/opencairn/ontology#>
PREFIX concept: <https://w3id.org/opencairn/concept/>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/opencairn/id/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

<https://w3id.org/opencairn/id/project/workshop> a cairn:Project ; rdfs:label "Workshop"@en .
<https://w3id.org/opencairn/id/project/other> a cairn:Project ; rdfs:label "Other"@en .
<https://w3id.org/opencairn/id/project/north.workshop> dct:isReplacedBy
  <https://w3id.org/opencairn/id/project/south.workshop> .
<https://w3id.org/opencairn/id/project/south.workshop> dct:isReplacedBy
  <https://w3id.org/opencairn/id/project/workshop> .
<https://w3id.org/opencairn/concept/conflict-type/license> a skos:Concept ; skos:prefLabel "license"@en .

<urn:statement> rdf:subject <https://w3id.org/opencairn/id/project/workshop> ;
  rdf:predicate cairn:memberCountry ;
  rdf:object <https://w3id.org/opencairn/concept/country/fra> ;
  cairn:evidencedBy <urn:evidence> .
<urn:evidence> dct:source <urn:paper> ; cairn:claimKind <urn:fact> ; cairn:locator "line 46" .
<urn:paper> rdfs:label "The paper, and more" .
<urn:fact> skos:prefLabel "plain fact"@en .
<https://w3id.org/opencairn/concept/country/fra> skos:prefLabel "France"@en .
"""
ASKED = ("ask", "member-countries-of-a-project", "--project", "workshop")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a release of one statement."""
    folder = tmp_path_factory.mktemp("data")
    building = folder / "building"
    building.mkdir()
    store = Store(str(building / "store"))
    store.load(TURTLE, format=RdfFormat.TURTLE)
    store.flush()
    write_index(building / SEARCH, store)
    del store
    manifest = Manifest("0" * 16, "0" * 64, "2026-01-01T00:00:00Z", "0.1.0", (), (), {})
    manifest.write(building / "manifest.json")
    (folder / "releases").mkdir()
    publish(folder, building, manifest)
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_question_prints_a_table_without_the_iris_of_what_it_names(data: Path) -> None:
    result = run(*ASKED, "--data", data)
    assert result.exit_code == 0
    header, _, row = result.stdout.splitlines()
    assert header.split() == ["country", "note", "source", "locator", "basis"]
    assert row.split("  ")[0] == "France"
    assert "plain fact" in row


def test_a_question_prints_csv(data: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*ASKED, "--data", data, "--format", "csv").stdout)))
    assert rows == [
        {
            "country": "France",
            "country_iri": "https://w3id.org/opencairn/concept/country/fra",
            "note": "",
            "source": "The paper, and more",
            "locator": "line 46",
            "basis": "plain fact",
        }
    ]


def test_a_question_prints_json(data: Path) -> None:
    results = json.loads(run(*ASKED, "--data", data, "--format", "json").stdout)
    (row,) = results["results"]["bindings"]
    assert row["country"] == {"type": "literal", "value": "France", "xml:lang": "en"}
    assert "note" not in row


def test_a_question_prints_tsv(data: Path) -> None:
    header, row = run(*ASKED, "--data", data, "--format", "tsv").stdout.splitlines()
    assert header.startswith("?country\t?country_iri\t")
    assert row.startswith('"France"@en\t<https://w3id.org/opencairn/concept/country/fra>\t')


def test_options_of_the_verb_stand_before_the_name_or_after_it(data: Path, tmp_path: Path) -> None:
    before = run("ask", "--data", data, "--format", "csv", *ASKED[1:])
    assert (before.exit_code, before.stdout) == (0, run(*ASKED, "--data", data, "--format", "csv").stdout)
    assert run("ask", "--data", tmp_path, *ASKED[1:], "--data", data).exit_code == 0


def test_a_parameter_before_the_name_is_told_where_it_belongs() -> None:
    result = run("ask", "--project", "workshop", ASKED[1])
    assert result.exit_code == 2
    assert "after its name: opencairn ask NAME --project ..." in result.stderr


def test_an_empty_answer_says_so_beside_the_data(data: Path) -> None:
    result = run("ask", "member-countries-of-a-project", "--project", "other", "--data", data, "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["country,country_iri,note,source,locator,basis"]
    assert "no rows" in result.stderr


@pytest.mark.parametrize(
    ("question", "option", "value", "message"),
    [
        (ASKED[1], "--project", "workshops", "no project/workshops in this release. Did you mean project/workshop?"),
        (ASKED[1], "--project", "work", "no project/work in this release. Did you mean project/workshop"),
        (ASKED[1], "--project", "zz", "no project/zz in this release"),
        (ASKED[1], "--project", "https://example.org/other", "no https://example.org/other in this release."),
        ("conflicts", "--type", "licence", "no conflict-type/licence in this release. Did you mean conflict-type/lic"),
        ("conflicts", "--thing", "project/othr", "no project/othr in this release. Did you mean project/other?"),
    ],
)
def test_what_the_release_does_not_know_is_no_empty_answer(
    question: str, option: str, value: str, message: str, data: Path
) -> None:
    result = run("ask", question, option, value, "--data", data)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"parameter '{option[2:]}': there is {message}" in result.stderr


def test_an_iri_that_was_joined_into_another_asks_about_that_one(data: Path) -> None:
    joined = run(*ASKED[:-1], "north.workshop", "--data", data)
    assert (joined.exit_code, joined.stdout) == (0, run(*ASKED, "--data", data).stdout)


def test_a_default_that_means_any_need_not_be_in_the_release(data: Path) -> None:
    assert run("ask", "conflicts", "--data", data).exit_code == 0


@pytest.mark.parametrize("arguments", [(), ("--list",)], ids=["no name", "--list"])
def test_questions_are_listed_with_their_summaries(arguments: tuple[str, ...], questions: Questions) -> None:
    result = run("ask", *arguments)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == len(questions)
    assert [line.split()[0] for line in lines] == list(questions)
    assert all(questions[line.split()[0]].summary in line for line in lines)


def test_help_shows_what_a_question_means_and_takes() -> None:
    result = run("ask", "numbers-by-comparator", "--help")
    assert result.exit_code == 0
    assert "bounds or estimates" in result.stdout
    assert "--comparator IRI" in result.stdout
    assert "default: at-least" in " ".join(result.stdout.split())
    assert "Example: opencairn ask numbers-by-comparator --comparator at-least" in result.stdout


def test_help_of_the_verb_has_an_example() -> None:
    assert "Example: opencairn ask compute-by-project --project bigscience" in run("ask", "--help").stdout


def test_an_unknown_question_is_answered_with_near_names() -> None:
    result = run("ask", "compute-by-projekt")
    assert result.exit_code == 2
    assert "compute-by-project" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param((), "'project' is missing", id="missing"),
        pytest.param(("--project", "a b"), "'project' cannot be 'a b'", id="not a slug"),
        pytest.param(("--project", 'https://x.org/">'), "'project' cannot be", id="IRI with a quote"),
        pytest.param(("--projekt", "x"), "No such option", id="unknown"),
        pytest.param(("--project", "x", "--format", "xlsx"), "xlsx", id="unknown format"),
    ],
)
def test_bad_parameters_are_refused(arguments: tuple[str, ...], message: str, data: Path) -> None:
    result = run("ask", "member-countries-of-a-project", *arguments, "--data", data)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_without_a_release_it_says_how_to_make_one(tmp_path: Path) -> None:
    result = run(*ASKED, "--data", tmp_path)
    assert result.exit_code == 3
    assert "opencairn build" in result.stderr
