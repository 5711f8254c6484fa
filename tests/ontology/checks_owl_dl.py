"""The restrictions of OWL 2 DL that an ontology written by hand is likely to break."""

from typing import Final

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import BNode, Node

from tests.ontology.checks import (
    ENTITY_KINDS,
    PROPERTY_KINDS,
    Check,
    Problems,
    above,
    entities,
    local_name,
    members,
    own,
)

RESERVED: Final = (str(OWL), str(RDFS), str(RDF), str(XSD))
VOCABULARY_KINDS: Final = frozenset(
    {
        *ENTITY_KINDS,
        OWL.Ontology,
        OWL.AllDisjointClasses,
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
        OWL.IrreflexiveProperty,
        OWL.ReflexiveProperty,
        OWL.SymmetricProperty,
        OWL.AsymmetricProperty,
        OWL.TransitiveProperty,
        OWL.Restriction,
        OWL.NamedIndividual,
    }
)
NEEDS_SIMPLE: Final = (
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.AsymmetricProperty,
)
OBJECT_ONLY: Final = (
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.ReflexiveProperty,
    OWL.SymmetricProperty,
    OWL.AsymmetricProperty,
    OWL.TransitiveProperty,
)
XSD_NAMES: Final = (
    *("anyURI", "base64Binary", "boolean", "byte", "dateTime", "dateTimeStamp", "decimal", "double", "float"),
    *("hexBinary", "int", "integer", "language", "long", "Name", "NCName", "negativeInteger", "NMTOKEN"),
    *("nonNegativeInteger", "nonPositiveInteger", "normalizedString", "positiveInteger", "short", "string", "token"),
    *("unsignedByte", "unsignedInt", "unsignedLong", "unsignedShort"),
)
DATATYPES: Final = frozenset(
    {RDFS.Literal, RDF.langString, RDF.PlainLiteral, RDF.XMLLiteral, OWL.real, OWL.rational}
    | {XSD[name] for name in XSD_NAMES}
)
"""The datatype map of OWL 2; xsd:date, xsd:gYear and xsd:gYearMonth are not in it."""


def punned(graph: Graph) -> Problems:
    for term in set(graph.subjects(RDF.type, None)):
        kinds = [kind for kind in (*PROPERTY_KINDS, OWL.Class) if (term, RDF.type, kind) in graph]
        if len(kinds) > 1:
            yield term, f"is declared as {' and '.join(map(local_name, kinds))}"


def reserved(graph: Graph) -> Problems:
    for subject in set(graph.subjects()):
        if str(subject).startswith(RESERVED):
            yield subject, "belongs to the language and must not be described"
    for subject, kind in graph.subject_objects(RDF.type):
        if str(kind).startswith(RESERVED) and kind not in VOCABULARY_KINDS:
            yield subject, f"has the type {local_name(kind)}, which OWL 2 DL does not give to terms"


def composite(graph: Graph) -> set[Node]:
    """Properties that are transitive, made by a chain, or above such a property."""
    start = {*graph.subjects(RDF.type, OWL.TransitiveProperty), *graph.subjects(OWL.propertyChainAxiom, None)}
    return start | {upper for term in start for upper in above(graph, term, RDFS.subPropertyOf)}


def not_simple(graph: Graph) -> Problems:
    for term in composite(graph):
        for kind in NEEDS_SIMPLE:
            if (term, RDF.type, kind) in graph:
                yield term, f"is {local_name(kind)} and composite"


def data_property_as_object(graph: Graph) -> Problems:
    for term in entities(graph, OWL.DatatypeProperty):
        for kind in OBJECT_ONLY:
            if (term, RDF.type, kind) in graph:
                yield term, f"is a data property and {local_name(kind)}"
        if list(graph.objects(term, OWL.inverseOf)):
            yield term, "is a data property and has an inverse"


def kind_of(graph: Graph, term: Node) -> URIRef | None:
    return next((kind for kind in PROPERTY_KINDS if (term, RDF.type, kind) in graph), None)


def mixed_hierarchy(graph: Graph) -> Problems:
    for relation in (RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf):
        for start, end in graph.subject_objects(relation):
            kinds = {kind_of(graph, start), kind_of(graph, end)}
            if None not in kinds and len(kinds) > 1:
                yield start, f"is tied by {local_name(relation)} to a property of another kind"


def datatype_outside_map(graph: Graph) -> Problems:
    for term in entities(graph, OWL.DatatypeProperty):
        for datatype in graph.objects(term, RDFS.range):
            if str(datatype).startswith(RESERVED) and datatype not in DATATYPES:
                yield term, f"has the range {local_name(datatype)}, which no OWL 2 reasoner knows"


def wrong_range(graph: Graph) -> Problems:
    for term in entities(graph, OWL.ObjectProperty):
        for end in graph.objects(term, RDFS.range):
            if any(member in DATATYPES or str(member).startswith(str(XSD)) for member in members(graph, end)):
                yield term, "is an object property with a datatype as range"
    for term in entities(graph, OWL.DatatypeProperty):
        for end in graph.objects(term, RDFS.range):
            if isinstance(end, BNode) or (end, RDF.type, OWL.Class) in graph or end == OWL.Thing:
                yield term, "is a data property with a class as range"


def broken_union(graph: Graph) -> Problems:
    for operator in (OWL.unionOf, OWL.intersectionOf):
        for expression, listed in graph.subject_objects(operator):
            if (expression, RDF.type, OWL.Class) not in graph or len(Collection(graph, listed)) < 2:
                user = next(graph.subjects(None, expression), expression)
                yield user, "has a union that is no class of two members or more"


def broken_disjointness(graph: Graph) -> Problems:
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        listed = graph.value(axiom, OWL.members)
        named = list(Collection(graph, listed)) if listed is not None else []
        if len(named) < 2 or len(named) != len(set(named)):
            yield axiom, "is a disjointness of fewer than two different classes"
        for member in named:
            for other in above(graph, member, RDFS.subClassOf) & set(named) - {member}:
                yield member, f"is disjoint with {local_name(other)}, which is above it"


def annotation_in_axiom(graph: Graph) -> Problems:
    for term in graph.subjects(RDF.type, OWL.AnnotationProperty):
        for relation in (RDFS.domain, RDFS.range, RDFS.subPropertyOf):
            if own(term) and list(graph.objects(term, relation)):
                yield term, f"is an annotation property and has a {local_name(relation)}"


CHECKS: Final = (
    Check("DL1", "a term is of one kind", punned),
    Check("DL2", "the language is not described (also illegal_use_of_built_in_vocabulary)", reserved),
    Check("DL3", "composite properties carry no cardinality", not_simple),
    Check("DL4", "data properties have no traits of object properties", data_property_as_object),
    Check("DL5", "properties are tied to their own kind", mixed_hierarchy),
    Check("DL6", "datatypes are in the OWL 2 map", datatype_outside_map),
    Check("DL7", "ranges fit the kind of property", wrong_range),
    Check("DL8", "unions have two members", broken_union),
    Check("DL9", "disjoint classes are two and not above each other", broken_disjointness),
    Check("DL10", "annotation properties carry no logic", annotation_in_axiom),
)
