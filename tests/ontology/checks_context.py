"""Whether the JSON-LD context says the same as the ontology."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef

from ingest.namespaces import PREFIXES
from tests.ontology.checks import CAIRN, entities, local_name
from tests.ontology.checks_metadata import unknown

Entry = str | dict[str, str]
Context = Mapping[str, Entry]

KEYWORDS: Final[dict[str, Entry]] = {"id": "@id", "type": "@type"}
COERCIONS: Final = {
    XSD.string: {"@type": "xsd:string"},
    XSD.integer: {"@type": "xsd:integer"},
    XSD.decimal: {"@type": "xsd:decimal"},
    XSD.boolean: {"@type": "xsd:boolean"},
    RDF.langString: {"@language": "en"},
    RDFS.Literal: {},
}
"""How a value is to be read, by the range of its property; rdfs:Literal is a date, whose type shows in its form."""
OBJECT: Final = {"@type": "@id"}


@dataclass(frozen=True)
class ContextCheck:
    code: str
    wants: str
    find: Callable[[Context, Graph], Iterator[str]]


def expand(entry: Entry) -> str:
    name = entry if isinstance(entry, str) else entry["@id"]
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def entries(context: Context) -> dict[str, Entry]:
    return {name: entry for name, entry in context.items() if name not in PREFIXES and name not in KEYWORDS}


def coercion(term: URIRef, core: Graph) -> dict[str, str]:
    if (term, RDF.type, OWL.ObjectProperty) in core:
        return OBJECT
    return COERCIONS[URIRef(str(core.value(term, RDFS.range)))]


def missing(context: Context, core: Graph) -> Iterator[str]:
    for term in entities(core, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        if local_name(term) not in context:
            yield local_name(term)


def misnamed(context: Context, core: Graph) -> Iterator[str]:
    for name, entry in entries(context).items():
        if expand(entry).startswith(CAIRN) and expand(entry) != f"{CAIRN}{name}":
            yield name


def undeclared(context: Context, core: Graph) -> Iterator[str]:
    declared = set(core.subjects(RDF.type, None))
    for name, entry in entries(context).items():
        if expand(entry).startswith(CAIRN) and URIRef(expand(entry)) not in declared:
            yield name


def miscoerced(context: Context, core: Graph) -> Iterator[str]:
    for term in entities(core, OWL.ObjectProperty, OWL.DatatypeProperty):
        entry = context.get(local_name(term), {})
        given = {key: value for key, value in entry.items() if key != "@id"} if isinstance(entry, dict) else None
        if entry and given != coercion(term, core):
            yield local_name(term)


def class_coerced(context: Context, core: Graph) -> Iterator[str]:
    for term in entities(core, OWL.Class):
        if not isinstance(context.get(local_name(term), ""), str):
            yield local_name(term)


def unknown_foreign(context: Context, core: Graph) -> Iterator[str]:
    for name, entry in entries(context).items():
        known_prefix = any(expand(entry).startswith(namespace) for namespace in PREFIXES.values())
        if not known_prefix or unknown(URIRef(expand(entry))):
            yield name


def wrong_prefix(context: Context, core: Graph) -> Iterator[str]:
    for name, entry in context.items():
        if isinstance(entry, str) and entry.startswith("http") and PREFIXES.get(name) != entry:
            yield name


def two_names(context: Context, core: Graph) -> Iterator[str]:
    counts = Counter(expand(entry) for entry in entries(context).values())
    for name, entry in entries(context).items():
        if counts[expand(entry)] > 1:
            yield name


def no_keywords(context: Context, core: Graph) -> Iterator[str]:
    for name, keyword in KEYWORDS.items():
        if context.get(name) != keyword:
            yield name


CHECKS: Final = (
    ContextCheck("C1", "every term of the ontology", missing),
    ContextCheck("C2", "our terms by their own names", misnamed),
    ContextCheck("C3", "no term that the ontology lacks", undeclared),
    ContextCheck("C4", "values read by the range of their property", miscoerced),
    ContextCheck("C5", "classes as plain names", class_coerced),
    ContextCheck("C6", "terms of other vocabularies that exist", unknown_foreign),
    ContextCheck("C7", "the prefixes of the pipeline", wrong_prefix),
    ContextCheck("C8", "one name for one IRI", two_names),
    ContextCheck("C9", "id and type", no_keywords),
)
