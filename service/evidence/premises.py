"""What a rule or a choice of ours started from when it added a triple to the canonical view."""

from collections.abc import Callable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Triple

from ingest.namespaces import iri
from service.evidence.origins import INFERRED
from service.live.graph_reader import GraphReader
from service.terms import Term

TYPE, BELOW_CLASS, BELOW_PROPERTY = iri("rdf:type"), iri("rdfs:subClassOf"), iri("rdfs:subPropertyOf")
TAKES_PART: Final = tuple(map(iri, ("cairn:ledBy", "cairn:memberOrganization", "cairn:sponsoredBy")))
LABEL, ALTERNATIVE = iri("rdfs:label"), iri("skos:altLabel")
MEMBER_OF: Final = iri("org:memberOf")
GROUNDS: Final = tuple(map(iri, ("cairn:identityReason", "skos:note", "dct:source")))

Find = Callable[[GraphReader, NamedNode, NamedNode, Term], Iterator[Triple]]
"""The triples from which one follows."""


def superclasses(read: GraphReader, subject: NamedNode, predicate: NamedNode, value: Term) -> Iterator[Triple]:
    for narrower in _below(read, BELOW_CLASS, value):
        yield Triple(subject, TYPE, narrower)


def superproperties(read: GraphReader, subject: NamedNode, predicate: NamedNode, value: Term) -> Iterator[Triple]:
    for narrower in _below(read, BELOW_PROPERTY, predicate):
        yield Triple(subject, narrower, value)


def inverses(read: GraphReader, subject: NamedNode, predicate: NamedNode, value: Term) -> Iterator[Triple]:
    for inverse in {*read.things(predicate, "owl:inverseOf"), *read.things_with("owl:inverseOf", predicate)}:
        if isinstance(value, NamedNode):
            yield Triple(value, inverse, subject)


def symmetry(read: GraphReader, subject: NamedNode, predicate: NamedNode, value: Term) -> Iterator[Triple]:
    if isinstance(value, NamedNode):
        yield Triple(value, predicate, subject)


def memberships(read: GraphReader, subject: NamedNode, predicate: NamedNode, value: Term) -> Iterator[Triple]:
    """Of a member: the memberships in that body; of a membership: its period."""
    if predicate != MEMBER_OF:
        yield Triple(subject, iri("cairn:during"), value)
        return
    for membership in read.things_with("org:member", subject):
        if read.contains(membership, iri("org:organization"), value):
            yield Triple(membership, iri("org:member"), subject)
            yield Triple(membership, iri("org:organization"), value)


def collaboration(read: GraphReader, subject: NamedNode, predicate: NamedNode, value: Term) -> Iterator[Triple]:
    ways = [(project, way) for way in TAKES_PART for project in read.subjects(way, subject)]
    for project, way in ways:
        for other in TAKES_PART:
            if read.contains(project, other, value):
                yield Triple(project, way, subject)
                yield Triple(project, other, value)


def identity(read: GraphReader, subject: NamedNode, predicate: NamedNode, value: Term) -> Iterator[Triple]:
    """The grounds of the decision that one thing is another."""
    for decision in read.things_with("cairn:replaces", subject):
        if read.contains(decision, iri("cairn:keeps"), value):
            for ground in GROUNDS:
                yield from (Triple(decision, ground, each) for each in read.values(decision, ground))


def comparison(read: GraphReader, subject: NamedNode, predicate: NamedNode, value: Term) -> Iterator[Triple]:
    """What was compared: the positions of a disagreement, or what a position says."""
    for position in [subject, *read.things(subject, "cairn:hasPosition")]:
        for about in read.things(position, "rdf:subject"):
            for prop in read.things(position, "rdf:predicate"):
                yield from (Triple(about, prop, said) for said in read.values(position, iri("rdf:object")))


def naming(read: GraphReader, subject: NamedNode, predicate: NamedNode, value: Term) -> Iterator[Triple]:
    """The label that a source gives and that stands among the other names."""
    if predicate == ALTERNATIVE:
        yield Triple(subject, LABEL, value)


OF_RULES: Final[dict[str, Find]] = {
    INFERRED + rule.__name__: rule
    for rule in (collaboration, inverses, memberships, superclasses, superproperties, symmetry)
}
"""How the premises of each rule of ours are found, by its graph."""
OF_CHOICES: Final[dict[str, Find]] = {iri("graph:links").value: identity, iri("graph:canonical").value: comparison}


def premises(
    read: GraphReader, graph: NamedNode, subject: NamedNode, predicate: NamedNode, value: Term
) -> list[Triple]:
    """The triples from which a triple in the graph of a rule or choice was made."""
    rule, choice = OF_RULES.get(graph.value), OF_CHOICES.get(graph.value)
    if rule:
        found = [
            each
            for each in rule(read, subject, predicate, value)
            if isinstance(each.subject, NamedNode) and read.contains(each.subject, each.predicate, each.object)
        ]
    else:
        found = list(choice(read, subject, predicate, value)) if choice else []
    return sorted(set(found), key=str)


def _below(read: GraphReader, relation: NamedNode, top: Term) -> list[NamedNode]:
    found: dict[NamedNode, None] = {}
    pending = [top]
    while pending:
        for narrower in read.subjects(relation, pending.pop()):
            if narrower not in found and narrower != top:
                found[narrower] = None
                pending.append(narrower)
    return list(found)
