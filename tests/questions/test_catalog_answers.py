"""What the questions about catalogs answer, and what the rules say, when entities rest on the entries of a catalog."""

from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Store

from ingest.build import Inputs, assemble
from ingest.catalogs import Load, map_catalog, read_catalog
from ingest.namespaces import iri
from ingest.questions.binding import bind
from ingest.questions.catalog import Questions
from ingest.records import Rejected
from ingest.shapes import load_shapes
from ingest.validation import Result, validate_whole_graph
from ingest.vocabulary import load_vocabulary
from tests.questions.expected_answers import Expected, answer, solutions
from tests.questions.sample_catalog import CATALOG, MANIFEST, THINGS

Rows = set[tuple[str, ...]]
NO_DECISIONS: Final = Path(__file__).parent
"""A folder without a file of reviewed decisions."""
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
ANSWERS: Final[dict[str, tuple[dict[str, str], tuple[str, ...], Rows]]] = {
    "access-levels-of-artifacts": (
        {},
        ("artifact", "access", "modality", "issued"),
        {
            ("base", "open weights, unrestricted", "code; text", "2024-05-03"),
        },
    ),
    "artifacts-changed-since": ({"since": "2024-06-15"}, ("artifact", "modified"), {("base", "2024-06")}),
    "artifacts-of-a-developer": (
        {"organization": "sample.lab"},
        ("artifact", "class", "level", "modified"),
        {("base", "model", "checkpoint", "2024-06")},
    ),
    "artifacts-under-a-license": (
        {"license": "sample.mit"},
        ("artifact", "component", "developer"),
        {("base", "as a whole; weights", "lab"), ("pages", "as a whole", "")},
    ),
    "catalogs": (
        {},
        ("catalog", "homepage", "license", "attribution", "update_rate"),
        {("Sample index", MANIFEST.homepage, CC_BY, MANIFEST.attribution, "weekly")},
    ),
    "countries-of-organizations": (
        {},
        ("country", "organizations", "developers"),
        {("France", "1", "1")},
    ),
    "coverage": (
        {"kind": "dataset"},
        ("property", "things", "known", "unknown", "silent"),
        {
            ("has license", "3", "1", "0", "2"),
            ("developed by", "3", "0", "0", "3"),
            ("issued", "3", "1", "0", "2"),
            ("supports language", "3", "1", "0", "2"),
        },
    ),
    "datasets-as-described": (
        {"about": "sample.described"},
        ("dataset", "relation", "value"),
        {
            ("described", "published by", "lab"),
            ("described", "conforms to", "http://mlcommons.org/croissant/1.1"),
            ("described", "file format", "application/zip"),
            ("described", "file format", "text/csv"),
            ("described", "Hub repository", "lab/described"),
            ("described", "issued", "2024-05-03"),
            ("described", "keyword", "birds"),
            ("described", "language", "English"),
            ("described", "number", "number of files: 2"),
        },
    ),
    "datasets-without-license": ({"min_models": "1"}, ("dataset", "models", "looked_for"), {("corpus", "1", "")}),
    "descendants-of-a-model": (
        {"model": "sample.base"},
        ("derived", "parent"),
        {("tuned", "base"), ("merged", "base"), ("merged", "tuned"), ("small", "merged"), ("adapter", "small")},
    ),
    "conflicts": (
        {"type": "parameter-count", "source": "catalog-sample", "thing": "model/sample.base"},
        ("about", "matter", "difference", "value", "shown", "said_by", "graph", "entry"),
        {
            (
                "base",
                "number of parameters",
                "rounding",
                count,
                shown,
                "Sample index",
                "graph/sample",
                "model/sample.base",
            )
            for count, shown in (("6740000000", "true"), ("7000000000", "false"))
        },
    ),
    "families-and-their-members": (
        {},
        ("artifact", "level", "relation", "other"),
        {
            ("base", "checkpoint", "member of family", "family"),
            ("tuned", "", "variant of", "base"),
            ("adapter", "", "repository of", "tuned"),
        },
    ),
    "how-source-values-were-read": (
        {"status": "alias"},
        ("property", "written", "meaning", "things", "source"),
        {("has license", "The MIT license", "mit", "1", "Sample index")},
    ),
    "identifiers-of-a-thing": (
        {"thing": "license/sample.mit"},
        ("scheme", "identifier"),
        {("identifier", "MIT"), ("identifier", "Expat"), ("same thing elsewhere", "http://spdx.org/licenses/MIT")},
    ),
    "languages-of-artifacts": (
        {"spoken": "eng"},
        ("artifact", "language", "code", "basis"),
        {("described", "English", "eng", "")},
    ),
    "how-artifacts-build-on-others": (
        {"kind": "derives from"},
        ("artifact", "relation", "other", "basis"),
        {
            (artifact, "derives from", other, "")
            for artifact, other in (
                ("tuned", "base"),
                ("merged", "tuned"),
                ("merged", "base"),
                ("small", "merged"),
                ("adapter", "small"),
            )
        },
    ),
    "licenses-above-a-model": (
        {"model": "sample.merged"},
        ("step", "ancestor", "license", "category", "osi_approved", "restricts_use"),
        {
            ("0", "merged", "restrictive", "free restricted", "", "true"),
            ("1", "tuned", "", "", "", ""),
            ("1", "base", "mit", "permissive", "true", ""),
        },
    ),
    "licenses-on-the-spdx-list": (
        {},
        ("license", "on_list", "artifacts"),
        {("mit", "yes", "2"), ("restrictive", "no", "2")},
    ),
    "licenses-by-category": (
        {},
        ("license", "category", "osi_approved", "fsf_free", "deprecated", "artifacts"),
        {
            ("mit", "permissive", "true", "true", "false", "2"),
            ("restrictive", "free restricted", "", "", "", "1"),
        },
    ),
    "models-derived-from-a-model": (
        {"model": "sample.base"},
        ("derived", "basis"),
        {("tuned", ""), ("merged", "")},
    ),
    "model-lineage": (
        {"model": "sample.adapter"},
        ("derived", "relation", "parent"),
        {
            ("adapter", "adapter of", "small"),
            ("small", "quantized from", "merged"),
            ("merged", "merged from", "tuned"),
            ("merged", "merged from", "base"),
            ("tuned", "fine-tuned from", "base"),
        },
    ),
    "most-descended-models": (
        {"min_descendants": "1"},
        ("model", "descendants", "children", "generations"),
        {("base", "4", "2", "4"), ("tuned", "3", "1", "3"), ("merged", "2", "1", "2"), ("small", "1", "1", "1")},
    ),
    "most-reused-datasets": (
        {"min_models": "1"},
        ("dataset", "models", "developers", "datasets", "names"),
        {("corpus", "1", "1", "0", "lab")},
    ),
    "openness-by-component": (
        {},
        ("component", "level", "models"),
        {("weights", "open", "1"), ("weights", "partly open", "1")},
    ),
    "openness-of-a-model-by-source": (
        {"model": "sample.base"},
        ("component", "level", "license", "source"),
        {("weights", "partly open", "mit", "Sample index")},
    ),
    "training-compute-of-models": (
        {},
        ("model", "metric", "comparator", "value", "unit", "hardware"),
        {
            (
                "base",
                "compute of training",
                "about",
                "1500000",
                "exaFLOP",
                "512 chips",
            ),
            ("base", "emissions", "exactly", "30", "tonne of carbon dioxide equivalent", "512 chips"),
        },
    ),
    "what-each-source-adds": (
        {},
        ("source", "kind", "things", "only_here"),
        {
            ("Sample index", kind, number, number)
            for kind, number in (("dataset", "3"), ("license", "2"), ("model", "7"), ("organization", "1"))
        },
    ),
    "what-artifacts-are-made-of": (
        {},
        ("artifact", "relation", "other"),
        {("base", "depends on", "corpus"), ("corpus", "composed of", "pages")},
    ),
    "who-serves-models": ({}, ("model", "server", "developer"), {("base", "lab", "lab")}),
}


