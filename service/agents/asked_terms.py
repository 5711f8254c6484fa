"""The terms of our ontology that a query uses, and which catalogs state something with them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import ONTOLOGY, PREFIXES
from ingest.questions.tokens import tokens
from service.evidence.origins import CLAIMED, is_made
from service.live.graph_reader import GraphReader
from service.terms import Term

PREFIX: Final = re.compile(r"PREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
OF_FACTS: Final = tuple(PREFIXES[prefix] for prefix in ("cairn", "dct", "foaf", "org", "schema"))
"""How the terms begin with which sources state facts; labels, classes and arrangements of concepts are none."""
DEFINED: Final = (PREFIXES["concept"], f"{ONTOLOGY}#")
"""How concepts and terms of the ontology begin."""


def facts_asked(query: str) -> list[NamedNode]:
    """The properties and classes that a query names, of those with which sources state facts."""
    prefixes = PREFIXES | dict(PREFIX.findall(query))
    found: dict[str, None] = {}
    for token in tokens(query):
        if token.kind == "prefixed":
            prefix, _, local = token.text.rstrip(".").partition(":")
            found[prefixes.get(prefix, "") + local.replace("\\", "") if local else ""] = None
        elif token.kind == "iri":
            found[token.text[1:-1]] = None
    return [NamedNode(each) for each in found if each.startswith(OF_FACTS)]


def terms_in(query: str) -> list[str]:
    """Local names of ontology terms that a query uses."""
    begin = f"{ONTOLOGY}#"
    return [each.value.removeprefix(begin) for each in facts_asked(query) if each.value.startswith(begin)]


def catalogs_stating(read: GraphReader, query: str) -> list[NamedNode]:
    """The graphs of sources in which a property of the query has a value, or a class of it a thing."""
    return [graph for graph in read.graphs_using(facts_asked(query)) if graph != CLAIMED and not is_made(graph)]


def definers(read: GraphReader, terms: Iterable[Term]) -> Iterator[NamedNode]:
    """What the concepts among these terms are taken from, and the ontology for its own terms."""
    for term in terms:
        if isinstance(term, NamedNode) and term.value.startswith(DEFINED):
            yield from read.things(term, "dct:source") or [NamedNode(ONTOLOGY)]
