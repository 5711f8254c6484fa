"""Rows of an answer as a table for people: cells that lead somewhere, in columns that are laid out by type."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import BASE, PREFIXES, iri
from ingest.questions.catalog import Question
from ingest.questions.expectation import IRI_SUFFIX, ColumnType
from service.pages.linking import ELSEWHERE, Link, href_of, words
from service.pages.literals import date, number, readable
from service.questions.cells import Labels
from service.result_rows import Row

LONG: Final = 160
HEAD: Final = 110
"""Of a text that is longer than LONG so much is shown, until somebody opens the rest."""
SHORT, BROAD = 24, 50
LONGEST_ADDRESS: Final = 56
NAMESPACES: Final = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
INTEGER: Final = iri("xsd:integer")
NUMBERS: Final = frozenset({"integer", "number"})
DATES: Final = frozenset({"date", "partial-date"})
WRITERS: Final[Mapping[ColumnType, Callable[[str], str]]] = {
    "integer": number,
    "number": number,
    "date": date,
    "partial-date": date,
}


@dataclass(frozen=True)
class Column:
    """A column of the table.

    Attributes:
        position: of its cells in a row.
        iri: where the IRI stands that its cells lead to, if there is one.
    """

    name: str
    type: ColumnType
    position: int
    iri: int | None

    @property
    def heading(self) -> str:
        return self.name.removesuffix(IRI_SUFFIX).replace("_", " ")


@dataclass(frozen=True)
class Shown:
    """A cell.

    Attributes:
        head: the beginning of a long text; empty for others.
    """

    link: Link
    head: str = ""


@dataclass(frozen=True)
class Table:
    """Columns, each with how it is laid out: number, date, short, text or nothing; and rows."""

    headings: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Shown | None, ...], ...]


def table_of(question: Question, names: Sequence[str], rows: Sequence[Row], labels: Labels) -> Table:
    """Rows of an answer with these columns."""
    columns = columns_of(question, names)
    cells = tuple(tuple(shown(row, column, labels) for column in columns) for row in rows)
    headings = [(column.heading, layout(column, [row[at] for row in cells])) for at, column in enumerate(columns)]
    return Table(tuple(headings), cells)


def columns_of(question: Question, names: Sequence[str]) -> list[Column]:
    """The columns, but for IRIs of what stands in another column: that becomes a link."""
    positions = {name: position for position, name in enumerate(names)}
    return [
        Column(name, question.expect.type_of(name), position, positions.get(name + IRI_SUFFIX))
        for name, position in positions.items()
        if not (name.endswith(IRI_SUFFIX) and name.removesuffix(IRI_SUFFIX) in positions)
    ]


def layout(column: Column, cells: Sequence[Shown | None]) -> str:
    """The kind of a column, by its type and by its longest text."""
    if column.type in NUMBERS:
        return "number"
    longest = max((len(cell.link.text) for cell in cells if cell), default=0)
    if column.type in DATES or longest <= SHORT:
        return "short"
    return "text" if longest > BROAD else ""


def shown(row: Row, column: Column, labels: Labels) -> Shown | None:
    link = cell_link(row, column, labels)
    return None if link is None else Shown(link, beginning(link.text) if len(link.text) > LONG else "")


def beginning(text: str) -> str:
    """The first words of a text."""
    cut = text[:HEAD]
    return cut.rpartition(" ")[0] or cut


def cell_link(row: Row, column: Column, labels: Labels) -> Link | None:
    cell = row[column.position]
    target = row[column.iri] if column.iri is not None else cell
    href = href_of(target) if isinstance(target, NamedNode) else ""
    outside = href.startswith("http")
    if isinstance(cell, NamedNode):
        label = labels.get(cell)
        return Link(
            label.value if label else words(cell) if href[:1] == "/" else address(cell.value), href, "", outside
        )
    if isinstance(cell, Literal):
        return literal_link(cell, column.type, href)
    if cell is None and isinstance(target, NamedNode):
        return Link(words(target), href, "", outside)
    return None if cell is None else Link(str(cell))


def literal_link(cell: Literal, of_type: ColumnType, href: str) -> Link:
    """A text, a number or a date; an address on the web leads there."""
    if not href and ELSEWHERE.match(cell.value) and not any(map(str.isspace, cell.value)):
        own = cell.value.startswith(BASE)
        return Link(address(cell.value), "/" + cell.value.removeprefix(BASE) if own else cell.value, "", not own)
    write = WRITERS.get(of_type)
    language = "" if cell.language in (None, "en") else str(cell.language)
    return Link(write(cell.value) if write else text_of(cell), href, language, href.startswith("http"))


def text_of(cell: Literal) -> str:
    """Whole numbers in columns of text are years and the like."""
    return cell.value if cell.datatype == INTEGER else prefixed(readable(cell))


def prefixed(text: str) -> str:
    """The text with IRIs of known vocabularies as prefixed names, `prov:Entity`."""
    if "://" in text:
        for prefix, namespace in NAMESPACES:
            text = text.replace(namespace, f"{prefix}:")
    return text


def address(text: str) -> str:
    """An address on the web without what all of them have, and not its whole length; a prefixed name if it has one."""
    plain = prefixed(text).removeprefix("https://").removeprefix("http://").removesuffix("/")
    return plain if len(plain) <= LONGEST_ADDRESS else plain[: LONGEST_ADDRESS - 1] + "…"
