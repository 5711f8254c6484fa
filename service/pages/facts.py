"""The facts of one thing: each property with its values, their sources, and what is known to be missing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import iri
from service.evidence.grounds import Ground
from service.pages.cells import Cell, Gathered, marks_of, why
from service.pages.linking import Link, href_of
from service.pages.literals import ABSENT
from service.pages.notes import EVIDENCED, slug
from service.pages.reading import LABELS, RDF_TYPE, Fact, Reader, Term, values

IDENTIFIERS: Final = tuple(
    map(iri, ("foaf:homepage", "schema:url", "skos:exactMatch", "skos:closeMatch", "owl:sameAs", "rdfs:seeAlso"))
)
ELSEWHERE_ON_PAGE: Final = frozenset(
    {
        RDF_TYPE,
        *LABELS,
        EVIDENCED,
        *map(iri, ("skos:altLabel", "dct:description", "skos:definition", "cairn:paraphrase")),
    }
)
FIRST: Final = tuple(
    map(
        iri,
        [
            "cairn:activeFrom",
            "cairn:activeUntil",
            "cairn:projectKind",
            "org:classification",
            "cairn:locatedIn",
            "cairn:ledBy",
            "cairn:sponsoredBy",
            "cairn:memberOrganization",
            "cairn:produces",
            "cairn:producedBy",
            "cairn:parameterCount",
            "cairn:trainedOn",
            "cairn:trainedUsing",
            "cairn:derivedFromModel",
        ],
    )
)

NOT_PREFERRED: Final = "said elsewhere"
"""Stands beside a value that sources give and that is not the one shown for the thing."""


@dataclass(frozen=True)
class FactRow:
    """One property and its values."""

    name: str
    definition: str
    href: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Gap:
    """A value that is known to be missing, and how: `not disclosed`."""

    concerns: NamedNode
    prop: NamedNode
    cell: Cell


@dataclass(frozen=True)
class Missing:
    """A gap as the data state it."""

    concerns: NamedNode
    prop: NamedNode
    status: str
    gap: NamedNode
    evidence: NamedNode


def rows(around: Gathered, node: NamedNode, facts: dict[Fact, Ground], gaps: list[Gap]) -> list[FactRow]:
    """Fact rows, the most telling properties first, then by name."""
    cells: dict[NamedNode, list[Cell]] = defaultdict(list)
    for (prop, value), ground in facts.items():
        cells[prop].append(cell(around, node, prop, value, ground))
    for gap in gaps:
        cells[gap.prop].append(gap.cell)
    vocabulary = around.vocabulary
    order = sorted(cells, key=lambda prop: (FIRST.index(prop) if prop in FIRST else len(FIRST), vocabulary.name(prop)))
    return [
        FactRow(
            vocabulary.name(prop),
            vocabulary.definition(prop),
            href_of(prop),
            tuple(sorted(cells[prop], key=lambda one: (NOT_PREFERRED in one.marks, one.link.text.casefold()))),
        )
        for prop in order
    ]


def cell(around: Gathered, node: NamedNode, prop: NamedNode, value: Term, ground: Ground) -> Cell:
    """A value with the places it rests on: where sources say it, else where they say what it was made from."""
    notes = tuple(around.footnotes.cite(ground.evidence()))
    marks = marks_of(notes)
    if not marks and (prop, value) not in around.facts[node]:
        marks = (NOT_PREFERRED,)
    return Cell(around.value(prop, value), notes, marks, why(node, prop, value))


def without_repeats(around: Gathered, facts: Iterable[Fact]) -> list[Fact]:
    """The facts without those that a more precise property already says."""
    found = list(facts)
    above = around.vocabulary.superproperties
    said = {(upper, value) for prop, value in found for upper in above.get(prop, ())}
    return [fact for fact in found if fact not in said]


def gaps_of(reader: Reader, nodes: Iterable[NamedNode]) -> list[Missing]:
    """What is known to be missing of these things."""
    block = values("thing", list(dict.fromkeys(nodes)))
    query = f"""SELECT ?thing ?prop ?status ?gap ?evidence WHERE {{ {block}
      ?gap cairn:concerns ?thing ; a cairn:KnownGap ; cairn:aboutProperty ?prop ; cairn:gapStatus ?status ;
        cairn:evidencedBy ?evidence }}"""
    return [
        Missing(row["thing"], row["prop"], slug(row["status"]), row["gap"], row["evidence"])
        for row in reader.rows(query)
    ]


def gap_cells(around: Gathered, found: Iterable[Missing]) -> list[Gap]:
    """The gaps as cells that stand where a value would."""
    return [
        Gap(
            one.concerns,
            one.prop,
            Cell(
                Link(ABSENT.get(one.status, one.status), href_of(one.gap)),
                tuple(around.footnotes.cite([one.evidence])),
                absent=True,
            ),
        )
        for one in found
    ]


def described(facts: Iterable[Fact], prop: NamedNode) -> list[Literal]:
    """The texts of one property, English first."""
    texts = [o for p, o in facts if p == prop and isinstance(o, Literal)]
    return sorted(texts, key=lambda one: (one.language not in ("en", None), one.value))
