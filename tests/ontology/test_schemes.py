from pathlib import Path

import pytest
from rdflib import OWL, RDF, SKOS, Graph, URIRef

from ingest.data_folders import folder
from tests.ontology.bad_schemes import SOUND, SPOILED
from tests.ontology.bad_terms import Spoiled
from tests.ontology.checks import CAIRN, CONCEPT_BASE, Check, run
from tests.ontology.checks_schemes import CHECKS, concepts, schemes

ONTOLOGY = folder("ontology")
FILES = sorted((ONTOLOGY / "concepts").glob("*.ttl"))


@pytest.fixture(scope="module")
def all_schemes() -> Graph:
    graph = Graph()
    for path in FILES:
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def core() -> Graph:
    return Graph().parse(ONTOLOGY / "core.ttl")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.code}: {check.wants}")
def test_the_schemes_have(check: Check, all_schemes: Graph) -> None:
    assert run([check], all_schemes) == []


def test_the_small_sound_schemes_pass_every_check() -> None:
    assert run(CHECKS, Graph().parse(data=SOUND)) == []


@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda spoiled: spoiled.code)
def test_a_mistake_is_found_by_its_check_alone(spoiled: Spoiled) -> None:
    found = run(CHECKS, Graph().parse(data=spoiled.turtle(SOUND)))
    assert {finding.code for finding in found} == {spoiled.code}, found


def test_every_check_has_a_mistake_to_find() -> None:
    assert [spoiled.code for spoiled in SPOILED] == [check.code for check in CHECKS]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_the_scheme_it_is_named_after_and_no_other(path: Path) -> None:
    graph = Graph().parse(path)
    assert schemes(graph) == [URIRef(CONCEPT_BASE + path.stem)]
    assert concepts(graph)
    assert {str(subject).removeprefix(CONCEPT_BASE).split("/")[0] for subject in graph.subjects()} == {path.stem}


def test_there_are_no_fewer_schemes_than_in_the_draft(all_schemes: Graph) -> None:
    assert len(schemes(all_schemes)) >= 16


def test_every_scheme_that_a_property_names_exists(core: Graph, all_schemes: Graph) -> None:
    assert set(core.objects(None, CAIRN.usesScheme)) <= set(schemes(all_schemes))


def test_concepts_say_nothing_with_a_term_of_ours_that_the_ontology_lacks(core: Graph, all_schemes: Graph) -> None:
    ours = {predicate for predicate in all_schemes.predicates() if str(predicate).startswith(CAIRN)}
    assert ours <= set(core.subjects(RDF.type, OWL.ObjectProperty))


def test_lifecycle_and_journey_have_an_order(all_schemes: Graph) -> None:
    lifecycle, journey = (f"{CONCEPT_BASE}{scheme}/" for scheme in ("lifecycle-stage", "journey-stage"))
    assert chain(all_schemes, URIRef(f"{lifecycle}pre-training")) == [
        f"{lifecycle}{slug}" for slug in ("pre-training", "post-training", "public-release-of-weights", "post-release")
    ]
    assert chain(all_schemes, URIRef(f"{journey}discovering")) == [
        f"{journey}{slug}" for slug in ("discovering", "joining", "contributing", "leading")
    ]


def chain(graph: Graph, start: URIRef) -> list[str]:
    return [str(concept) for concept in graph.transitive_objects(start, CAIRN.precedes)]


def test_the_four_kinds_of_not_known_are_four(all_schemes: Graph) -> None:
    statuses = all_schemes.subjects(SKOS.inScheme, URIRef(f"{CONCEPT_BASE}knowledge-status"))
    assert {str(status).rpartition("/")[2] for status in statuses} == {
        "unknown",
        "none",
        "not-disclosed",
        "not-applicable",
    }
