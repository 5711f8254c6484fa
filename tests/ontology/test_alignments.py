from pathlib import Path

import pytest
from rdflib import OWL, RDF, SKOS, Graph, URIRef
from rdflib.term import Node

from ingest.data_folders import folder
from tests.ontology.checks import CONCEPT_BASE, PROPERTY_KINDS, own
from tests.ontology.checks_metadata import unknown
from tests.ontology.checks_schemes import MAPPINGS

ONTOLOGY = folder("ontology")
LINKED_IN_PLACE = {"country", "language", "region"}
"""Schemes whose files hold their links to the lists of the European Union themselves."""


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return Graph().parse(ONTOLOGY / "alignments.ttl")


@pytest.fixture(scope="module")
def ours() -> Graph:
    graph = Graph().parse(ONTOLOGY / "core.ttl")
    for path in sorted((ONTOLOGY / "concepts").glob("*.ttl")):
        graph.parse(path)
    return graph


def links(graph: Graph) -> list[tuple[Node, Node, Node]]:
    return [(start, relation, end) for relation in MAPPINGS for start, end in graph.subject_objects(relation)]


def inside(node: Node) -> bool:
    return own(node) or str(node).startswith(CONCEPT_BASE)


def test_what_is_aligned_exists(alignments: Graph, ours: Graph) -> None:
    declared = set(ours.subjects(RDF.type, None))
    assert [start for start, _, _ in links(alignments) if start not in declared] == []


def test_alignments_lead_outside(alignments: Graph) -> None:
    assert [end for _, _, end in links(alignments) if inside(end) or not isinstance(end, URIRef)] == []


def test_terms_of_listed_vocabularies_exist(alignments: Graph) -> None:
    assert [end for _, _, end in links(alignments) if unknown(end)] == []


def test_a_term_that_is_not_in_its_vocabulary_is_noticed() -> None:
    assert unknown(URIRef("http://www.w3.org/ns/prov#wasInventedBy"))
    assert not unknown(URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"))


def test_a_target_is_aligned_in_one_way(alignments: Graph) -> None:
    pairs = [(start, end) for start, _, end in links(alignments)]
    assert sorted(pairs) == sorted(set(pairs))


def test_alignments_hold_nothing_else(alignments: Graph) -> None:
    others = set(alignments) - set(links(alignments))
    assert {relation for _, relation, _ in others} == {RDF.type}
    assert {kind for _, _, kind in others} == {OWL.AnnotationProperty}


def test_an_alignment_does_not_repeat_an_anchor(alignments: Graph, ours: Graph) -> None:
    assert [(start, end) for start, _, end in links(alignments) if (start, None, end) in ours] == []


def test_classes_are_aligned_with_classes_and_properties_with_properties(alignments: Graph, ours: Graph) -> None:
    for start, _, end in links(alignments):
        if own(start):
            is_property = any((start, RDF.type, kind) in ours for kind in PROPERTY_KINDS)
            assert str(end).rpartition("#")[2].rpartition("/")[2][0].islower() == is_property, (start, end)


@pytest.mark.parametrize(
    "path", [ONTOLOGY / "core.ttl", *sorted((ONTOLOGY / "concepts").glob("*.ttl"))], ids=lambda path: path.stem
)
def test_links_to_other_vocabularies_are_in_no_other_file(path: Path) -> None:
    found = [end for _, _, end in links(Graph().parse(path)) if not inside(end)]
    assert found == [] or path.stem in LINKED_IN_PLACE


def test_countries_and_languages_are_linked_to_authority_lists(ours: Graph) -> None:
    for scheme in ("country", "language"):
        for concept in ours.subjects(SKOS.inScheme, URIRef(CONCEPT_BASE + scheme)):
            code = str(concept).rpartition("/")[2].upper()
            target = f"http://publications.europa.eu/resource/authority/{scheme}/{code}"
            assert (concept, SKOS.exactMatch, URIRef(target)) in ours
