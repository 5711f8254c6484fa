"""Triples as JSON-LD with our context, so that what reads as JSON also says exactly what the graph says."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.data_folders import folder
from ingest.namespaces import ONTOLOGY, PREFIXES
from service.errors import Json
from service.terms import Term

CONTEXT: Final[Json] = [f"{ONTOLOGY}/context.jsonld", {"label": None}]
"""What entities are written with. Their `label` is text for people, of concepts as of things, and no statement: as a
fact with its language it stands under `rdfs:label` or `skos:prefLabel`."""
XSD: Final = PREFIXES["xsd"]
STRING, INTEGER, BOOLEAN = (f"{XSD}{name}" for name in ("string", "integer", "boolean"))
EXACT_IN_JSON: Final = 2**53
"""Whole numbers from here on are not the same in every program that reads JSON."""


@dataclass(frozen=True)
class Word:
    """How the context writes a property or class: its key, and what it says of plain values."""

    key: str
    datatype: str = ""
    language: str = ""


class Context:
    """The JSON-LD context of our terms, from IRI to key."""

    def __init__(self, terms: dict[str, str | dict[str, str]]) -> None:
        namespaces = {key: value for key, value in terms.items() if isinstance(value, str) and value[-1] in "#/"}
        self._prefixes = {namespace: prefix for prefix, namespace in namespaces.items()}
        self._words: dict[str, Word] = {}
        for key, term in terms.items():
            about = {"@id": term} if isinstance(term, str) else term
            prefix, _, local = about["@id"].partition(":")
            if prefix in namespaces and local and not local.startswith("//"):
                datatype = about.get("@type", "").replace("xsd:", XSD)
                self._words[namespaces[prefix] + local] = Word(key, datatype, about.get("@language", ""))

    def word(self, iri: str) -> Word:
        """The term of a property or class; one that has none is written with a prefix, or whole."""
        known = self._words.get(iri)
        return known or Word(self.compact(iri))

    def compact(self, iri: str) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and iri[cut:] else iri

    def literal(self, value: Literal, word: Word) -> Json:
        """A literal as a value of a property: plain if the context says the rest, else with its type or language."""
        datatype = value.datatype.value
        if value.language:
            plainly = value.language == word.language
            return value.value if plainly else {"@value": value.value, "@language": value.language}
        if datatype == word.datatype:
            return native(value.value, datatype)
        if datatype == STRING:
            return {"@value": value.value} if word.language or word.datatype else value.value
        return {"@value": value.value, "@type": self.compact(datatype)}


@cache
def context() -> Context:
    """The context as it is served."""
    written = (folder("ontology") / "context.jsonld").read_text(encoding="utf-8")
    terms = json.loads(written)["@context"]
    return Context({key: term for key, term in terms.items() if key != "label"})


def native(text: str, datatype: str) -> Json:
    """A whole number or truth value of JSON where that is just as exact as the text, else the text.

    Decimals stay text, whole ones too, so that each key has one type: readers of JSON-LD make binary fractions of
    numbers with a fraction.
    """
    if datatype == BOOLEAN and text in ("true", "false"):
        return text == "true"
    whole = text.removeprefix("-")
    if datatype == INTEGER and whole.isascii() and whole.isdigit() and abs(int(text)) < EXACT_IN_JSON:
        return int(text) if str(int(text)) == text else text
    return text


def named(node: NamedNode, label: Literal | None) -> dict[str, Json]:
    """A thing by IRI and label."""
    return {"id": node.value, "label": label.value if label else None}


def plain(value: Term) -> Json:
    """A value for people who read no RDF: what a literal says, or an IRI."""
    if isinstance(value, Literal):
        return native(value.value, value.datatype.value)
    return value.value if isinstance(value, NamedNode) else str(value)
