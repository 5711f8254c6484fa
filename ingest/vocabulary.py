"""What a curated file may say: the terms of the JSON-LD context, with what the ontology says of them."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Store

from ingest.namespaces import BASE, KIND_OF_CLASS, PREFIXES
from ingest.sparql import rows


class Form(StrEnum):
    """How a value is written."""

    IRI = "iri"
    TEXT = "text"
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"


FORM_OF_COERCION: Final = {
    "@id": Form.IRI,
    "xsd:string": Form.STRING,
    "xsd:integer": Form.INTEGER,
    "xsd:decimal": Form.DECIMAL,
    "xsd:boolean": Form.BOOLEAN,
}


@dataclass(frozen=True)
class Term:
    """A property of the context.

    Attributes:
        scheme: concept scheme of the values, such as `country`; None if values are not concepts of one scheme.
        ranges: class terms that the ontology gives as range.
    """

    name: str
    iri: NamedNode
    form: Form
    scheme: str | None
    ranges: tuple[str, ...]

    @property
    def takes_concepts(self) -> bool:
        return self.scheme is not None or "skos:Concept" in self.ranges

    @property
    def takes_period(self) -> bool:
        return "dct:PeriodOfTime" in self.ranges


@dataclass(frozen=True)
class Vocabulary:
    terms: dict[str, Term]
    classes: dict[str, NamedNode]
    concepts: dict[str, NamedNode]
    superclasses: dict[str, tuple[str, ...]]

    def descends(self, class_name: str, ancestor: str) -> bool:
        return class_name == ancestor or any(
            self.descends(parent, ancestor) for parent in self.superclasses.get(class_name, ())
        )


RANGES = """
SELECT ?property ?range WHERE {
  { ?property rdfs:range ?range FILTER(isIRI(?range)) }
  UNION { ?property rdfs:range/owl:unionOf/rdf:rest*/rdf:first ?range } }"""
SCHEMES = "SELECT ?property ?scheme WHERE { ?property cairn:usesScheme ?scheme }"
SUPERCLASSES = "SELECT ?class ?super WHERE { ?class rdfs:subClassOf ?super FILTER(isIRI(?super)) }"
CONCEPTS = "SELECT ?concept WHERE { ?concept a skos:Concept }"


def load_vocabulary(ontology: Path) -> Vocabulary:
    """Read `context.jsonld`, `core.ttl` and the concept schemes of an ontology folder."""
    store = Store()
    for path in [ontology / "core.ttl", *sorted((ontology / "concepts").glob("*.ttl"))]:
        store.bulk_load(path=path, format=RdfFormat.TURTLE)
    context = json.loads((ontology / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    names = {_expand(entry): name for name, entry in context.items() if name not in PREFIXES}
    classes = {name: NamedNode(_expand(context[name])) for name in KIND_OF_CLASS if name in context}
    ranges = _grouped(store, RANGES)
    schemes = _grouped(store, SCHEMES)
    terms = {
        name: _term(name, entry, ranges, schemes, names) for name, entry in context.items() if isinstance(entry, dict)
    }
    supers = _grouped(store, SUPERCLASSES)
    return Vocabulary(
        terms=terms,
        classes=classes,
        concepts={concept.removeprefix(f"{BASE}concept/"): NamedNode(concept) for concept in _grouped(store, CONCEPTS)},
        superclasses={
            name: tuple(names[parent] for parent in supers.get(node.value, ()) if parent in names)
            for name, node in classes.items()
        },
    )


def _term(
    name: str,
    entry: dict[str, str],
    ranges: dict[str, list[str]],
    schemes: dict[str, list[str]],
    names: dict[str, str],
) -> Term:
    expanded = _expand(entry)
    form = FORM_OF_COERCION.get(entry.get("@type", ""), Form.TEXT if "@language" in entry else Form.DATE)
    scheme = next(iter(schemes.get(expanded, ())), None)
    return Term(
        name=name,
        iri=NamedNode(expanded),
        form=form,
        scheme=scheme.removeprefix(f"{BASE}concept/") if scheme else None,
        ranges=tuple(sorted(names.get(found, _compact(found)) for found in ranges.get(expanded, ()))),
    )


def _grouped(store: Store, query: str) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for row in rows(store, query):
        subject, value = row[0], row[-1]
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode):
            groups.setdefault(subject.value, []).append(value.value)
    return groups


def _expand(entry: str | dict[str, str]) -> str:
    name = entry if isinstance(entry, str) else entry["@id"]
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def _compact(found: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if found.startswith(namespace):
            return f"{prefix}:{found.removeprefix(namespace)}"
    return found
