"""All things of one kind, page by page, filtered by name."""

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import PREFIXES
from service.pages.cells import Gathered
from service.pages.entity import heading
from service.pages.facts import gap_cells, gaps_of
from service.pages.home import classes_of
from service.pages.linking import Link, href_of
from service.pages.notes import EVIDENCED, Footnotes
from service.pages.reading import Reader, named, objects, values
from service.pages.tables import Table, tables, types_of
from service.pages.vocabulary import Vocabulary

PAGE_SIZE: Final = 60
NOTHING: Final = NamedNode("about:nothing")


@dataclass(frozen=True)
class Listed:
    """One thing in a list: its name and what it is."""

    link: Link
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """One page of a kind."""

    things: tuple[Listed, ...]
    tables: tuple[Table, ...]
    footnotes: Footnotes
    total: int
    page: int
    pages: int


def listing(reader: Reader, vocabulary: Vocabulary, kind: str, text: str, page: int) -> Listing:
    """Things whose IRI is of the kind; with a text, those whose label or paraphrase contains it."""
    pattern = f"""?thing a ?class . FILTER(STRSTARTS(STR(?thing), {Literal(PREFIXES["id"] + kind + "/")}))
      OPTIONAL {{ ?thing rdfs:label ?label }} OPTIONAL {{ ?thing cairn:paraphrase ?said }}
      BIND(STRAFTER(STR(?thing), {Literal(kind + "/")}) AS ?slug)
      BIND(LCASE(STR(COALESCE(?label, ?said, ?slug))) AS ?name) {contains(text)}"""
    classes = values("class", [NamedNode(cls) for cls in classes_of(kind)])
    counted = reader.rows(f"SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE {{ {classes} {pattern} }}")
    total = int(counted[0]["n"].value)
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    query = f"""SELECT ?thing (MIN(?name) AS ?sorted) WHERE {{ {classes} {pattern} }}
      GROUP BY ?thing ORDER BY ?sorted ?thing LIMIT {PAGE_SIZE} OFFSET {(page - 1) * PAGE_SIZE}"""
    nodes = [row["thing"] for row in reader.rows(query)]
    around = Gathered(reader, vocabulary, Footnotes(reader))
    around.load(nodes)
    return shown(around, nodes, total, page, pages)


def shown(around: Gathered, nodes: list[NamedNode], total: int, page: int, pages: int) -> Listing:
    missing = gaps_of(around.reader, nodes) if nodes else []
    evidence = [o for node in nodes for o in named(objects(around.facts[node], EVIDENCED))]
    around.footnotes.load([*evidence, *(gap.evidence for gap in missing)])
    laid_out = tables(around, NOTHING, nodes, gap_cells(around, missing))
    things = () if laid_out else tuple(listed(around, node) for node in nodes)
    return Listing(things, tuple(laid_out), around.footnotes, total, page, pages)


def listed(around: Gathered, node: NamedNode) -> Listed:
    facts = around.facts[node]
    link = heading(around, node, facts)
    names = [around.vocabulary.name(cls) for cls in around.vocabulary.narrowest(types_of(facts))]
    return Listed(Link(link.text, href_of(node), link.lang), tuple(names))


def contains(text: str) -> str:
    """A filter on the name; the text enters as an escaped literal."""
    return f"FILTER(CONTAINS(?name, {Literal(text.lower())}))" if text else ""
