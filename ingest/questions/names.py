"""The names in a query: the prefixes that it declares, and the terms of our ontology that it uses."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse

from ingest.data_folders import ONTOLOGY
from ingest.namespaces import PREFIXES, iri
from ingest.questions.tokens import lined, tokens

OURS: Final = PREFIXES["cairn"]
NOT_NAMES: Final = frozenset({"comment", "string"})
DECLARED: Final = re.compile(r"(?i)\bPREFIX\s+(?P<name>(?:[A-Za-z][\w.-]*)?):\s*<(?P<namespace>[^<>\s]+)>")
KINDS: Final = frozenset(
    map(iri, ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty"))
)


def declared(query: str) -> dict[str, str]:
    """The prefixes that a query declares, with what they stand for."""
    text = "".join(token.text for token in tokens(query) if token.kind not in NOT_NAMES)
    return {found["name"]: found["namespace"] for found in DECLARED.finditer(text)}


def undeclared(query: str) -> Iterator[tuple[str, int]]:
    """The prefixes that are used and not declared, each time with the line."""
    known = declared(query).keys() | {"_"}
    for token, line in lined(query):
        prefix = token.text.partition(":")[0]
        if token.kind == "prefixed" and prefix not in known:
            yield prefix, line


def own_terms(query: str) -> Iterator[tuple[str, int]]:
    """The terms of our ontology in a query, without its namespace, with their lines."""
    prefixes = declared(query)
    for token, line in lined(query):
        name = ""
        if token.kind == "prefixed":
            prefix, _, local = token.text.partition(":")
            name = prefixes.get(prefix, "") + local.rstrip(".")
        elif token.kind == "iri":
            name = token.text[1:-1]
        if name.startswith(OURS) and name != OURS:
            yield name.removeprefix(OURS), line


@cache
def defined_terms() -> frozenset[str]:
    """The classes and properties of our ontology, without its namespace."""
    return frozenset(
        quad.subject.value.removeprefix(OURS)
        for quad in parse(path=ONTOLOGY / "core.ttl", format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(OURS)
        and quad.predicate == iri("rdf:type")
        and quad.object in KINDS
    )


def like(term: str) -> list[str]:
    """The terms of our ontology that are spelled most like one that it has not."""
    return get_close_matches(term, sorted(defined_terms()), n=3)
