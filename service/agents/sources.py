"""What an answer rests on: the documents and catalogs from which the things in it are stated."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import BASE, PREFIXES
from service.agents.asked_terms import catalogs_stating, definers
from service.agents.results import Source
from service.agents.written import key_of
from service.evidence.origins import is_made
from service.evidence.provenance import Source as Explanation
from service.live.graph_reader import EVIDENCED_BY, GraphReader
from service.pages.linking import kind_of
from service.pages.reading import RDF_TYPE
from service.terms import Term

MOST_THINGS: Final = 50
MOST_EVIDENCE: Final = 10
"""Pieces of evidence of one thing that are looked at."""
MOST_SOURCES: Final = 20
MOST_NAMED: Final = 5
"""Documents that are looked for in one text."""
NAMING: Final = frozenset({"source", "sources", "said_by", "document", "catalog"})
"""Columns of our questions that give labels of documents."""
NO_THINGS: Final = (
    "The rows name no thing with a source of its own: `sources` are the catalogs that state what the query asks for, "
    "and what its concepts are taken from."
)


@dataclass(frozen=True)
class Cited:
    """Sources, those of most things first, and what was left out."""

    sources: list[Source]
    notes: list[str]


def cited(read: GraphReader, terms: Iterable[Term], query: str, release: str, see: str) -> Cited:
    """Where the things among these terms are stated; without things, who states what the query asks for.

    Documents are cited themselves, by their IRI or as the text that is their label. The release alone is cited where
    nothing has a source.
    """
    terms = list(dict.fromkeys(terms))
    named = list(dict.fromkeys(node for term in terms for node in things_named(read, term)))
    documents = [node for node in named if kind_of(node) == "document"]
    things = [node for node in named if kind_of(node) != "document"]
    counted = Counter(place for thing in things[:MOST_THINGS] for place in places_of(read, thing))
    places = [*documents, *(place for place, _ in counted.most_common() if place not in documents)]
    notes = []
    if not places:
        places = list(dict.fromkeys([*catalogs_stating(read, query), *definers(read, terms)]))
        notes = [NO_THINGS] if places else []
    sources = [source_of(read, place, things=counted.get(place)) for place in places[:MOST_SOURCES]]
    if len(things) > MOST_THINGS:
        notes.append(f"`sources` were looked up for {MOST_THINGS} of the {len(things)} things in these rows.")
    if len(places) > MOST_SOURCES:
        notes.append(f"{MOST_SOURCES} of {len(places)} sources are given, those of most things.")
    return Cited(sources or [release_as_source(release, see)], notes)


class SourceList:
    """Sources that parts of an answer refer to by their positions."""

    def __init__(self) -> None:
        self.listed: list[Source] = []
        self._places: dict[tuple[str | None, str | None], int] = {}

    def places(self, sources: Iterable[Source]) -> list[int]:
        """Where these stand; they are added while there is room."""
        found = dict.fromkeys(self._place(source) for source in sources)
        return [place for place in found if place is not None]

    def _place(self, source: Source) -> int | None:
        key = (source.id, source.locator)
        if key not in self._places and len(self.listed) < MOST_SOURCES:
            self._places[key] = len(self.listed)
            self.listed.append(source)
        return self._places.get(key)


def explained(said: Iterable[Explanation]) -> Iterator[Source]:
    """The documents among what explains a statement."""
    for each in said:
        if each.document:
            label, id = each.document.label or each.document.iri, key_of(NamedNode(each.document.iri))
            yield Source(label=label, id=id, url=each.url, locator=each.locator)


def things_named(read: GraphReader, term: Term) -> list[NamedNode]:
    """The thing of ours that an IRI stands for, or the documents that a text of our questions names."""
    if isinstance(term, NamedNode):
        return [term] if term.value.startswith(PREFIXES["id"]) and read.describes(term) else []
    found = (document_named(read, part) for part in getattr(term, "value", "").split("; ")[:MOST_NAMED])
    return [document for document in found if document]


def document_named(read: GraphReader, text: str) -> NamedNode | None:
    """The document of which a text is the label, or the label with a place in it: `Label, section 2, line 46`."""
    parts = text.split(", ")
    for end in range(len(parts), 0, -1):
        label = ", ".join(parts[:end])
        for literal in (Literal(label, language="en"), Literal(label)):
            for node in read.things_with("rdfs:label", literal):
                if kind_of(node) == "document":
                    return node
    return None


def places_of(read: GraphReader, thing: NamedNode) -> set[NamedNode]:
    """The documents that the evidence of a thing names, or else of what is stated of it; or the graphs it is in."""
    evidence = [thing] if kind_of(thing) == "evidence" else evidence_of(read, thing)
    if not evidence:
        stated = islice(read.things_with("rdf:subject", thing), MOST_EVIDENCE)
        evidence = [node for statement in stated for node in evidence_of(read, statement)]
    documents = {each for node in evidence for each in read.things(node, "dct:source")}
    return documents or {graph for graph, _ in read.said_of(thing, RDF_TYPE) if not is_made(graph)}


def evidence_of(read: GraphReader, node: NamedNode) -> list[NamedNode]:
    return [each for each in islice(read.values(node, EVIDENCED_BY), MOST_EVIDENCE) if isinstance(each, NamedNode)]


def source_of(read: GraphReader, node: NamedNode, locator: str | None = None, things: int | None = None) -> Source:
    """A document, or the graph of a catalog, with where it is and under which license."""
    own = node.value.startswith(BASE)
    catalog = read.thing(node, "dct:source") if node.value.startswith(PREFIXES["graph"]) else None
    address = read.thing(catalog or node, "schema:url") or (None if own else node)
    license_ = read.thing(node, "cairn:dataLicense") or read.thing(node, "dct:license")
    return Source(
        label=read.label(node) or node.value,
        id=key_of(node) if own else None,
        url=address.value if address else None,
        license=(read.label(license_) or license_.value) if license_ else None,
        locator=locator,
        things=things,
    )


def release_as_source(release: str, see: str) -> Source:
    """What an answer rests on in which nothing has a source of its own."""
    return Source(label=f"OpenCairn, release {release}", url=see)


def terms_in(columns: Iterable[str], row: Iterable[Term | None]) -> list[Term]:
    """What of a row tells sources: its IRIs, and the texts in columns that our questions give labels of documents."""
    return [
        term
        for name, term in zip(columns, row, strict=True)
        if isinstance(term, NamedNode) or (name in NAMING and isinstance(term, Literal))
    ]
