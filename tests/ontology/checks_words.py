"""Labels, definitions and notes: the ROBOT report, the FIBO hygiene rules and the OOPS! pitfalls about words."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from tests.ontology.checks import (
    BRITISH,
    CAIRN,
    ONTOLOGY_IRI,
    Check,
    Problems,
    definitions,
    entities,
    labels,
    local_name,
    terms,
)

TEXTS: Final = (RDFS.label, RDFS.comment, SKOS.definition, SKOS.scopeNote, SKOS.example, SKOS.historyNote)
REFERENCES: Final = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.inverseOf,
    OWL.disjointWith,
    RDF.first,
)
LONGEST_NAME: Final = 40


def missing_label(graph: Graph) -> Problems:
    for term in terms(graph):
        if not labels(graph, term):
            yield term, "has no rdfs:label"


def missing_definition(graph: Graph) -> Problems:
    for term in terms(graph):
        if not definitions(graph, term):
            yield term, "has no skos:definition"


def several(graph: Graph, relation: URIRef) -> Problems:
    for term in terms(graph):
        if len(list(graph.objects(term, relation))) > 1:
            yield term, f"has more than one {local_name(relation)}"


def several_labels(graph: Graph) -> Problems:
    return several(graph, RDFS.label)


def several_definitions(graph: Graph) -> Problems:
    return several(graph, SKOS.definition)


def shared(graph: Graph, relation: URIRef) -> Problems:
    holders: dict[str, list[Node]] = defaultdict(list)
    for term in terms(graph):
        for text in {re.sub(r"[\W_]+", "", str(text).lower()) for text in graph.objects(term, relation)}:
            holders[text].append(term)
    for same in holders.values():
        if len(same) > 1:
            yield same[0], f"shares its {local_name(relation)} with {', '.join(map(local_name, same[1:]))}"


def shared_label(graph: Graph) -> Problems:
    return shared(graph, RDFS.label)


def shared_definition(graph: Graph) -> Problems:
    return shared(graph, SKOS.definition)


def label_longer_than_definition(graph: Graph) -> Problems:
    for term in terms(graph):
        longest = max(map(len, definitions(graph, term)), default=None)
        if longest is not None and any(len(label) >= longest for label in labels(graph, term)):
            yield term, "has a label as long as its definition; are they swapped?"


def untidy(texts: Iterable[str]) -> bool:
    return any(text != text.strip() or re.search(r"\s{2}", text) for text in texts)


def label_whitespace(graph: Graph) -> Problems:
    for term in terms(graph):
        if untidy(labels(graph, term)):
            yield term, "has stray blanks in its label"


def note_whitespace(graph: Graph) -> Problems:
    for term in (*terms(graph), ONTOLOGY_IRI):
        if untidy(str(text) for relation in TEXTS[1:] for text in graph.objects(term, relation)):
            yield term, "has stray blanks in a definition or note"


def label_formatting(graph: Graph) -> Problems:
    for term in terms(graph):
        for label in labels(graph, term):
            if re.search(r"[\t\n\r_<>{}|]|&\w+;|[a-z][A-Z]", re.sub("GitHub", "", label)):
                yield term, "has characters in its label that do not belong to words"


def label_unlike_name(graph: Graph) -> Problems:
    for term in terms(graph):
        for label in labels(graph, term):
            if re.sub(r"\W", "", label).lower() != local_name(term).lower():
                yield term, f"is labeled {label!r}"


def untagged_text(graph: Graph) -> Problems:
    for term in terms(graph):
        for relation in TEXTS:
            for text in graph.objects(term, relation):
                if not isinstance(text, Literal) or text.language != "en":
                    yield term, f"has a {local_name(relation)} without the language tag en"


def definition_no_sentence(graph: Graph) -> Problems:
    for term in terms(graph):
        if not all(re.fullmatch(r"[A-Z0-9].*\.", text) for text in definitions(graph, term)):
            yield term, "has a definition that does not begin with a capital and end with a period"


def circular_definition(graph: Graph) -> Problems:
    for term in entities(graph, OWL.Class):
        for label in labels(graph, term):
            opening = rf"(?i)(an? |the )?{re.escape(label)}\b(?!-)"
            if any(re.match(opening, text) for text in definitions(graph, term)):
                yield term, "is defined by its own name"


def not_defined_here(graph: Graph) -> Problems:
    for term in terms(graph):
        if (term, RDFS.isDefinedBy, ONTOLOGY_IRI) not in graph:
            yield term, "does not say that this ontology defines it"


def british_spelling(graph: Graph) -> Problems:
    for term in terms(graph):
        texts = [local_name(term), *(str(text) for relation in TEXTS for text in graph.objects(term, relation))]
        for text in texts:
            if found := BRITISH.search(text):
                yield term, f"is spelled the British way: {found[0]}"


def long_name(graph: Graph) -> Problems:
    for term in terms(graph):
        if len(local_name(term)) > LONGEST_NAME:
            yield term, f"has a name of more than {LONGEST_NAME} letters"


def opaque_name(graph: Graph) -> Problems:
    for term in terms(graph):
        if re.search(r"\d{3}", local_name(term)):
            yield term, "has a number for a name"


def invalid_iri(graph: Graph) -> Problems:
    for term in {node for triple in graph for node in triple if isinstance(node, URIRef)}:
        if re.search(r"[\s<>\"{}|\\^`]", term) or term.count("#") > 1 or ":" not in term:
            yield term, "is no valid IRI"


def deprecated(graph: Graph) -> set[Node]:
    return {term for term, value in graph.subject_objects(OWL.deprecated) if str(value) in ("true", "1")}


def deprecated_reference(graph: Graph) -> Problems:
    gone = deprecated(graph)
    for relation in REFERENCES:
        for start, end in graph.subject_objects(relation):
            if end in gone and start not in gone:
                yield end, "is deprecated and still used by another term"


def deprecated_without_successor(graph: Graph) -> Problems:
    for term in deprecated(graph):
        if not list(graph.objects(term, URIRef("http://purl.org/dc/terms/isReplacedBy"))):
            yield term, "is deprecated and does not say what to use"


def equivalent_pair(graph: Graph) -> Problems:
    for start, end in graph.subject_objects(OWL.equivalentClass):
        if isinstance(start, URIRef) and isinstance(end, URIRef) and start != end:
            yield start, f"is equivalent to {end}; use one of them, or an alignment"


def missing_scheme(graph: Graph) -> Problems:
    for term in entities(graph, OWL.ObjectProperty):
        takes_concepts = (term, RDFS.range, SKOS.Concept) in graph
        if takes_concepts and term not in ANY_SCHEME and not list(graph.objects(term, CAIRN.usesScheme)):
            yield term, "takes concepts and does not say of which scheme"


ANY_SCHEME: Final = {CAIRN.aboutConcept, CAIRN.definesConcept, CAIRN.precedes}
"""Properties whose values may be concepts of any scheme."""

CHECKS: Final = (
    Check("P08", "every term has a label (also VOC3, missing_label)", missing_label),
    Check("VOC4", "every term has a definition (also P08, missing_definition)", missing_definition),
    Check("multiple_labels", "one label", several_labels),
    Check("multiple_definitions", "one definition", several_definitions),
    Check("P32", "no two terms have the same label (also duplicate_label)", shared_label),
    Check("duplicate_definition", "no two terms have the same definition", shared_definition),
    Check("P20", "label and definition are not swapped", label_longer_than_definition),
    Check("label_whitespace", "labels have single blanks within", label_whitespace),
    Check("annotation_whitespace", "notes have single blanks within", note_whitespace),
    Check("label_formatting", "labels are words", label_formatting),
    Check("label_unlike_name", "a label is the name of the term in words", label_unlike_name),
    Check("untagged_text", "texts have a language", untagged_text),
    Check("definition_no_sentence", "definitions are written as sentences", definition_no_sentence),
    Check("circular_definition", "a class is not defined by its own name", circular_definition),
    Check("not_defined_here", "every term says where it is defined", not_defined_here),
    Check("british_spelling", "American spelling", british_spelling),
    Check("long_name", "names are short", long_name),
    Check("opaque_name", "names are words", opaque_name),
    Check("invalid_entity_uri", "IRIs are valid", invalid_iri),
    Check("deprecated_reference", "nothing uses a deprecated term", deprecated_reference),
    Check("deprecated_without_successor", "a deprecated term says what to use", deprecated_without_successor),
    Check("equivalent_pair", "no two named classes are equivalent", equivalent_pair),
    Check("missing_scheme", "a property of concepts names their scheme", missing_scheme),
)
