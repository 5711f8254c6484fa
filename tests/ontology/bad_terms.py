"""A small sound ontology, and for each check one way of spoiling it that this check, and no other, must find."""

from dataclasses import dataclass
from typing import Final

PREFIXES: Final = """
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix cairn: <https://w3id.org/opencairn/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SOUND: Final = (
    PREFIXES
    + """
<https://w3id.org/opencairn/ontology> a owl:Ontology ;
    dct:title "Test"@en ;
    dct:description "An ontology with nothing wrong in it."@en ;
    dct:creator "OpenCairn" ;
    dct:license <https://creativecommons.org/publicdomain/zero/1.0/> ;
    dct:created "2026-01-01" ;
    dct:modified "2026-01-01" ;
    dct:bibliographicCitation "Test, 2026."@en ;
    bibo:status bibo:draft ;
    owl:versionIRI <https://w3id.org/opencairn/ontology/1.0.0> ;
    owl:versionInfo "1.0.0" ;
    vann:preferredNamespacePrefix "cairn" ;
    vann:preferredNamespaceUri "https://w3id.org/opencairn/ontology#" ;
    skos:historyNote "Versions are semantic."@en .

bibo:status a owl:AnnotationProperty .
dct:bibliographicCitation a owl:AnnotationProperty .
dct:created a owl:AnnotationProperty .
dct:creator a owl:AnnotationProperty .
dct:description a owl:AnnotationProperty .
dct:license a owl:AnnotationProperty .
dct:modified a owl:AnnotationProperty .
dct:title a owl:AnnotationProperty .
skos:definition a owl:AnnotationProperty .
skos:historyNote a owl:AnnotationProperty .
vann:preferredNamespacePrefix a owl:AnnotationProperty .
vann:preferredNamespaceUri a owl:AnnotationProperty .
cairn:usesScheme a owl:AnnotationProperty ; rdfs:label "uses scheme"@en ;
    skos:definition "Relates a property to a scheme."@en ; rdfs:isDefinedBy <https://w3id.org/opencairn/ontology> .
foaf:Agent a owl:Class .
foaf:Project a owl:Class .

cairn:Project a owl:Class ; rdfs:subClassOf foaf:Project ; rdfs:label "project"@en ;
    skos:definition "Endeavor that makes artifacts."@en ; rdfs:isDefinedBy <https://w3id.org/opencairn/ontology> .
cairn:Artifact a owl:Class ; owl:disjointWith cairn:Project ; rdfs:label "artifact"@en ;
    skos:definition "Thing that was made."@en ; rdfs:isDefinedBy <https://w3id.org/opencairn/ontology> .
cairn:produces a owl:ObjectProperty ; rdfs:domain cairn:Project ; rdfs:range cairn:Artifact ;
    owl:inverseOf cairn:producedBy ; rdfs:label "produces"@en ;
    skos:definition "Relates a project to an artifact."@en ; rdfs:isDefinedBy <https://w3id.org/opencairn/ontology> .
cairn:producedBy a owl:ObjectProperty ; rdfs:domain cairn:Artifact ; rdfs:range cairn:Project ;
    rdfs:label "produced by"@en ;
    skos:definition "Relates an artifact to a project."@en ; rdfs:isDefinedBy <https://w3id.org/opencairn/ontology> .
cairn:ledBy a owl:ObjectProperty ; rdfs:domain cairn:Project ; rdfs:range foaf:Agent ; rdfs:label "led by"@en ;
    skos:definition "Relates a project to its leader."@en ; rdfs:isDefinedBy <https://w3id.org/opencairn/ontology> .
cairn:visits a owl:ObjectProperty ; rdfs:domain foaf:Agent ; rdfs:range cairn:Project ; rdfs:label "visits"@en ;
    skos:definition "Relates an agent to a project."@en ; rdfs:isDefinedBy <https://w3id.org/opencairn/ontology> .
cairn:locator a owl:DatatypeProperty ; rdfs:domain cairn:Artifact ; rdfs:range xsd:string ; rdfs:label "locator"@en ;
    skos:definition "Gives a place in an artifact."@en ; rdfs:isDefinedBy <https://w3id.org/opencairn/ontology> .
