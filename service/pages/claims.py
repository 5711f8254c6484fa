"""What is claimed about a thing, and where sources disagree: kept apart from its facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import iri
from service.pages.cells import PARAPHRASE, Cell, Gathered
from service.pages.layouts import CLAIMS, DISAGREEMENT, STATEMENT
from service.pages.linking import Link, href_of
from service.pages.notes import EVIDENCED, Note
from service.pages.reading import LABELS, Term, first, named, objects
from service.pages.tables import types_of

SPOKEN_BY: Final = iri("cairn:spokenBy")
ABOUT: Final = tuple(map(iri, ("cairn:aboutConcept", "cairn:atStage", "cairn:addressedTo")))
ABOUT_PROPERTY, POSITION = iri("cairn:aboutProperty"), iri("cairn:hasPosition")
SUBJECT, OBJECT = iri("rdf:subject"), iri("rdf:object")


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
    """One matter on which sources say different things."""

    text: Link
    about: tuple[Link, ...]
    positions: tuple[Cell, ...]
    notes: tuple[Note, ...]


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
    positions = tuple(position(around, held) for held in named(objects(facts, POSITION)))
    label = text_of(around, node) if first(facts, PARAPHRASE, *LABELS) else Link("Sources differ", href_of(node))
    return Disagreement(label, about, positions, tuple(around.footnotes.cite(objects(facts, EVIDENCED))))


def position(around: Gathered, node: NamedNode) -> Cell:
    """One position: the value of a statement, or the text of a claim, with its sources."""
    facts = around.facts.get(node, [])
    value = first(facts, OBJECT)
    shown = around.link(value) if value is not None else text_of(around, node) if facts else around.link(node)
    return Cell(
        shown if shown.href else Link(shown.text, href_of(node)),
        tuple(around.footnotes.cite(objects(facts, EVIDENCED))),
    )
