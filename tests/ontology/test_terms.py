import pytest
from rdflib import OWL, Graph

from ingest.data_folders import folder
from tests.ontology import checks_metadata, checks_owl_dl, checks_structure, checks_words
from tests.ontology.bad_terms import METADATA, OWL_DL, SOUND, STRUCTURE, WORDS, Spoiled
from tests.ontology.checks import Check, entities, run

CHECKS = (*checks_structure.CHECKS, *checks_words.CHECKS, *checks_metadata.CHECKS, *checks_owl_dl.CHECKS)
SPOILED = (*STRUCTURE, *WORDS, *METADATA, *OWL_DL)
ONTOLOGY = folder("ontology")


@pytest.fixture(scope="module")
def core() -> Graph:
    return Graph().parse(ONTOLOGY / "core.ttl")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.code}: {check.wants}")
def test_the_ontology_has(check: Check, core: Graph) -> None:
    assert run([check], core) == []


def test_the_small_sound_ontology_passes_every_check() -> None:
    assert run(CHECKS, Graph().parse(data=SOUND)) == []


@pytest.mark.parametrize("spoiled", SPOILED, ids=lambda spoiled: spoiled.code)
def test_a_mistake_is_found_by_its_check_alone(spoiled: Spoiled) -> None:
    found = run(CHECKS, Graph().parse(data=spoiled.turtle(SOUND)))
    assert {finding.code for finding in found} == {spoiled.code}, found


def test_every_check_has_a_mistake_to_find() -> None:
    assert {spoiled.code for spoiled in SPOILED} == {check.code for check in CHECKS}


def test_codes_are_given_once() -> None:
    codes = [check.code for check in CHECKS]
    assert sorted(codes) == sorted(set(codes))


def test_the_ontology_is_no_smaller_than_its_draft(core: Graph) -> None:
    assert len(entities(core, OWL.Class)) >= 31
    assert len(entities(core, OWL.ObjectProperty, OWL.DatatypeProperty)) >= 65
