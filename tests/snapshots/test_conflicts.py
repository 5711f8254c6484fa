"""Conflicts that are known to be in the real catalogs are found by the question that lists them."""

from typing import Final

from pyoxigraph import Store

from ingest.namespaces import BASE, iri
from ingest.questions.catalog import Questions
from ingest.sparql import rows
from tests.questions.expected_answers import Expected, answer
from tests.snapshots.snapshot_load import OF_MODELS, needs

COLUMNS: Final = ("about_iri", "value", "shown", "graph")
Said = set[tuple[str, bool, str]]

pytestmark = needs(*OF_MODELS)


def said(store: Store, questions: Questions, kind: str, entry: str) -> Said:
    """Value, whether it is shown, and graph of each position of that type on what the entry was joined to."""
    found = store.quads_for_pattern(iri(f"id:{entry}"), iri("dct:isReplacedBy"), None, iri("graph:links"))
    thing = next((str(quad.object)[1:-1].removeprefix(f"{BASE}id/") for quad in found), entry)
    expected = Expected("conflicts", {"type": kind, "thing": thing}, False, False, False, COLUMNS, frozenset())
    found_rows = answer(store, questions["conflicts"], expected)
    return {(value, shown == "true", graph.removeprefix("graph/")) for _, value, shown, graph in found_rows}


def test_bloom_has_176_billion_parameters_or_366(joined: Store, questions: Questions) -> None:
    found = said(joined, questions, "parameter-count", "model/bloom")
    assert ("176000000000", True, "curated") in found
    assert ("176000000000", True, "ecosystem_graphs") in found
    assert ("366000000000", False, "model_openness_tool") in found


def test_the_checkpoint_of_176_billion_belongs_to_bloom_and_keeps_its_own_count(joined: Store) -> None:
    query = "SELECT ?count { ?checkpoint cairn:checkpointOf id:model\\/bloom ; cairn:parameterCount ?count }"
    assert {getattr(count, "value", "") for (count,) in rows(joined, query)} == {"176247271424"}


def test_deepseek_r1_is_under_the_mit_license_or_one_of_its_own(joined: Store, questions: Questions) -> None:
    found = said(joined, questions, "license", "model/osai.deepseek-r1")
    assert {(value, graph) for value, _, graph in found} == {
        ("deepseek-la-1.0", "osai"),
        ("MIT License", "huggingface"),
        ("MIT License", "model_openness_tool"),
    }
    assert {value for value, shown, _ in found if shown} == {"deepseek-la-1.0"}


def test_deepseek_r1_was_released_on_several_days(joined: Store, questions: Questions) -> None:
    found = said(joined, questions, "release-date", "model/osai.deepseek-r1")
    assert ("2025-01", False, "osai") in found
    assert ("2025-01-20", True, "epoch") in found
    assert ("2025-05-28", False, "models_dev") in found


def test_starling_is_under_another_license_than_the_repository_that_it_names(
    joined: Store, questions: Questions
) -> None:
    assert said(joined, questions, "license", "model/ecosystem-graphs.ollama.yaml-starling-62766e") == {
        ("Creative Commons Attribution Non Commercial 4.0 International", True, "ecosystem_graphs"),
        ("Apache License 2.0", False, "huggingface"),
    }


def test_mochi_was_released_in_october_or_in_january(joined: Store, questions: Questions) -> None:
    found = said(joined, questions, "release-date", "model/osai.mochi-1-preview")
    assert {(value, graph) for value, _, graph in found} == {("2024-10", "osai"), ("2025-01-14", "ecosystem_graphs")}


def test_levels_conflict_in_few_and_plain_cases(joined: Store) -> None:
    query = """SELECT ?label { ?conflict rdfs:label ?label ; cairn:differenceKind
      <https://w3id.org/opencairn/concept/difference-kind/across-levels> }"""
    found = [getattr(label, "value", "").partition(":")[0] for (label,) in rows(joined, query)]
    assert "Starling, has license" in found
    assert 5 <= len(found) <= 30


def test_every_position_names_a_graph_and_every_conflict_has_two(joined: Store) -> None:
    query = """SELECT ?conflict (COUNT(DISTINCT ?position) AS ?positions) WHERE {
      ?conflict cairn:conflictType ?type ; cairn:hasPosition ?position . ?position cairn:statedIn ?graph }
      GROUP BY ?conflict HAVING (COUNT(DISTINCT ?position) < 2)"""
    assert list(rows(joined, query)) == []
