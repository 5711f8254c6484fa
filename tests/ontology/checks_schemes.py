"""Integrity of the concept schemes: the conditions of SKOS, and what ours ask for beyond them."""

import re
from collections import Counter, defaultdict
from typing import Final

from rdflib import DCTERMS, ORG, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import BNode, Node

from tests.ontology.checks import BRITISH, CAIRN, CONCEPT_BASE, Check, Problems, above, local_name

DQV: Final = Namespace("http://www.w3.org/ns/dqv#")
SLUG: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,119}")
EXTRA_TYPES: Final = {
    "build-metric": DQV.Metric,
    "country": DCTERMS.Location,
    "language": DCTERMS.LinguisticSystem,
    "region": DCTERMS.Location,
    "role": ORG.Role,
}
"""What the concepts of a scheme are besides concepts."""
MAPPINGS: Final = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


def concepts(graph: Graph) -> list[Node]:
    return sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)


def schemes(graph: Graph) -> list[Node]:
    return sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str)


def scheme_of(concept: Node) -> URIRef:
    return URIRef(str(concept).rpartition("/")[0])


def blank_node(graph: Graph) -> Problems:
    for node in {node for triple in graph for node in triple if isinstance(node, BNode)}:
        yield node, "is a blank node"


def one_label(graph: Graph) -> Problems:
    for concept in concepts(graph):
        languages = Counter(getattr(label, "language", None) for label in graph.objects(concept, SKOS.prefLabel))
        if languages["en"] != 1 or max(languages.values()) > 1:
            yield concept, "has not exactly one skos:prefLabel in English"


def shared_label(graph: Graph) -> Problems:
    seen: dict[tuple[Node, str], Node] = {}
    for concept in concepts(graph):
        for scheme in graph.objects(concept, SKOS.inScheme):
            for label in graph.objects(concept, SKOS.prefLabel):
                other = seen.setdefault((scheme, str(label).lower()), concept)
                if other != concept:
                    yield concept, f"has the label of {local_name(other)}"


def clashing_label(graph: Graph) -> Problems:
    for concept in concepts(graph):
        if set(graph.objects(concept, SKOS.prefLabel)) & set(graph.objects(concept, SKOS.altLabel)):
            yield concept, "has the same preferred and alternative label"


def one_definition(graph: Graph) -> Problems:
    for node in (*concepts(graph), *schemes(graph)):
        if len(list(graph.objects(node, SKOS.definition))) != 1:
            yield node, "has not exactly one skos:definition"


def poor_definition(graph: Graph) -> Problems:
    for node in (*concepts(graph), *schemes(graph)):
        for text in map(str, graph.objects(node, SKOS.definition)):
            label = str(graph.value(node, SKOS.prefLabel, any=True))
            repeats = re.sub(r"\W", "", text).lower() == re.sub(r"\W", "", label).lower()
            if repeats or not re.fullmatch(r"[A-Z].*\.", text) or re.search(r"\s{2}", text):
                yield node, "has a definition that is no sentence or says nothing more than the label"


def shared_definition(graph: Graph) -> Problems:
    holders: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for concept in concepts(graph):
        for text in graph.objects(concept, SKOS.definition):
            holders[scheme_of(concept), str(text)].append(concept)
    for same in holders.values():
        if len(same) > 1:
            yield same[0], f"shares its definition with {', '.join(map(local_name, same[1:]))}"


def no_source(graph: Graph) -> Problems:
    for node in (*concepts(graph), *schemes(graph)):
        sources = list(graph.objects(node, DCTERMS.source))
        if not sources or not all(isinstance(source, URIRef) for source in sources):
            yield node, "has no dct:source that is an IRI"


def wrong_scheme(graph: Graph) -> Problems:
    for concept in concepts(graph):
        if set(graph.objects(concept, SKOS.inScheme)) != {scheme_of(concept)}:
            yield concept, "is not in the scheme that its IRI names, or in more than that"


def not_defined_here(graph: Graph) -> Problems:
    for concept in concepts(graph):
        if set(graph.objects(concept, RDFS.isDefinedBy)) != {scheme_of(concept)}:
            yield concept, "does not say that its scheme defines it"


def bad_slug(graph: Graph) -> Problems:
    for node in (*concepts(graph), *schemes(graph)):
        steps = str(node).removeprefix(CONCEPT_BASE).split("/")
        depth = 2 if (node, RDF.type, SKOS.Concept) in graph else 1
        if len(steps) != depth or not all(SLUG.fullmatch(step) for step in steps):
            yield node, "has an IRI that is not made of a scheme and a slug"


def british_spelling(graph: Graph) -> Problems:
    for node in (*concepts(graph), *schemes(graph)):
        for text in (str(node), *map(str, graph.objects(node, SKOS.prefLabel | SKOS.definition))):
            if found := BRITISH.search(text):
                yield node, f"is spelled the British way: {found[0]}"


def undescribed_scheme(graph: Graph) -> Problems:
    for scheme in schemes(graph):
        for relation in (DCTERMS.title, RDFS.label, DCTERMS.license, RDFS.isDefinedBy):
            if not list(graph.objects(scheme, relation)):
                yield scheme, f"has no {local_name(relation)}"


