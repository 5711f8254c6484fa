"""What an answer rests on: the documents and catalogs from which the things in it are stated."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import BASE, PREFIXES
from service.agents.asked_terms import catalogs_stating, definers, facts_asked
from service.agents.results import Source
from service.agents.written import key_of
from service.evidence.origins import Origin, Origins, is_made
from service.evidence.provenance import Source as Explanation
from service.live.graph_reader import EVIDENCED_BY, GraphReader
from service.pages.linking import kind_of
from service.pages.reading import RDF_TYPE
from service.paths.links import RECORDS
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
    """The documents that texts among the terms name, or else where what the query asks for is stated of the things.

    Records of memberships, partnerships and the like tell for the things in them. Without things that have a source
    it is who states what the query asks for at all, and the release alone where nobody does.
    """
    terms = list(dict.fromkeys(terms))
    nodes = [term for term in terms if isinstance(term, NamedNode) and is_of_ours(read, term)]
    documents = [node for node in nodes if kind_of(node) == "document"]
    others = [node for node in nodes if kind_of(node) != "document"]
    things = [node for node in others if kind_of(node) in RECORDS] or others
    asked = facts_asked(query)
    counted = Counter(place for thing in things[:MOST_THINGS] for place in places_of(read, thing, asked))
    told = [node for term in terms if isinstance(term, Literal) for node in documents_told(read, term.value, counted)]
    places = list(dict.fromkeys(told or [*documents, *(place for place, _ in counted.most_common())]))
    notes = []
    if not places:
        places = list(dict.fromkeys([*catalogs_stating(read, query), *definers(read, terms)]))
        notes = [NO_THINGS] if places else []
    sources = [source_of(read, place, things=counted.get(place)) for place in places[:MOST_SOURCES]]
    if len(things) > MOST_THINGS and not told:
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


def is_of_ours(read: GraphReader, node: NamedNode) -> bool:
    return node.value.startswith(PREFIXES["id"]) and read.describes(node)


def documents_told(read: GraphReader, text: str, telling: Container[NamedNode]) -> Iterator[NamedNode]:
    """The documents that a text of our questions names; of several with one label those that tell of the things."""
    for part in text.split("; ")[:MOST_NAMED]:
        called = documents_called(read, part)
        yield from [node for node in called if node in telling] or called


def documents_called(read: GraphReader, text: str) -> list[NamedNode]:
    """The documents of which a text is the label, or the label with a place in it: `Label, section 2, line 46`."""
    parts = text.split(", ")
    for end in range(len(parts), 0, -1):
        label = ", ".join(parts[:end])
        literals = (Literal(label, language="en"), Literal(label))
        nodes = [node for literal in literals for node in read.things_with("rdfs:label", literal)]
        if documents := [node for node in nodes if kind_of(node) == "document"]:
            return documents
    return []


def places_of(read: GraphReader, thing: NamedNode, asked: Iterable[NamedNode]) -> set[NamedNode]:
    """Where some properties are stated of a thing or with it as value; else what the thing as a whole rests on."""
    if kind_of(thing) == "evidence":
        return set(read.things(thing, "dct:source"))
    stated = {place for prop in asked for origin in origins_of(read, thing, prop) for place in where(read, origin)}
    if stated:
        return stated
    about = [node for each in islice(read.statements_about(thing), MOST_EVIDENCE) for node in each.evidence]
    evidence = evidence_of(read, thing) or about
    documents = {each for node in evidence for each in read.things(node, "dct:source")}
    return documents or {graph for graph, _ in read.said_of(thing, RDF_TYPE) if not is_made(graph)}


def origins_of(read: GraphReader, thing: NamedNode, prop: NamedNode) -> Iterator[Origin]:
    """Everywhere that sources state a property of a thing, or with it as value."""
    own = Origins(read, thing, prop)
    yield from (origin for said in own.said for origin in own.of(*said))
    for subject in islice(read.subjects(prop, thing), MOST_EVIDENCE):
        yield from Origins(read, subject, prop).of(prop, thing)


def where(read: GraphReader, origin: Origin) -> set[NamedNode]:
    """The documents of the evidence, or the graph of the source."""
    return {each for node in origin.evidence for each in read.things(node, "dct:source")} or {origin.graph}


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
