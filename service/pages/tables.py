"""Things that are statements about others, laid out as the rows of a table."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from service.pages.cells import ABOUT_PROPERTY, AMOUNT, METRIC_VALUE, REPLACES, Cell, Gathered, marks_of
from service.pages.facts import Gap
from service.pages.layouts import LAYOUTS, Column, Layout, layout_of
from service.pages.linking import Link, href_of
from service.pages.notes import EVIDENCED, Note
from service.pages.reading import RDF_TYPE, Fact, Term, objects

Missing = dict[tuple[NamedNode, NamedNode], list[Cell]]

MOST_ROWS: Final = 60
COMPOSED: Final = {METRIC_VALUE: Gathered.measure, AMOUNT: Gathered.amount, REPLACES: Gathered.joined}


@dataclass(frozen=True)
class Row:
    """One thing: its cells in the order of the columns, and what it rests on."""

    href: str
    cells: tuple[tuple[Cell, ...], ...]
    notes: tuple[Note, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows of one kind; `total` counts also those left out."""

    title: str
    anchor: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int


def tables(around: Gathered, page: NamedNode, nodes: Iterable[NamedNode], gaps: Iterable[Gap]) -> list[Table]:
    """A table for each kind of statement among the nodes, in the order of LAYOUTS."""
    kinds: dict[Layout, list[NamedNode]] = defaultdict(list)
    for node in nodes:
        known = layout_of(types_of(around.facts.get(node, [])))
        if known:
            kinds[known].append(node)
    missing: Missing = defaultdict(list)
    for gap in gaps:
        missing[gap.concerns, gap.prop].append(gap.cell)
    return [table(around, page, known, kinds[known], missing) for known in LAYOUTS if known in kinds]


def types_of(facts: list[Fact]) -> set[NamedNode]:
    return {o for o in objects(facts, RDF_TYPE) if isinstance(o, NamedNode)}


def table(around: Gathered, page: NamedNode, known: Layout, nodes: list[NamedNode], missing: Missing) -> Table:
    """The columns in which any row says something other than the page's own subject."""
    told = {node: [others(around, page, node, column, missing) for column in known.columns] for node in nodes}
    shown = [i for i in range(len(known.columns)) if any(columns[i] for columns in told.values())]
    rows = [
        row(around, node, tuple((*own(around, page, node, known.columns[i]), *columns[i]) for i in shown))
        for node, columns in told.items()
    ]
    rows.sort(key=lambda one: [tuple(cell.link.text for cell in cells) for cells in one.cells])
    headings = tuple(known.columns[i].heading for i in shown)
    anchor = known.title.lower().replace(" ", "-")
    return Table(known.title, anchor, headings, tuple(rows[:MOST_ROWS]), len(rows))


def row(around: Gathered, node: NamedNode, shown: tuple[tuple[Cell, ...], ...]) -> Row:
    notes = tuple(around.footnotes.cite(objects(around.facts[node], EVIDENCED)))
    return Row(href_of(node), shown, notes, marks_of(notes))


def own(around: Gathered, page: NamedNode, node: NamedNode, column: Column) -> tuple[Cell, ...]:
    """The page's own subject where it is one of the values: named, not linked."""
    stands_here = any(page in objects(around.facts[node], prop) for prop in column.properties)
    return (Cell(Link(around.link(page).text)),) if stands_here else ()


def others(around: Gathered, page: NamedNode, node: NamedNode, column: Column, missing: Missing) -> tuple[Cell, ...]:
    """The values of one column, without the page's own subject, then what is known to be missing there."""
    absent = [cell for prop in column.properties for cell in missing.get((node, prop), ())]
    return (*cells(around, page, node, column), *absent)


def cells(around: Gathered, page: NamedNode, node: NamedNode, column: Column) -> tuple[Cell, ...]:
    """The values of one column, without the thing whose page this is."""
    facts, found = around.facts[node], []
    for prop in column.properties:
        values = [value for value in objects(facts, prop) if value != page]
        compose = COMPOSED.get(prop)
        if compose and values:
            found.append(Cell(Link(compose(around, facts), href_of(node))))
        elif values:
            found.extend(Cell(link_of(around, prop, value)) for value in values)
    return tuple(sorted(dict.fromkeys(found), key=lambda cell: cell.link.text))


def link_of(around: Gathered, prop: NamedNode, value: Term) -> Link:
    """A value in a cell; a property by its name here, whoever defines it."""
    if prop == ABOUT_PROPERTY and isinstance(value, NamedNode):
        return Link(around.vocabulary.name(value), href_of(value))
    return around.link(value)
