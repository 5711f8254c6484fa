"""All things of one kind, page by page, filtered by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from service.pages.cells import Gathered
from service.pages.entity import heading
from service.pages.facts import gap_cells, gaps_of
from service.pages.linking import Link, href_of
from service.pages.names import thing
from service.pages.notes import EVIDENCED, Footnotes
from service.pages.reading import Reader, named, objects
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


def listing(reader: Reader, vocabulary: Vocabulary, lines: Sequence[bytes], page: int) -> Listing:
    """One page of things, given as lines of `Names`."""
    total = len(lines)
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    nodes = [thing(line) for line in lines[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]]
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
