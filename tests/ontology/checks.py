"""What a check of the ontology is, and the views of a graph that several checks take."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

CAIRN: Final = Namespace("https://w3id.org/opencairn/ontology#")
ONTOLOGY_IRI: Final = URIRef("https://w3id.org/opencairn/ontology")
CONCEPT_BASE: Final = "https://w3id.org/opencairn/concept/"

PROPERTY_KINDS: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
ENTITY_KINDS: Final = (OWL.Class, *PROPERTY_KINDS)

BRITISH: Final = re.compile(
    r"(?i:licence|artefact|behaviour|favour|colour|labour|endeavour|neighbour|honour|catalogue|centre|fibre"
    r"|defence|programme|organis|recognis|analys(?:ed|ing|er)|summaris|democratis|catalys(?:ed|ing)|labell|modell"
    r"|travell|\bgrey\b|enrol\b|fulfil\b)"
)
"""Spellings that our identifiers and texts do not use."""

Problems = Iterator[tuple[Node, str]]


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that one check does not like."""

    code: str
    subject: str
    message: str


@dataclass(frozen=True)
class Check:
    """One rule.

    Attributes:
        code: its name where it comes from: P.. OOPS!, capitals and number FOOPS!, words ROBOT and FIBO, DL.. OWL 2 DL.
        wants: what a sound ontology has.
        find: yields each subject that breaks the rule, with what is wrong.
    """

    code: str
    wants: str
    find: Callable[[Graph], Problems]


def run(checks: Iterable[Check], graph: Graph) -> list[Finding]:
    return sorted(
        {Finding(check.code, str(subject), message) for check in checks for subject, message in check.find(graph)}
    )


def own(node: Node) -> bool:
    return isinstance(node, URIRef) and node.startswith(CAIRN)


def local_name(node: Node) -> str:
    return re.split(r"[#/]", str(node))[-1]


def entities(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    """Our terms of the given kinds, sorted."""
    found = {term for kind in kinds for term in graph.subjects(RDF.type, kind) if own(term)}
    return sorted(term for term in found if isinstance(term, URIRef))


def terms(graph: Graph) -> list[URIRef]:
    return entities(graph, *ENTITY_KINDS)


def ontologies(graph: Graph) -> list[Node]:
    return sorted(graph.subjects(RDF.type, OWL.Ontology), key=str)


def members(graph: Graph, expression: Node) -> list[Node]:
    """The named classes of a class expression: itself, or what it is a union or intersection of."""
    for operator in (OWL.unionOf, OWL.intersectionOf):
        listed = graph.value(expression, operator)
        if listed is not None:
            return list(Collection(graph, listed))
    return [expression]


def above(graph: Graph, term: Node, relation: URIRef) -> set[Node]:
    """What is reached from `term` by one or more steps; holds `term` itself only if it lies on a cycle."""
    reached = {end for start in graph.objects(term, relation) for end in graph.transitive_objects(start, relation)}
    return {end for end in reached if end is not None}


def definitions(graph: Graph, term: Node) -> list[str]:
    return [str(text) for text in graph.objects(term, SKOS.definition)]


def labels(graph: Graph, term: Node) -> list[str]:
    return [str(text) for text in graph.objects(term, RDFS.label)]
