"""Footnotes: the places in sources on which the statements of a page rest."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import iri
from service.pages.linking import Link, href_of, local_name
from service.pages.reading import Fact, Reader, Term, first, named, objects

EVIDENCED: Final = iri("cairn:evidencedBy")
SOURCE, TITLE, NOTE, ROWS = iri("dct:source"), iri("dct:title"), iri("skos:note"), iri("dct:identifier")
LOCATOR, KIND, CONFIDENCE = iri("cairn:locator"), iri("cairn:claimKind"), iri("cairn:confidence")
READ_HOW, SPEAKER = iri("cairn:readHow"), iri("cairn:statedBy")
ADDRESS: Final = iri("schema:url")
FACT: Final = "fact"
CLAIM_MARKS: Final = {
    "author-claim": "claimed by its author",
    "speaker-claim": "claimed",
    "example": "example given by a speaker",
    "recommendation": "recommendation",
    "inferred": "inferred by us",
}
DOUBTS: Final = {"medium": "medium confidence", "low": "low confidence"}


@dataclass(frozen=True)
class Note:
    """One place in one source."""

    number: int
    document: Link
    address: str
    title: str
    locator: str
    kind: str
    confidence: str
    read_how: str
    speaker: Link | None
    remark: str
    rows: tuple[str, ...]
    href: str

    @property
    def marks(self) -> list[str]:
        """What a reader must see beside the value: whose claim it is, how sure we are."""
        claim = CLAIM_MARKS.get(self.kind)
        if claim and self.speaker:
            claim = f"{claim}: {self.speaker.text}"
        return [mark for mark in (claim, DOUBTS.get(self.confidence)) if mark]


@dataclass
class Footnotes:
    """Numbers evidence in the order a page first refers to it."""

    reader: Reader
    facts: dict[NamedNode, list[Fact]] = field(default_factory=dict)
    labels: dict[NamedNode, Literal] = field(default_factory=dict)
    notes: dict[NamedNode, Note] = field(default_factory=dict)

    def load(self, evidence: Iterable[NamedNode]) -> None:
        """Read what is known of these evidence nodes, their documents and speakers."""
        wanted = [node for node in evidence if node not in self.facts]
        self.facts.update(self.reader.outgoing(wanted))
        around = [o for node in wanted for p, o in self.facts.get(node, ()) if p in (SOURCE, SPEAKER)]
        documents = named(around)
        self.labels.update(self.reader.labels(documents))
        for document, address in self.reader.valued(documents, ADDRESS):
            self.facts[document] = [(ADDRESS, address)]

    def cite(self, evidence: Iterable[Term]) -> list[Note]:
        """The notes for these evidence nodes, numbered now if they are new to the page."""
        cited = {self.notes.get(node) or self._write(node) for node in named(evidence)}
        return sorted(cited, key=lambda note: note.number)

    def listed(self) -> list[Note]:
        return sorted(self.notes.values(), key=lambda note: note.number)

    def _write(self, node: NamedNode) -> Note:
        facts = self.facts.get(node, [])
        source, speaker = first(facts, SOURCE), first(facts, SPEAKER)
        if source is None and node in self.labels:
            source = node
        url = first(self.facts.get(source, ()), ADDRESS) if isinstance(source, NamedNode) else None
        note = Note(
            number=len(self.notes) + 1,
            document=self._link(source),
            address=href_of(url) if isinstance(url, NamedNode) else "",
            title=text(first(facts, TITLE)),
            locator=text(first(facts, LOCATOR)),
            kind=slug(first(facts, KIND)) or FACT,
            confidence=slug(first(facts, CONFIDENCE)),
            read_how=", ".join(slug(value) for value in objects(facts, READ_HOW)),
            speaker=self._link(speaker) if speaker else None,
            remark=text(first(facts, NOTE)),
            rows=tuple(sorted(text(value) for value in objects(facts, ROWS))),
            href=href_of(node),
        )
        self.notes[node] = note
        return note

    def _link(self, term: Term | None) -> Link:
        if not isinstance(term, NamedNode):
            return Link(text(term) or "a source that is not named")
        label = self.labels.get(term)
        return Link(label.value if label else local_name(term), href_of(term))


def text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""


def slug(term: Term | None) -> str:
    """The last segment of a concept's IRI."""
    return local_name(term) if isinstance(term, NamedNode) else ""
