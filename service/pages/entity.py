"""Everything one page shows of one thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import iri
from service.evidence.grounds import Ground, Grounds
from service.live.graph_reader import GraphReader
from service.pages import claims as claiming
from service.pages import facts as stating
from service.pages import relations
from service.pages.cells import PARAPHRASE, Cell, Gathered
from service.pages.claims import Claim, Disagreement
from service.pages.facts import IDENTIFIERS, FactRow
from service.pages.layouts import EVIDENCE, GAP, RECORDS, SHOWN_WHOLE, SPOKEN, STATEMENT, layout_of
from service.pages.linking import Link, href_of, kind_of
from service.pages.notes import EVIDENCED, Footnotes, Note
from service.pages.reading import Fact, Reader, first, named, objects
from service.pages.relations import Group
from service.pages.tables import Table, cells, tables, types_of
from service.pages.vocabulary import Vocabulary

DOCUMENT: Final = iri("cairn:Document")
INNER: Final = frozenset({"statement", "metric", "condition", "value", *SPOKEN})
"""Kinds of things of which tables and claims need more than the label."""

DEFINITIONS: Final = tuple(map(iri, ("dct:description", "skos:definition", "cairn:paraphrase")))


@dataclass(frozen=True)
class Entity:
    """A thing as its page shows it."""

    node: NamedNode
    title: Link
    kinds: tuple[Link, ...]
    other_names: tuple[Link, ...]
    descriptions: tuple[Cell, ...]
    facts: tuple[FactRow, ...]
    tables: tuple[Table, ...]
    disagreements: tuple[Disagreement, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Group, ...]
    identifiers: tuple[tuple[str, Cell], ...]
    own_notes: tuple[Note, ...]
    notes: tuple[Note, ...]


def entity(reader: Reader, vocabulary: Vocabulary, node: NamedNode) -> Entity:
    """Gather the page of one thing; the thing must exist."""
    around = Gathered(reader, vocabulary, Footnotes(reader))
    around.load([node])
    own = stating.without_repeats(around, around.facts[node])
    links = relations_of(around, node, own)
    values = named(o for _, o in own)
    others = [one for subjects in links.values() for one in subjects if kind_of(one) not in relations.OWNERS]
    neighbors = [*values, *others]
    special = [one for one in dict.fromkeys(neighbors) if kind_of(one) in SHOWN_WHOLE]
    around.load(special)
    around.name(neighbors)
    around.load(o for one in special for o in named(o for _, o in around.facts[one]) if kind_of(o) in INNER)
    return assemble(around, node, own, links, special)


def relations_of(around: Gathered, node: NamedNode, own: list[Fact]) -> dict[NamedNode, list[NamedNode]]:
    """What points at the thing, without what its own facts already say from this side."""
    opposites = around.vocabulary.opposites
    said = {(opposites[prop], value) for prop, value in own if prop in opposites}
    found = around.reader.links_to(node, relations.MOST_LINKS)
    return {
        prop: [one for one in subjects if (prop, one) not in said and one != node]
        for prop, subjects in found.items()
        if prop not in relations.INTERNAL
    }


def assemble(
    around: Gathered,
    node: NamedNode,
    own: list[Fact],
    links: dict[NamedNode, list[NamedNode]],
    special: list[NamedNode],
) -> Entity:
    reader = around.reader
    types = types_of(own)
    grounds = Grounds(GraphReader(reader.store), node)
    known = set(around.facts[node])
    elsewhere = [fact for fact in grounds.said if fact not in known]
    incoming = stated_elsewhere(around, node, own)
    missing = stating.gaps_of(reader, [node, *special])
    shown_here = [(p, o) for p, o in [*own, *elsewhere] if p not in stating.ELSEWHERE_ON_PAGE and o not in special] + [
        (p, o) for p, o in own if p in DEFINITIONS
    ]
    grounded = {fact: grounds.of(*fact) for fact in shown_here}
    around.footnotes.load(cited(around, [node, *special], grounded.values(), missing))
    around.name(named([*(o for _, o in elsewhere), *(s for _, s in incoming)]))
    own_notes = tuple(around.footnotes.cite(objects(own, EVIDENCED)))
    gaps = stating.gap_cells(around, (gap for gap in missing if gap.concerns == node))
    plain = {(p, o): ground for (p, o), ground in grounded.items() if p not in IDENTIFIERS and p not in DEFINITIONS}
    rows = stating.rows(around, node, plain, gaps)
    inner_gaps = stating.gap_cells(around, (gap for gap in missing if gap.concerns != node))
    shown = tables(around, node, special, inner_gaps)
    return Entity(
        node=node,
        title=heading(around, node, own),
        kinds=tuple(Link(around.vocabulary.name(cls), href_of(cls)) for cls in around.vocabulary.narrowest(types)),
        other_names=tuple(around.link(name) for name in stating.described(own, iri("skos:altLabel"))),
        descriptions=tuple(
            stating.cell(around, node, prop, text, grounded[prop, text])
            for prop in DEFINITIONS
            for text in stating.described(own, prop)
        ),
        facts=tuple(rows),
        tables=tuple(shown),
        disagreements=tuple(claiming.disagreements(around, special)),
        claims=tuple(claiming.claims(around, special)),
        relations=tuple(linked(around, node, types, links, incoming, special)),
        identifiers=tuple(
            (around.vocabulary.name(p), stating.cell(around, node, p, o, grounded[p, o]))
            for p, o in sorted_by_name(own)
            if p in IDENTIFIERS
        ),
        own_notes=own_notes,
        notes=tuple(around.footnotes.listed()),
    )


def stated_elsewhere(around: Gathered, node: NamedNode, own: list[Fact]) -> set[Fact]:
    """What statements say that point at the thing, property and subject, without what its own facts say."""
    opposites = around.vocabulary.opposites
    mirrored = {(opposites[prop], value) for prop, value in own if prop in opposites}
    return relations.stated_links(around.reader, node) - mirrored


def cited(
    around: Gathered, nodes: Iterable[NamedNode], grounds: Iterable[Ground], missing: Iterable[stating.Missing]
) -> list[NamedNode]:
    """All evidence that the page may refer to, so that it is read at once."""
    direct = [o for one in nodes for o in named(objects(around.facts[one], EVIDENCED))]
    inner = [o for facts in around.facts.values() for o in named(objects(facts, EVIDENCED))]
    return [
        *direct,
        *inner,
        *(each for ground in grounds for each in ground.evidence()),
        *(gap.evidence for gap in missing),
    ]


def linked(
    around: Gathered,
    node: NamedNode,
    types: set[NamedNode],
    links: dict[NamedNode, list[NamedNode]],
    incoming: set[Fact],
    special: list[NamedNode],
) -> list[Group]:
    """Groups of plain things that point here, and what rests on a document."""
    hidden = SHOWN_WHOLE | RECORDS
    plain = {prop: [one for one in subjects if kind_of(one) not in hidden] for prop, subjects in links.items()}
    for prop, subject in sorted(incoming, key=str):
        if isinstance(subject, NamedNode) and subject not in links.get(prop, ()) and kind_of(subject) not in hidden:
            plain.setdefault(prop, []).append(subject)
    kept = {prop: subjects for prop, subjects in plain.items() if subjects}
    full = sum(map(len, links.values())) >= relations.MOST_LINKS
    totals = around.reader.count_links_to(node) if full else {}
    found = [*relations.groups(around, node, kept, totals), *relations.owners(around, node, links)]
    found.sort(key=lambda group: group.heading)
    if DOCUMENT in types:
        things = relations.resting_on(around.reader, node)
        around.name(things)
        found.extend([relations.rests(around, node, things)] if things else [])
    return found


def heading(around: Gathered, node: NamedNode, own: list[Fact]) -> Link:
    """The label; for a thing without one, a line made from what it states."""
    label = around.labels.get(node)
    if label:
        return around.link(node)
    types = types_of(own)
    if STATEMENT in types:
        parts = (first(own, iri(f"rdf:{part}")) for part in ("subject", "predicate", "object"))
        return Link(" — ".join(around.link(part).text for part in parts if part is not None))
    layout = layout_of(types)
    if layout and not any(p == PARAPHRASE for p, _ in own):
        values = [one.link.text for column in layout.columns for one in cells(around, node, node, column)[:2]]
        return Link(" — ".join(values[:4]) or around.link(node).text)
    if EVIDENCE in types:
        return Link(f"Evidence from {around.link(first(own, iri('dct:source')) or node).text}")
    if GAP in types:
        concerned, prop = first(own, iri("cairn:concerns")), first(own, iri("cairn:aboutProperty"))
        shown = [around.link(part).text for part in (concerned, prop) if part is not None]
        return Link(f"{' — '.join(shown)}: {around.link(node).text}")
    return around.link(node)


def sorted_by_name(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact[0].value, isinstance(fact[1], Literal), str(fact[1])))
