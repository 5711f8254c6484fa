"""What is claimed about a thing, and where sources disagree: kept apart from its facts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import iri
from service.pages.cells import PARAPHRASE, Cell, Gathered
from service.pages.layouts import CLAIMS, DISAGREEMENT, STATEMENT
from service.pages.linking import Link, href_of
from service.pages.notes import EVIDENCED, Note, slug
from service.pages.reading import LABELS, Fact, Term, first, named, objects
from service.pages.tables import types_of

SPOKEN_BY: Final = iri("cairn:spokenBy")
ABOUT: Final = tuple(map(iri, ("cairn:aboutConcept", "cairn:atStage", "cairn:addressedTo")))
CONFLICT_TYPE, DIFFERENCE = iri("cairn:conflictType"), iri("cairn:differenceKind")
CONCERNS, RAW = iri("cairn:concerns"), iri("cairn:rawValue")
MARKS: Final = {
    "rounding": "rounded differently",
    "precision": "more and less precise",
    "unread": "not read everywhere",
}
"""What stands beside a value on which sources do not contradict each other, by the way in which they differ."""
DIFFER: Final = "sources differ"
ABOUT_PROPERTY, POSITION = iri("cairn:aboutProperty"), iri("cairn:hasPosition")
OBJECT = iri("rdf:object")


@dataclass(frozen=True)
class Claim:
    """One claim: its text, what kind it is, who makes it, what it is about."""

    text: Link
    kind: str
    speakers: tuple[Link, ...]
    about: tuple[Link, ...]
    notes: tuple[Note, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Disagreement:
    """One matter on which sources say different things.

    Attributes:
        kind: how they differ, in a few words; empty if nobody compared them.
        mark: what stands beside the value.
    """

    text: Link
    about: tuple[Link, ...]
    positions: tuple[Cell, ...]
    notes: tuple[Note, ...]
    kind: tuple[Link, ...] = ()
    mark: str = DIFFER


def claims(around: Gathered, nodes: Iterable[NamedNode]) -> list[Claim]:
    """The claims among the nodes, by kind; those that a disagreement among the nodes shows are left to it."""
    among = list(nodes)
    shown = {held for node in among for held in named(objects(around.facts.get(node, []), POSITION))}
    wanted = [node for node in among if node not in shown and is_claim(types_of(around.facts.get(node, [])))]
    return sorted((claim(around, node) for node in wanted), key=lambda one: (one.kind, one.text.text))


def is_claim(types: set[NamedNode]) -> bool:
    return CLAIMS in types and STATEMENT not in types


def claim(around: Gathered, node: NamedNode) -> Claim:
    facts = around.facts[node]
    notes = tuple(around.footnotes.cite(objects(facts, EVIDENCED)))
    spoken = [around.link(value) for value in objects(facts, SPOKEN_BY)]
    stated = [note.speaker for note in notes if note.speaker]
    names = [around.vocabulary.name(cls) for cls in around.vocabulary.narrowest(types_of(facts))]
    about = tuple(around.link(value) for prop in ABOUT for value in objects(facts, prop))
    doubts = tuple(dict.fromkeys(mark for note in notes for mark in note.marks[-1:] if mark.endswith("confidence")))
    return Claim(
        text_of(around, node),
        names[0] if names else "claim",
        tuple(dict.fromkeys(spoken or stated)),
        about,
        notes,
        doubts,
    )


def text_of(around: Gathered, node: NamedNode) -> Link:
    """What a claim or disagreement says: its paraphrase, else its label."""
    facts = around.facts[node]
    said: Term = first(facts, PARAPHRASE, *LABELS) or node
    shown = around.link(said)
    return Link(shown.text, href_of(node), shown.lang)


def disagreements(around: Gathered, nodes: Iterable[NamedNode]) -> list[Disagreement]:
    """The disagreements among the nodes, each with all its positions."""
    wanted = [node for node in nodes if DISAGREEMENT in types_of(around.facts.get(node, []))]
    return [disagreement(around, node) for node in wanted]


def disagreement(around: Gathered, node: NamedNode) -> Disagreement:
    facts = around.facts[node]
    about = tuple(Link(around.vocabulary.name(prop), href_of(prop)) for prop in named(objects(facts, ABOUT_PROPERTY)))
    label = text_of(around, node) if first(facts, PARAPHRASE, *LABELS) else Link("Sources differ", href_of(node))
    kinds = [each for prop in (CONFLICT_TYPE, DIFFERENCE) for each in named(objects(facts, prop))]
    return Disagreement(
        label,
        about,
        positions(around, facts),
        tuple(around.footnotes.cite(objects(facts, EVIDENCED))),
        tuple(around.link(each) for each in kinds),
        MARKS.get(slug(first(facts, DIFFERENCE)), DIFFER),
    )


def positions(around: Gathered, facts: list[Fact]) -> tuple[Cell, ...]:
    """The positions of a disagreement, one for each value, what the thing's own page shows first."""
    preferred = {
        value
        for thing in named(objects(facts, CONCERNS))
        for prop in named(objects(facts, ABOUT_PROPERTY))
        for value in objects(around.facts.get(thing, []), prop)
    }
    held: dict[Link, list[NamedNode]] = defaultdict(list)
    first_shown = set()
    for node in named(objects(facts, POSITION)):
        link, value = position(around, node)
        held[link].append(node)
        if value in preferred:
            first_shown.add(link)
    cells = (
        Cell(
            link,
            tuple(around.footnotes.cite(o for node in nodes for o in objects(around.facts.get(node, []), EVIDENCED))),
            ("shown first",) if link in first_shown else (),
        )
        for link, nodes in held.items()
    )
    return tuple(sorted(cells, key=lambda cell: (not cell.marks, cell.link.text.casefold())))


def position(around: Gathered, node: NamedNode) -> tuple[Link, Term | None]:
    """One position: the value of a statement, what could not be read, or the text of a claim."""
    facts = around.facts.get(node, [])
    value, raw = first(facts, OBJECT), first(facts, RAW)
    if value is not None:
        shown = around.link(value)
    elif isinstance(raw, Literal):
        shown = Link(f"“{raw.value}”")
    else:
        shown = text_of(around, node) if facts else around.link(node)
    return (shown if shown.href or value is not None else Link(shown.text, href_of(node))), value
