"""Structural pitfalls of the OOPS! catalog that need no dictionary and no judgment, in our own words."""

import re
from collections.abc import Iterator
from typing import Final

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import BNode, Node

from tests.ontology.checks import CAIRN, Check, Problems, above, entities, local_name, members, own, terms

STRUCTURAL: Final = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    OWL.disjointWith,
    OWL.inverseOf,
    OWL.someValuesFrom,
    OWL.allValuesFrom,
    OWL.onProperty,
)
BUILT_IN: Final = (str(OWL), str(RDFS), str(RDF), "http://www.w3.org/2001/XMLSchema#")
OBJECT: Final = OWL.ObjectProperty
DATA: Final = OWL.DatatypeProperty


def unconnected(graph: Graph) -> Problems:
    tied = {node for relation in STRUCTURAL for pair in graph.subject_objects(relation) for node in pair}
    tied |= set(graph.objects(None, RDF.first))
    for term in entities(graph, OWL.Class, OBJECT, DATA):
        if term not in tied:
            yield term, "is tied to no other term"


def hierarchy_cycle(graph: Graph) -> Problems:
    for term in entities(graph, OWL.Class, OBJECT, DATA):
        for relation in (RDFS.subClassOf, RDFS.subPropertyOf):
            if term in above(graph, term, relation) - set(graph.objects(term, relation)):
                yield term, "lies above itself"


def merged_concepts(graph: Graph) -> Problems:
    for term in entities(graph, OWL.Class):
        if re.search(r"[a-z](And|Or)[A-Z]", local_name(term)):
            yield term, "names two things in one class"


def no_disjointness(graph: Graph) -> Problems:
    declared = (*graph.subjects(RDF.type, OWL.AllDisjointClasses), *graph.subjects(OWL.disjointWith, None))
    if not declared:
        yield CAIRN[""], "no two classes are disjoint"


def missing_domain_or_range(graph: Graph) -> Problems:
    for term in entities(graph, OBJECT, DATA):
        for relation in (RDFS.domain, RDFS.range):
            if graph.value(term, relation, any=True) is None:
                yield term, f"has no {local_name(relation)}"


def unlinked_namesakes(graph: Graph, kinds: tuple[URIRef, ...], links: tuple[URIRef, ...]) -> Problems:
    foreign = {
        local_name(term).lower(): term
        for kind in kinds
        for term in graph.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and not own(term)
    }
    for term in entities(graph, *kinds):
        namesake = foreign.get(local_name(term).lower())
        if namesake and not any(namesake in above(graph, term, link) for link in links):
            yield term, f"has the name of {namesake} and is not tied to it"


def namesake_property(graph: Graph) -> Problems:
    return unlinked_namesakes(graph, (OBJECT, DATA), (RDFS.subPropertyOf, OWL.equivalentProperty))


def namesake_class(graph: Graph) -> Problems:
    return unlinked_namesakes(graph, (OWL.Class,), (RDFS.subClassOf, OWL.equivalentClass))


def passives(name: str) -> Iterator[str]:
    """Names that the inverse of a property called `name` would usually have."""
    stem = name.removesuffix("s")
    yield from (f"{stem}By", f"{stem}dBy", f"{stem}edBy")
    if name.startswith("has"):
        noun = name[3:4].lower() + name[4:]
        yield from (f"{noun}Of", f"is{noun[:1].upper()}{noun[1:]}Of")


def undeclared_inverse(graph: Graph) -> Problems:
    properties = set(entities(graph, OBJECT))
    for term in sorted(properties):
        for other in (CAIRN[name] for name in passives(local_name(term))):
            paired = (term, OWL.inverseOf, other) in graph or (other, OWL.inverseOf, term) in graph
            if other in properties and not paired:
                yield term, f"is not declared the inverse of {local_name(other)}"


def wrong_inverse(graph: Graph) -> Problems:
    for term, other in graph.subject_objects(OWL.inverseOf):
        for here, there in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            if term != other and ends(graph, term, here) != ends(graph, other, there):
                yield term, f"its {local_name(here)} is not the {local_name(there)} of its inverse"


def ends(graph: Graph, term: Node, relation: URIRef) -> set[Node]:
    return {member for end in graph.objects(term, relation) for member in members(graph, end)}


def several_domains_or_ranges(graph: Graph) -> Problems:
    for term in entities(graph, OBJECT, DATA):
        for relation in (RDFS.domain, RDFS.range):
            if len(list(graph.objects(term, relation))) > 1:
                yield term, f"has several of {local_name(relation)}, which means their intersection; write a union"


