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

OUR_PREFIX: Final = re.compile(r"PREFIX\s+cairn:\s*<([^>]*)>", re.IGNORECASE)
DEFINED: Final = (PREFIXES["concept"], f"{ONTOLOGY}#")
"""How concepts and terms of the ontology begin."""


def terms_in(query: str) -> list[str]:
    """Local names of ontology terms that a query uses."""
    declared = OUR_PREFIX.search(query)
    ours = "cairn:" if declared is None or declared[1] == PREFIXES["cairn"] else "\0"
    found = []
    for token in tokens(query):
        if token.kind == "prefixed" and token.text.startswith(ours):
            found.append(token.text.removeprefix(ours).rstrip("."))
        elif token.kind == "iri" and token.text.startswith(f"<{ONTOLOGY}#"):
            found.append(token.text[len(ONTOLOGY) + 2 : -1])
    return [name for name in dict.fromkeys(found) if name]


def catalogs_stating(read: GraphReader, query: str) -> list[NamedNode]:
    """The graphs of sources in which a property of the query has a value, or a class of it a thing."""
    terms = [NamedNode(f"{ONTOLOGY}#{name}") for name in terms_in(query)]
    return [graph for graph in read.graphs_using(terms) if graph != CLAIMED and not is_made(graph)]


def definers(read: GraphReader, terms: Iterable[Term]) -> Iterator[NamedNode]:
    """What the concepts among these terms are taken from, and the ontology for its own terms."""
    for term in terms:
        if isinstance(term, NamedNode) and term.value.startswith(DEFINED):
            yield from read.things(term, "dct:source") or [NamedNode(ONTOLOGY)]
