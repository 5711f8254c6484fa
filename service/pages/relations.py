"""What points at a thing, grouped by property and worded from its side."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from ingest.namespaces import iri
from service.evidence.grounds import Grounds
from service.live.graph_reader import GraphReader
from service.pages.cells import Cell, Gathered, marks_of
from service.pages.home import with_prefixes
from service.pages.linking import Link, href_of
from service.pages.reading import Fact, Reader

MOST_LINKS: Final = 3000
SHOWN: Final = 24
INTERNAL: Final = frozenset(
    map(
        iri,
        [
            "rdf:subject",
            "rdf:object",
            "rdf:predicate",
            "dct:source",
            "cairn:evidencedBy",
            "cairn:statedBy",
            "cairn:hasPosition",
            "cairn:usesScheme",
            "dct:isReplacedBy",
            "owl:inverseOf",
            "rdfs:domain",
            "rdfs:range",
            "rdfs:subClassOf",
            "rdfs:subPropertyOf",
            "rdfs:isDefinedBy",
        ],
    )
)


@dataclass(frozen=True)
class Group:
    """Things that point here through one property; `total` counts also those not shown."""

    heading: str
    prop: str
    cells: tuple[Cell, ...]
    total: int
    all_of_them: str


def groups(
    around: Gathered,
    node: NamedNode,
    links: dict[NamedNode, list[NamedNode]],
    totals: dict[NamedNode, int],
) -> list[Group]:
    """A group for each property, the things in it by name."""
    found = []
    read = GraphReader(around.reader.store)
    for prop, subjects in links.items():
        by_name = sorted(dict.fromkeys(subjects), key=lambda one: around.link(one).text.casefold())
        cells = tuple(cell(around, read, subject, prop, node) for subject in by_name[:SHOWN])
        total = max(totals.get(prop, 0), len(by_name))
        found.append(Group(around.vocabulary.inverse(prop), href_of(prop), cells, total, all_of(node, prop)))
    return sorted(found, key=lambda group: group.heading)


def cell(around: Gathered, read: GraphReader, subject: NamedNode, prop: NamedNode, node: NamedNode) -> Cell:
    """A thing that points at the node, with the places that say so."""
    evidence = Grounds(read, subject, prop).of(prop, node).evidence()
    around.footnotes.load(evidence)
    notes = tuple(around.footnotes.cite(evidence))
    return Cell(around.link(subject), notes, marks_of(notes))


def all_of(node: NamedNode, prop: NamedNode) -> str:
    """A query for everything that points at the node through the property."""
    pattern = f"?thing {prop} {node} .\n  OPTIONAL {{ ?thing rdfs:label ?label }}"
    return "/sparql?" + urlencode(
        {"query": with_prefixes(f"SELECT ?thing ?label WHERE {{\n  {pattern}\n}} ORDER BY ?label")}
    )


def stated_links(reader: Reader, node: NamedNode) -> set[Fact]:
    """What statements say that point at the node, by property and subject; what is only claimed is among them."""
    query = f"""SELECT DISTINCT ?s ?p WHERE {{
      ?statement rdf:object {node} ; rdf:subject ?s ; rdf:predicate ?p }}
      LIMIT {MOST_LINKS}"""
    return {(row["p"], row["s"]) for row in reader.rows(query)}


def resting_on(reader: Reader, document: NamedNode) -> list[NamedNode]:
    """The things about which something is stated on the strength of a document."""
    query = f"""SELECT DISTINCT ?thing WHERE {{ ?evidence dct:source {document} .
      {{ ?statement cairn:evidencedBy ?evidence ; rdf:subject ?thing }}
      UNION {{ ?thing cairn:evidencedBy ?evidence FILTER NOT EXISTS {{ ?thing a cairn:Statement }} }} }}
      LIMIT {MOST_LINKS}"""
    return [row["thing"] for row in reader.rows(query)]


def rests(around: Gathered, document: NamedNode, things: list[NamedNode]) -> Group:
    """The group of things that rest on a document."""
    cells = sorted((Cell(around.link(thing)) for thing in things), key=lambda one: one.link.text.casefold())
    query = f"""PREFIX dct: <http://purl.org/dc/terms/>
PREFIX cairn: <https://w3id.org/opencairn/ontology#>
SELECT DISTINCT ?thing WHERE {{ ?evidence dct:source {document} . ?thing cairn:evidencedBy ?evidence }}"""
    link = Link("", "/sparql?" + urlencode({"query": query}))
    return Group("What rests on this document", href_of(iri("dct:source")), tuple(cells[:SHOWN]), len(cells), link.href)