def broader_cycle(graph: Graph) -> Problems:
    for concept in concepts(graph):
        if concept in above(graph, concept, SKOS.broader):
            yield concept, "is broader than itself"


def one_way(graph: Graph) -> Problems:
    for there, back in (
        (SKOS.broader, SKOS.narrower),
        (SKOS.related, SKOS.related),
        (SKOS.topConceptOf, SKOS.hasTopConcept),
    ):
        for forth, opposite in ((there, back), (back, there)):
            for start, end in graph.subject_objects(forth):
                if (end, opposite, start) not in graph:
                    yield start, f"is tied to {local_name(end)} by {local_name(forth)} one way only"


def crossing_scheme(graph: Graph) -> Problems:
    for relation in (SKOS.broader, SKOS.narrower, SKOS.related, CAIRN.precedes):
        for start, end in graph.subject_objects(relation):
            if scheme_of(start) != scheme_of(end) or (end, RDF.type, SKOS.Concept) not in graph:
                yield start, f"has a {local_name(relation)} outside its scheme; use a mapping"


def wrong_top(graph: Graph) -> Problems:
    for concept in concepts(graph):
        top = bool(list(graph.objects(concept, SKOS.topConceptOf)))
        if top == bool(list(graph.objects(concept, SKOS.broader))):
            yield concept, "is either top concept or has a broader one, not both or neither"


def related_and_broader(graph: Graph) -> Problems:
    for concept in concepts(graph):
        if set(graph.objects(concept, SKOS.related)) & above(graph, concept, SKOS.broader):
            yield concept, "is related to a concept above it"


def clashing_mapping(graph: Graph) -> Problems:
    for concept in concepts(graph):
        targets = Counter(target for relation in MAPPINGS for target in graph.objects(concept, relation))
        if any(count > 1 for count in targets.values()):
            yield concept, "is matched in two ways to the same concept"


def broken_order(graph: Graph) -> Problems:
    links = list(graph.subject_objects(CAIRN.precedes))
    for end in (0, 1):
        for concept, count in Counter(link[end] for link in links).items():
            if count > 1:
                yield concept, "has more than one neighbor on one side of the order"
    for concept, _ in links:
        if concept in above(graph, concept, CAIRN.precedes):
            yield concept, "comes before itself"
    for scheme in {scheme_of(concept) for concept, _ in links}:
        chained = {concept for link in links for concept in link if scheme_of(concept) == scheme}
        starts = [concept for concept in chained if not list(graph.subjects(CAIRN.precedes, concept))]
        if len(starts) > 1:
            yield scheme, "has an order of several pieces"


def order_unlike_notation(graph: Graph) -> Problems:
    for start, end in graph.subject_objects(CAIRN.precedes):
        first, second = (str(graph.value(concept, SKOS.notation, any=True) or "") for concept in (start, end))
        if not first < second:
            yield start, "comes before a concept whose notation is not higher"


def shared_notation(graph: Graph) -> Problems:
    seen: dict[tuple[str, str], Node] = {}
    for concept in concepts(graph):
        for notation in graph.objects(concept, SKOS.notation):
            other = seen.setdefault((scheme_of(concept), str(notation)), concept)
            if other != concept:
                yield concept, f"has the notation of {local_name(other)}"


def missing_type(graph: Graph) -> Problems:
    for concept in concepts(graph):
        wanted = EXTRA_TYPES.get(local_name(scheme_of(concept)))
        if wanted and (concept, RDF.type, wanted) not in graph:
            yield concept, f"is not also a {local_name(wanted)}"


CHECKS: Final = (
    Check("S01", "no blank nodes", blank_node),
    Check("S02", "one preferred label in English", one_label),
    Check("S03", "labels are unique in a scheme", shared_label),
    Check("S04", "preferred and alternative labels differ", clashing_label),
    Check("S05", "one definition", one_definition),
    Check("S06", "definitions say something, in a sentence", poor_definition),
    Check("S07", "definitions are unique in a scheme", shared_definition),
    Check("S08", "a source", no_source),
    Check("S09", "a concept is in its scheme only", wrong_scheme),
    Check("S10", "a concept is defined by its scheme", not_defined_here),
    Check("S11", "IRIs are made of scheme and slug", bad_slug),
    Check("S12", "American spelling", british_spelling),
    Check("S13", "a scheme is described", undescribed_scheme),
    Check("S14", "no concept is broader than itself", broader_cycle),
    Check("S15", "links between concepts go both ways", one_way),
    Check("S16", "hierarchies and orders stay in their scheme", crossing_scheme),
    Check("S17", "top concepts are those without a broader one", wrong_top),
    Check("S18", "related concepts are not above each other", related_and_broader),
    Check("S19", "one kind of match for each target", clashing_mapping),
    Check("S20", "an order is one chain", broken_order),
    Check("S21", "notations follow the order", order_unlike_notation),
    Check("S22", "notations are unique in a scheme", shared_notation),
    Check("S23", "countries, languages, regions and roles have their second type", missing_type),
)