def miscellaneous_class(graph: Graph) -> Problems:
    for term in entities(graph, OWL.Class):
        if re.search(r"(^|[a-z])(Other|Misc|Miscellaneous|Unknown)([A-Z]|$)", local_name(term)):
            yield term, "is a class of leftovers"


def naming(graph: Graph) -> Problems:
    for term in terms(graph):
        pattern = r"[A-Z][A-Za-z0-9]*" if (term, RDF.type, OWL.Class) in graph else r"[a-z][A-Za-z0-9]*"
        if not re.fullmatch(pattern, local_name(term)):
            yield term, "is not named UpperCamel (class) or lowerCamel (property)"


def recursive_definition(graph: Graph) -> Problems:
    for term in entities(graph, OWL.Class, OBJECT, DATA):
        for relation in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty):
            for expression in graph.objects(term, relation):
                inside = graph.objects(expression, None) if isinstance(expression, BNode) else ()
                if term in {*members(graph, expression), *inside}:
                    yield term, "is defined by itself"


def inverse_of_itself(graph: Graph) -> Problems:
    for term in entities(graph, OBJECT):
        if (term, OWL.inverseOf, term) in graph:
            yield term, "is its own inverse; declare it symmetric"


def inverse_of_symmetric(graph: Graph) -> Problems:
    for term in entities(graph, OBJECT):
        inverses = set(graph.objects(term, OWL.inverseOf)) - {term}
        if (term, RDF.type, OWL.SymmetricProperty) in graph and inverses:
            yield term, "is symmetric and yet has an inverse"


def chain_of_one(graph: Graph) -> Problems:
    for term, chain in graph.subject_objects(OWL.propertyChainAxiom):
        if len(Collection(graph, chain)) < 2:
            yield term, "has a chain of one step; write a subproperty"


def untyped(graph: Graph, relations: tuple[URIRef, ...], kinds: tuple[URIRef, ...]) -> Problems:
    for relation in relations:
        for start, end in graph.subject_objects(relation):
            for node in members(graph, end):
                known = isinstance(node, BNode) or str(node).startswith(BUILT_IN)
                if not known and not any((node, RDF.type, kind) in graph for kind in kinds):
                    yield node, f"is used by {local_name(start)} and not declared"


def untyped_class(graph: Graph) -> Problems:
    objects = tuple(entities(graph, OBJECT))
    yield from untyped(graph, (RDFS.subClassOf, RDFS.domain, OWL.disjointWith), (OWL.Class,))
    for term in objects:
        for end in graph.objects(term, RDFS.range):
            for node in members(graph, end):
                builtin = str(node).startswith(BUILT_IN)
                if not builtin and (node, RDF.type, OWL.Class) not in graph:
                    yield node, f"is the range of {local_name(term)} and not declared"


def untyped_property(graph: Graph) -> Problems:
    kinds = (OBJECT, DATA, OWL.AnnotationProperty)
    yield from untyped(graph, (RDFS.subPropertyOf, OWL.inverseOf, OWL.onProperty), kinds)
    for predicate in set(graph.predicates()):
        declared = any((predicate, RDF.type, kind) in graph for kind in kinds)
        if not declared and not str(predicate).startswith(BUILT_IN):
            yield predicate, "is used as a property and not declared"


CHECKS: Final = (
    Check("P04", "every term is tied to another", unconnected),
    Check("P05", "an inverse swaps domain and range", wrong_inverse),
    Check("P06", "no term lies above itself", hierarchy_cycle),
    Check("P07", "a class is one thing", merged_concepts),
    Check("P10", "disjoint classes are declared", no_disjointness),
    Check("P11", "every property has domain and range", missing_domain_or_range),
    Check("P12", "a property named as a reused one is tied to it", namesake_property),
    Check("P13", "properties named as a pair are inverses", undeclared_inverse),
    Check("P19", "one domain, one range", several_domains_or_ranges),
    Check("P21", "no class of leftovers", miscellaneous_class),
    Check("P22", "one way of naming", naming),
    Check("P24", "no term is defined by itself", recursive_definition),
    Check("P25", "no property is its own inverse", inverse_of_itself),
    Check("P26", "a symmetric property has no inverse", inverse_of_symmetric),
    Check("P30", "a class named as a reused one is tied to it", namesake_class),
    Check("P33", "chains have two steps or more", chain_of_one),
    Check("P34", "every class that is used is declared", untyped_class),
    Check("P35", "every property that is used is declared", untyped_property),
)
