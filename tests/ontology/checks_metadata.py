"""What the ontology says of itself and how it treats other vocabularies: FOOPS! without network, OOPS! P36-P41."""

import re
from collections.abc import Iterable
from typing import Final

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, FOAF, ODRL2, ORG, PROV, SDO, VANN, DefinedNamespaceMeta
from rdflib.term import BNode, Node

from tests.ontology.checks import CAIRN, ENTITY_KINDS, Check, Problems, local_name, members, ontologies, own

BIBO: Final = Namespace("http://purl.org/ontology/bibo/")
HERE: Final = CAIRN[""]

CLOSED: Final[tuple[DefinedNamespaceMeta, ...]] = (DCAT, DCTERMS, FOAF, ODRL2, ORG, PROV, RDFS, SDO, SKOS, VANN)
"""Vocabularies whose terms rdflib lists."""
NEWER_THAN_RDFLIB: Final = frozenset({URIRef("http://www.w3.org/ns/dcat#version")})
"""Terms that rdflib's lists lack: it knows DCAT 2, these are of DCAT 3."""

ORG_AND_FOAF: Final = frozenset(
    {
        (FOAF.Person, RDFS.subClassOf, FOAF.Agent),
        (ORG.FormalOrganization, RDFS.subClassOf, ORG.Organization),
        (ORG.Organization, RDFS.subClassOf, FOAF.Agent),
        (ORG.OrganizationalCollaboration, RDFS.subClassOf, ORG.Organization),
        (ORG.OrganizationalUnit, RDFS.subClassOf, ORG.Organization),
        (ORG.hasMembership, RDFS.range, ORG.Membership),
    }
)
"""Axioms of other vocabularies that ours repeats word for word."""


def lacking(graph: Graph, wanted: Iterable[URIRef]) -> Problems:
    for ontology in ontologies(graph):
        for relation in wanted:
            if not list(graph.objects(ontology, relation)):
                yield ontology, f"has no {local_name(relation)}"


def no_title(graph: Graph) -> Problems:
    return lacking(graph, (DCTERMS.title, DCTERMS.description))


def no_namespace(graph: Graph) -> Problems:
    return lacking(graph, (VANN.preferredNamespaceUri,))


def no_version_info(graph: Graph) -> Problems:
    return lacking(graph, (OWL.versionInfo,))


def no_citation(graph: Graph) -> Problems:
    return lacking(graph, (DCTERMS.bibliographicCitation, BIBO.status))


def no_license(graph: Graph) -> Problems:
    return lacking(graph, (DCTERMS.license,))


def license_without_iri(graph: Graph) -> Problems:
    for ontology in ontologies(graph):
        for found in graph.objects(ontology, DCTERMS.license):
            if not str(found).startswith("https://creativecommons.org/publicdomain/zero/"):
                yield ontology, "is not given its license, CC0, by IRI"


def no_creator(graph: Graph) -> Problems:
    return lacking(graph, (DCTERMS.creator, DCTERMS.created))


def no_modified(graph: Graph) -> Problems:
    return lacking(graph, (DCTERMS.modified,))


def no_prefix(graph: Graph) -> Problems:
    return lacking(graph, (VANN.preferredNamespacePrefix,))


def no_policy(graph: Graph) -> Problems:
    return lacking(graph, (SKOS.historyNote,))


def no_version_iri(graph: Graph) -> Problems:
    return lacking(graph, (OWL.versionIRI,))


def versions_differ(graph: Graph) -> Problems:
    for ontology in ontologies(graph):
        for version, info in zip(
            graph.objects(ontology, OWL.versionIRI), graph.objects(ontology, OWL.versionInfo), strict=False
        ):
            if isinstance(ontology, URIRef) and str(version) != f"{ontology}/{info}":
                yield ontology, "has a version IRI that is not its IRI with the version"


def no_ontology(graph: Graph) -> Problems:
    if len(ontologies(graph)) != 1:
        yield HERE, "there is not exactly one owl:Ontology"


def nameless_ontology(graph: Graph) -> Problems:
    for ontology in ontologies(graph):
        if isinstance(ontology, BNode):
            yield ontology, "has no IRI"


def foreign_namespace(graph: Graph) -> Problems:
    for ontology in ontologies(graph):
        for namespace in graph.objects(ontology, VANN.preferredNamespaceUri):
            if str(namespace) != str(CAIRN):
                yield ontology, "declares a namespace that its terms do not have"