@pytest.fixture(scope="module")
def load() -> Load:
    loaded = read_catalog(CATALOG, Path())
    defined = {record.subject for record in loaded.records}
    map_catalog(loaded, load_vocabulary(Inputs().ontology), frozenset(defined), load_shapes(Inputs().shapes))
    return loaded


@pytest.fixture(scope="module")
def store(load: Load) -> Store:
    return assemble(load.quads, Inputs(curated=NO_DECISIONS))[0]


def test_every_entry_of_the_catalog_meets_the_constraints(load: Load) -> None:
    assert load.rejected == list[Rejected]()
    assert load.mapped == len(THINGS) + 1


def test_what_rests_on_the_entries_of_a_catalog_breaks_no_rule_of_the_whole_graph(store: Store) -> None:
    results = validate_whole_graph(store, load_shapes(Inputs().shapes))
    assert [result for result in results if result.focus.startswith(iri("id:").value)] == list[Result]()


def test_what_a_catalog_says_is_in_its_own_graph_with_the_evidence_of_its_entry(store: Store) -> None:
    own, tuned = iri("graph:sample"), iri("id:model/sample.tuned")
    assert list(store.quads_for_pattern(tuned, iri("cairn:fineTunedFrom"), None, own))
    assert list(store.quads_for_pattern(tuned, iri("cairn:evidencedBy"), None, own))
    assert not list(store.quads_for_pattern(None, None, None, iri("graph:curated")))


@pytest.mark.parametrize("name", ANSWERS)
def test_a_catalog_gives_the_expected_answer(name: str, questions: Questions, store: Store) -> None:
    parameters, columns, rows = ANSWERS[name]
    expected = Expected(name, parameters, False, False, False, columns, frozenset(rows))
    assert answer(store, questions[name], expected) == rows


@pytest.mark.parametrize(
    ("question", "parameters", "column"),
    [
        ("conflicts", {"type": "release-date", "thing": "model/sample.dated"}, "property"),
        ("where-sources-disagree", {}, "about_property"),
    ],
)
def test_a_property_of_another_vocabulary_has_a_name_in_conflicts(
    question: str, parameters: dict[str, str], column: str, questions: Questions, store: Store
) -> None:
    names = answer(
        store, questions[question], Expected(question, parameters, False, False, False, (column,), frozenset())
    )
    assert ("issued",) in names
    assert ("",) not in names


def test_a_license_with_two_identifiers_is_one_row(questions: Questions, store: Store) -> None:
    rows = list(solutions(store, bind(questions["licenses-by-category"], {})))
    identifiers = {row["license"].value: row["identifier"] for row in rows}
    assert len(rows) == len(identifiers)
    assert set(identifiers["mit"].value.split("; ")) == {"MIT", "Expat"}
    assert identifiers["restrictive"] is None
