"""Of a thing that several sources describe, each statement names those that make it."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Store, parse

from ingest.data_folders import folder
from ingest.namespaces import iri
from ingest.release import current_release
from service.cli import main
from service.evidence.premises import OF_RULES
from service.evidence.provenance import Explained, Provenance
from service.pages.entity import entity
from service.pages.reading import Reader
from service.pages.vocabulary import Vocabulary
from service.pages.wording import UNITS
from service.terms import read_iri
from tests.server_process import serving
from tests.service.conftest import publish_trig
from tests.service.evidence.joined_things import joined_things

GULL, ROOST = "id:model/gull", "id:organization/roost"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("joined")
    publish_trig(folder, joined_things())
    return folder


@pytest.fixture(scope="module")
def store(data: Path) -> Store:
    return current_release(data).open_store()


def explained(store: Store, subject: str, predicate: str) -> list[Explained]:
    return Provenance(store).explain(read_iri(subject, "subject"), iri(predicate))


def named(each: Explained) -> set[str]:
    return {source.document.label or "" for source in each.sources if source.document}


@pytest.mark.parametrize(
    ("subject", "predicate", "sources"),
    [
        (GULL, "dct:modified", {"North index"}),
        (GULL, "cairn:developedBy", {"North index", "South index"}),
        (GULL, "cairn:hasMetric", {"South index"}),
        (GULL, "rdfs:label", {"Study", "South index"}),
        (ROOST, "rdfs:label", {"North index", "South index"}),
        ("id:model/south.gull", "dct:modified", {"North index"}),
    ],
)
def test_only_sources_in_whose_graph_it_stands_are_named(
    store: Store, subject: str, predicate: str, sources: set[str]
) -> None:
    (found,) = explained(store, subject, predicate)
    assert named(found) == sources
    assert found.inferred_by == ()


def test_each_of_two_values_has_its_own_sources_and_the_other_beside_it(store: Store) -> None:
    shown, other = explained(store, GULL, "cairn:parameterCount")
    assert (named(shown), named(other)) == ({"Study"}, {"South index"})
    assert (shown.shown, other.shown, other.asserted) == (True, False, True)
    assert [conflict.value for conflict in shown.conflicts] == [other.value]


def test_a_source_says_what_it_is_the_source_of(store: Store) -> None:
    (label,) = explained(store, GULL, "rdfs:label")
    kinds = {source.document.label: source.rests_on for source in label.sources if source.document}
    assert kinds == {"Study": "record", "South index": "subject"}
    assert label.stated_in == (iri("graph:curated").value, iri("graph:south").value)


@pytest.mark.parametrize(
    ("subject", "predicate", "graph", "premises"),
    [
        (
            ROOST,
            "cairn:collaboratesWith",
            "inferred/collaboration",
            {("flock", "ledBy", "Study"), ("flock", "sponsoredBy", "Letter")},
        ),
        (ROOST, "cairn:leads", "inferred/inverses", {("flock", "ledBy", "Study")}),
        (GULL, "skos:altLabel", "canonical", {("gull", "label", "North index")}),
        ("id:organization/south.roost", "dct:isReplacedBy", "links", {("1", "note", "")}),
        (
            "id:disagreement/1",
            "cairn:concerns",
            "canonical",
            {("gull", "parameterCount", "Study"), ("gull", "parameterCount", "South index")},
        ),
    ],
)
def test_what_no_source_says_names_the_rule_or_choice_and_what_it_started_from(
    store: Store, subject: str, predicate: str, graph: str, premises: set[tuple[str, str, str]]
) -> None:
    (found,) = explained(store, subject, predicate)
    (rule,) = found.inferred_by
    assert (found.sources, rule.graph) == ((), iri(f"graph:{graph}").value)
    assert premises == {
        (
            premise.subject.value.rpartition("/")[2],
            premise.predicate.value.replace("#", "/").rpartition("/")[2],
            next((source.document.label or "" for source in premise.sources if source.document), ""),
        )
        for premise in rule.premises
    }


def test_every_rule_of_ours_can_be_traced_back() -> None:
    rules = Path(__file__).parents[3] / "ingest" / "rules"
    assert set(OF_RULES) == {iri(f"graph:inferred/{path.stem}").value for path in rules.glob("*.ru")}


def test_the_command_names_the_same_sources(data: Path) -> None:
    run = CliRunner().invoke(main, ["why", "--data", str(data), GULL, "dct:modified"])
    assert [line.split(",")[0].strip() for line in run.output.splitlines()[1:]] == ["says North index"]
    run = CliRunner().invoke(main, ["why", "--data", str(data), ROOST, "cairn:leads"])
    assert [line.split()[0] for line in run.output.splitlines()[1:]] == ["by", "from", "says"]


def test_the_page_tells_what_a_rule_started_from(data: Path) -> None:
    with serving(data) as server, server.client() as client:
        asked = {"subject": ROOST, "predicate": "cairn:collaboratesWith"}
        page = client.get("/why", params=asked, headers={"Accept": "text/html"}).text
    assert "ontology#sponsoredBy" in page
    assert "Letter" in page


def test_each_fact_on_the_page_of_a_thing_has_its_own_sources_and_asks_why(store: Store) -> None:
    reader = Reader(store)
    page = entity(reader, Vocabulary(reader), read_iri(GULL, "subject"))
    found = {row.name: [{note.document.text for note in cell.notes} for cell in row.cells] for row in page.facts}
    assert found == {
        "modified": [{"North index"}],
        "developed by": [{"North index", "South index"}],
        "parameter count": [{"Study"}, {"South index"}],
    }
    assert all(cell.why for row in page.facts for cell in row.cells)


def test_a_number_on_a_page_has_its_unit(store: Store) -> None:
    reader = Reader(store)
    page = entity(reader, Vocabulary(reader), read_iri(GULL, "subject"))
    assert [cell.link.text for table in page.tables for row in table.rows for cell in row.cells[0]] == [
        "25 tCO2e, emissions"
    ]
    assert "7 parameters" in {cell.link.text for row in page.facts for cell in row.cells}


def test_every_unit_has_words_for_pages() -> None:
    scheme = folder("ontology") / "concepts" / "unit.ttl"
    units = {quad.subject for quad in parse(path=scheme) if quad.object == iri("skos:Concept")}
    assert {str(unit).rstrip(">").rpartition("/")[2] for unit in units} == set(UNITS)