def not_persistent(graph: Graph) -> Problems:
    for ontology in ontologies(graph):
        if isinstance(ontology, URIRef) and not re.match(r"https://w3id\.org/", ontology):
            yield ontology, "has no persistent IRI over https"


def file_extension(graph: Graph) -> Problems:
    for ontology in ontologies(graph):
        if re.search(r"\.(owl|rdf|ttl|n3|rdfxml|jsonld)$", str(ontology)):
            yield ontology, "has a file extension in its IRI"


def undated(graph: Graph) -> Problems:
    for ontology in ontologies(graph):
        for relation in (DCTERMS.created, DCTERMS.modified):
            for date in graph.objects(ontology, relation):
                if not isinstance(date, Literal) or not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
                    yield ontology, f"has a {local_name(relation)} that is no date"


def no_reuse(graph: Graph) -> Problems:
    anchors = (*graph.subject_objects(RDFS.subClassOf), *graph.subject_objects(RDFS.subPropertyOf))
    if not any(own(start) and isinstance(end, URIRef) and not own(end) for start, end in anchors):
        yield HERE, "no term is anchored in another vocabulary"


def declared_foreign(graph: Graph) -> set[Node]:
    found = {term for kind in ENTITY_KINDS for term in graph.subjects(RDF.type, kind)}
    return {term for term in found if isinstance(term, URIRef) and not own(term)}


def hijacked(graph: Graph) -> Problems:
    """Other people's terms may be declared and repeated, but nothing new may be said of them, nor any be invented."""
    said = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.label, RDFS.comment, SKOS.definition)
    for term in declared_foreign(graph):
        for relation in said:
            for end in graph.objects(term, relation):
                if (term, relation, end) not in ORG_AND_FOAF:
                    yield term, f"is not ours and is given a {local_name(relation)}"
        if unknown(term):
            yield term, "does not exist in its vocabulary"


def unknown(term: Node) -> bool:
    for vocabulary in CLOSED:
        if str(term).startswith(str(vocabulary._NS)):
            return term not in NEWER_THAN_RDFLIB and str(term) not in {str(listed) for listed in dir(vocabulary)}
    return False


def unused_reuse(graph: Graph) -> Problems:
    relations = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range)
    used = {member for relation in relations for end in graph.objects(None, relation) for member in members(graph, end)}
    for term in declared_foreign(graph) - used - KEPT_FOR_DATA:
        annotation = (term, RDF.type, OWL.AnnotationProperty) in graph
        if not annotation and not list(graph.objects(term, RDFS.subClassOf)):
            yield term, "is declared and not used"


KEPT_FOR_DATA: Final = {
    ORG.Role,
    ORG.classification,
    ORG.hasMembership,
    ORG.member,
    ORG.organization,
    ORG.role,
    SKOS.ConceptScheme,
    URIRef("http://purl.org/cerif/frapo/Grant"),
}
"""Reused terms that no term of ours is built on, but that the data hold."""

CHECKS: Final = (
    Check("OM1", "title and description", no_title),
    Check("OM2", "the namespace", no_namespace),
    Check("OM2.version", "the version in words", no_version_info),
    Check("OM3", "citation and status", no_citation),
    Check("P41", "a license (also OM4.1)", no_license),
    Check("OM4.1.iri", "the license by IRI", license_without_iri),
    Check("OM5.1", "creator and date", no_creator),
    Check("OM5.1.date", "dates are dates", undated),
    Check("OM5.2", "date of the last change", no_modified),
    Check("FIND1", "the prefix", no_prefix),
    Check("version_policy", "how versions are made", no_policy),
    Check("VER1", "a version IRI", no_version_iri),
    Check("URI2", "version IRI and version agree", versions_differ),
    Check("P36", "no file extension in the IRI", file_extension),
    Check("P38", "exactly one ontology", no_ontology),
    Check("P39", "the ontology has an IRI", nameless_ontology),
    Check("P39.namespace", "terms are in the namespace that is declared", foreign_namespace),
    Check("PURL1", "a persistent IRI (also HTTP1)", not_persistent),
    Check("VOC2", "other vocabularies are reused (also VOC1)", no_reuse),
    Check("P40", "other people's terms stay theirs", hijacked),
    Check("unused_reuse", "what is declared is used", unused_reuse),
)