"""
)


@dataclass(frozen=True)
class Spoiled:
    """One mistake.

    Attributes:
        code: the check that must find it.
        add: Turtle to add.
        drop: text of the sound ontology to take out, or to put `by` in the place of.
        also: a second text to be changed with it, and what into.
    """

    code: str
    add: str = ""
    drop: str = ""
    by: str = ""
    also: tuple[str, str] = ("", "")

    def turtle(self, sound: str) -> str:
        """The sound text with the mistake in it."""
        assert self.drop in sound, self.drop
        text = sound.replace(self.drop, self.by) if self.drop else sound
        return (text.replace(*self.also) if self.also[0] else text) + self.add


def term(name: str, label: str, axioms: str) -> str:
    """A term with label and definition."""
    return (
        f'cairn:{name} {axioms} ; rdfs:label "{label}"@en ; skos:definition "Something for {name} to be."@en ;'
        " rdfs:isDefinedBy <https://w3id.org/opencairn/ontology> .\n"
    )


def class_(name: str, label: str, axioms: str = "rdfs:subClassOf cairn:Artifact") -> str:
    return term(name, label, f"a owl:Class ; {axioms}")


def property_(name: str, label: str, axioms: str = "") -> str:
    return term(name, label, f"a owl:ObjectProperty ; rdfs:domain cairn:Project ; rdfs:range cairn:Project {axioms}")


def named(text: str) -> str:
    """A definition to be put in the place of that of Artifact."""
    return f'skos:definition "{text}"@en'


THING_MADE: Final = named("Thing that was made.")

FOREIGN_LED_BY: Final = "<https://example.org/ledBy>"
FOREIGN_ARTIFACT: Final = "<https://example.org/Artifact>"
ONTOLOGY: Final = "<https://w3id.org/opencairn/ontology> a owl:Ontology"
VERSION: Final = "<https://w3id.org/opencairn/ontology/1.0.0>"

STRUCTURE: Final = (
    Spoiled("P04", class_("Loner", "loner", "rdfs:seeAlso cairn:Artifact")),
    Spoiled(
        "P05",
        drop="rdfs:domain cairn:Artifact ; rdfs:range cairn:Project",
        by="rdfs:domain cairn:Artifact ; rdfs:range foaf:Agent",
    ),
    Spoiled("P06", "cairn:Artifact rdfs:subClassOf cairn:Model .\n" + class_("Model", "model")),
    Spoiled("P07", class_("ModelAndDataset", "model and dataset")),
    Spoiled("P10", drop="owl:disjointWith cairn:Project ;", by="rdfs:subClassOf foaf:Project ;"),
    Spoiled("P11", drop="rdfs:range foaf:Agent ;"),
    Spoiled("P12", f"{FOREIGN_LED_BY} a owl:ObjectProperty . cairn:visits rdfs:subPropertyOf {FOREIGN_LED_BY} ."),
    Spoiled("P13", property_("hasMember", "has member") + property_("memberOf", "member of")),
    Spoiled("P19", "cairn:ledBy rdfs:domain cairn:Artifact ."),
    Spoiled("P21", class_("OtherArtifact", "other artifact")),
    Spoiled("P22", class_("trainedModel", "trained model")),
    Spoiled("P24", "cairn:Artifact rdfs:subClassOf cairn:Artifact ."),
    Spoiled("P25", property_("near", "near", "; owl:inverseOf cairn:near")),
    Spoiled(
        "P26",
        property_("near", "near", "; a owl:SymmetricProperty ; owl:inverseOf cairn:close")
        + property_("close", "close"),
    ),
    Spoiled("P30", f"{FOREIGN_ARTIFACT} a owl:Class . cairn:Project rdfs:subClassOf {FOREIGN_ARTIFACT} ."),
    Spoiled("P33", property_("near", "near", "; owl:propertyChainAxiom ( cairn:visits )")),
    Spoiled("P34", drop="foaf:Agent a owl:Class ."),
    Spoiled("P35", 'cairn:Artifact dct:subject "text" .'),
)

WORDS: Final = (
    Spoiled("P08", drop='rdfs:label "artifact"@en ;'),
    Spoiled("VOC4", drop=f"{THING_MADE} ;"),
    Spoiled("multiple_labels", 'cairn:Artifact rdfs:label "Artifact"@en .'),
    Spoiled("multiple_definitions", 'cairn:Artifact skos:definition "Another text."@en .'),
    Spoiled("P32", class_("ArtiFact", "artifact")),
    Spoiled("duplicate_definition", drop=THING_MADE, by=named("Endeavor that makes artifacts.")),
    Spoiled("P20", drop=THING_MADE, by=named("Thing.")),
    Spoiled("label_whitespace", drop='"led by"', by='"led by "'),
    Spoiled("annotation_whitespace", drop=THING_MADE, by=named("Thing  that was made.")),
    Spoiled("label_formatting", drop='"led by"', by='"led\\tby"'),
    Spoiled("label_unlike_name", drop='"led by"', by='"run by"'),
    Spoiled("untagged_text", drop=THING_MADE, by='skos:definition "Thing that was made."'),
    Spoiled("definition_no_sentence", drop=THING_MADE, by=named("thing that was made")),
    Spoiled("circular_definition", drop=THING_MADE, by=named("An artifact of a project.")),
    Spoiled(
        "not_defined_here", drop=f"{THING_MADE} ; rdfs:isDefinedBy <https://w3id.org/opencairn/ontology>", by=THING_MADE
    ),
    Spoiled("british_spelling", drop=THING_MADE, by=named("Thing that was made in a programme.")),
    Spoiled("long_name", class_("Extraordinarily" + "Long" * 7, "extraordinarily" + " long" * 7)),
    Spoiled("opaque_name", class_("Thing0001", "thing 0001")),
    Spoiled("invalid_entity_uri", "cairn:Artifact rdfs:seeAlso <https://example.org/a#b#c> ."),
    Spoiled(
        "deprecated_reference",
        "dct:isReplacedBy a owl:AnnotationProperty . foaf:Agent owl:deprecated true ; dct:isReplacedBy foaf:Project .",
    ),
    Spoiled("deprecated_without_successor", "cairn:visits owl:deprecated true ."),
    Spoiled("equivalent_pair", "cairn:Project owl:equivalentClass foaf:Project ."),
    Spoiled("missing_scheme", "skos:Concept a owl:Class .", "rdfs:range foaf:Agent", "rdfs:range skos:Concept"),
)

METADATA: Final = (
    Spoiled("OM1", drop='dct:title "Test"@en ;'),
    Spoiled("OM2", drop='vann:preferredNamespaceUri "https://w3id.org/opencairn/ontology#" ;'),
    Spoiled("OM2.version", drop='owl:versionInfo "1.0.0" ;'),
    Spoiled("OM3", drop="bibo:status bibo:draft ;"),
    Spoiled("P41", drop="dct:license <https://creativecommons.org/publicdomain/zero/1.0/> ;"),
    Spoiled("OM4.1.iri", drop="<https://creativecommons.org/publicdomain/zero/1.0/>", by='"CC0"'),
    Spoiled("OM5.1", drop='dct:creator "OpenCairn" ;'),
    Spoiled("OM5.1.date", drop='dct:created "2026-01-01"', by='dct:created "last year"'),
    Spoiled("OM5.2", drop='dct:modified "2026-01-01" ;'),
    Spoiled("FIND1", drop='vann:preferredNamespacePrefix "cairn" ;'),
    Spoiled("version_policy", drop=';\n    skos:historyNote "Versions are semantic."@en'),
    Spoiled("VER1", drop="owl:versionIRI <https://w3id.org/opencairn/ontology/1.0.0> ;"),
    Spoiled("URI2", drop='owl:versionInfo "1.0.0"', by='owl:versionInfo "1.0.1"'),
    Spoiled(
        "P36",
        drop=ONTOLOGY,
        by=ONTOLOGY.replace("ontology>", "ontology.ttl>"),
        also=(VERSION, VERSION.replace("y/", "y.ttl/")),
    ),
    Spoiled("P38", drop="a owl:Ontology ;"),
    Spoiled("P39", drop=ONTOLOGY, by="[] a owl:Ontology"),
    Spoiled(
        "PURL1",
        drop=ONTOLOGY,
        by=ONTOLOGY.replace("w3id", "example"),
        also=(VERSION, VERSION.replace("w3id", "example")),
    ),
    Spoiled("P39.namespace", drop='Uri "https://w3id.org/opencairn/ontology#"', by='Uri "https://w3id.org/opencairn#"'),
    Spoiled("VOC2", drop="rdfs:subClassOf foaf:Project ;", also=("foaf:Project a owl:Class .", "")),
    Spoiled("P40", "foaf:Agent rdfs:subClassOf cairn:Project ."),
    Spoiled("unused_reuse", "foaf:Person a owl:Class ."),
)

OWL_DL: Final = (
    Spoiled("DL1", "foaf:Agent a owl:ObjectProperty ."),
    Spoiled("DL2", "cairn:Artifact a rdfs:Class ."),
    Spoiled("DL3", "cairn:ledBy a owl:TransitiveProperty , owl:FunctionalProperty ."),
    Spoiled("DL4", "cairn:locator a owl:InverseFunctionalProperty ."),
    Spoiled("DL5", "cairn:ledBy rdfs:subPropertyOf cairn:locator ."),
    Spoiled("DL6", drop="rdfs:range xsd:string", by="rdfs:range xsd:gYear"),
    Spoiled("DL7", drop="rdfs:range foaf:Agent", by="rdfs:range xsd:string"),
    Spoiled("DL8", drop="rdfs:range foaf:Agent", by="rdfs:range [ a owl:Class ; owl:unionOf ( foaf:Agent ) ]"),
    Spoiled("DL9", "[] a owl:AllDisjointClasses ; owl:members ( cairn:Project foaf:Project ) ."),
    Spoiled("DL10", "cairn:usesScheme rdfs:domain rdfs:Resource ."),
)
