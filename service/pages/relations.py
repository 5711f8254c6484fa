"""What points at a thing, grouped by property and worded from its side."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from ingest.namespaces import iri
from service.evidence.grounds import Grounds
from service.live.graph_reader import GraphReader
from service.pages.cells import Cell, Gathered, marks_of
from service.pages.home import with_prefixes
from service.pages.linking import Link, href_of, kind_of
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
            "cairn:mapsTo",
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

OWNERS: Final = {
    "condition": iri("cairn:hasAccessCondition"),
    "metric": iri("cairn:hasMetric"),
    "openness": iri("cairn:hasComponentOpenness"),
    "restriction": iri("cairn:hasUseRestriction"),
    "value": iri("cairn:hasSourceValue"),
}
"""The property by which a thing has parts of a kind. Such a part tells of its owner and is shown on no other page."""


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


def owners(around: Gathered, node: NamedNode, links: dict[NamedNode, list[NamedNode]]) -> list[Group]:
    """A group for each property by which parts of things point at the node, with the things in place of the parts."""
    found: dict[tuple[NamedNode, NamedNode], list[NamedNode]] = defaultdict(list)
    for prop, subjects in links.items():
        for part in subjects:
            if kind_of(part) in OWNERS:
                has = OWNERS[kind_of(part)]
                found[has, prop].extend(one for one in around.reader.subjects(has, part) if one != node)
    around.name(one for things in found.values() for one in things)
    return [
        Group(around.vocabulary.inverse(prop), href_of(prop), *_first(around, things), all_of(node, f"{has}/{prop}"))
        for (has, prop), things in found.items()
        if things
    ]


def _first(around: Gathered, things: list[NamedNode]) -> tuple[tuple[Cell, ...], int]:
    """The first of some things by name, and how many there are."""
    cells = sorted((Cell(around.link(one)) for one in dict.fromkeys(things)), key=lambda one: one.link.text.casefold())
    return tuple(cells[:SHOWN]), len(cells)


def cell(around: Gathered, read: GraphReader, subject: NamedNode, prop: NamedNode, node: NamedNode) -> Cell:
    """A thing that points at the node, with the places that say so."""
    evidence = Grounds(read, subject, prop).of(prop, node).evidence()
    around.footnotes.load(evidence)
    notes = tuple(around.footnotes.cite(evidence))
    return Cell(around.link(subject), notes, marks_of(notes))


def all_of(node: NamedNode, path: NamedNode | str) -> str:
    """A query for everything that points at the node through the property, or the path of properties."""
    pattern = f"?thing {path} {node} .\n  OPTIONAL {{ ?thing rdfs:label ?label }}"
    return "/sparql?" + urlencode(
        {"query": with_prefixes(f"SELECT DISTINCT ?thing ?label WHERE {{\n  {pattern}\n}} ORDER BY ?label")}
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
    cells, total = _first(around, things)
    query = f"""PREFIX dct: <http://purl.org/dc/terms/>
PREFIX cairn: <https://w3id.org/opencairn/ontology#>
SELECT DISTINCT ?thing WHERE {{ ?evidence dct:source {document} . ?thing cairn:evidencedBy ?evidence }}"""
    link = Link("", "/sparql?" + urlencode({"query": query}))
    return Group("What rests on this document", href_of(iri("dct:source")), cells, total, link.href)
