"""The value of one property as it stands on a page: text, link, and the marks and notes beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import PREFIXES, iri
from service.pages.linking import Link, href_of, local_name, path_of, shortened, words
from service.pages.literals import ABSENT, measured, period, readable
from service.pages.notes import Footnotes, Note, slug
from service.pages.reading import Fact, Reader, Term, first, named
from service.pages.vocabulary import Vocabulary
from service.pages.wording import UNIT_OF, UNITS

METRIC_VALUE, METRIC_TYPE, METRIC_UNIT = iri("cairn:metricValue"), iri("cairn:metricType"), iri("cairn:metricUnit")
COMPARATOR = iri("cairn:comparator")
AMOUNT, UNIT, AMOUNT_KIND = iri("cairn:allocatedAmount"), iri("cairn:allocationUnit"), iri("cairn:amountKind")
REPLACES: Final = iri("cairn:replaces")
GAP_STATUS, ABOUT_PROPERTY = iri("cairn:gapStatus"), iri("cairn:aboutProperty")
PERIODS: Final = f"{PREFIXES['id']}period/"
PARAPHRASE: Final = iri("cairn:paraphrase")


@dataclass(frozen=True)
class Cell:
    """One value."""

    link: Link
    notes: tuple[Note, ...] = ()
    marks: tuple[str, ...] = ()
    why: str = ""
    absent: bool = False


@dataclass
class Gathered:
    """Everything around one thing that its page needs, read in a few batches and kept by IRI."""

    reader: Reader
    vocabulary: Vocabulary
    footnotes: Footnotes
    facts: dict[NamedNode, list[Fact]] = field(default_factory=dict)
    labels: dict[NamedNode, Literal] = field(default_factory=dict)
    asked: set[NamedNode] = field(default_factory=set)

    def load(self, nodes: Iterable[NamedNode]) -> None:
        """Read the triples of these nodes, and the labels of all they mention."""
        wanted = [node for node in nodes if node not in self.facts]
        found = self.reader.outgoing(wanted)
        for node in wanted:
            self.facts[node] = found.get(node, [])
        self.name([*wanted, *named(o for facts in found.values() for _, o in facts)])

    def name(self, nodes: Iterable[NamedNode]) -> None:
        """Read the labels of these nodes."""
        unknown = [node for node in nodes if node not in self.asked]
        self.asked.update(unknown)
        self.labels.update(self.reader.labels(unknown))

    def link(self, term: Term) -> Link:
        """A term of the data as text that leads somewhere."""
        if isinstance(term, Literal):
            language = term.language or ""
            return Link(readable(term), lang="" if language == "en" else language)
        if not isinstance(term, NamedNode):
            return Link("(a node without a name)")
        if term.value.startswith(PERIODS):
            return Link(period(local_name(term)), href_of(term))
        label = self.labels.get(term)
        outside = path_of(term) is None
        if label is None:
            return Link(term.value if outside else self._unlabeled(term), href_of(term), outside=outside)
        language = label.language or ""
        return Link(label.value, href_of(term), "" if language == "en" else language, outside)

    def _unlabeled(self, node: NamedNode) -> str:
        facts = self.facts.get(node, [])
        if first(facts, METRIC_VALUE) is not None:
            return self.measure(facts)
        if first(facts, PARAPHRASE) is not None:
            return self.link(first(facts, PARAPHRASE) or node).text
        status = first(facts, GAP_STATUS)
        if status is not None:
            return ABSENT.get(slug(status), words(node))
        if "/ontology#" in node.value or "/shapes#" in node.value:
            return self.vocabulary.name(node)
        return words(node) if local_name(node) else shortened(node)

    def measure(self, facts: list[Fact]) -> str:
        """A metric observation in words: `at least 1,000 volunteers`, `25 tCO2e, emissions`."""
        value, kind = first(facts, METRIC_VALUE), first(facts, METRIC_TYPE)
        unit, counted = self.unit(first(facts, METRIC_UNIT)), self.link(kind).text if kind is not None else ""
        number = value if isinstance(value, Literal) else None
        comparator = slug(first(facts, COMPARATOR))
        if unit:
            return ", ".join(part for part in (measured(number, comparator, unit), counted) if part)
        return measured(number, comparator, counted.removeprefix("number of "))

    def unit(self, unit: Term | None) -> str:
        """A unit as it stands behind a number: `GPU hours`."""
        return "" if unit is None else UNITS.get(slug(unit)) or self.link(unit).text

    def value(self, prop: NamedNode, value: Term) -> Link:
        """The value of a property, with the unit that the property counts in."""
        shown, unit = self.link(value), UNIT_OF.get(prop)
        return Link(f"{shown.text} {unit}") if unit and isinstance(value, Literal) else shown

    def amount(self, facts: list[Fact]) -> str:
        """An allocation's amount with its comparator and unit, and whether it was awarded or used."""
        value, unit, kind = (first(facts, wanted) for wanted in (AMOUNT, UNIT, AMOUNT_KIND))
        if value is None:
            return ""
        number = value if isinstance(value, Literal) else None
        amount = measured(number, slug(first(facts, COMPARATOR)), self.unit(unit))
        return amount if kind is None else f"{amount} ({self.link(kind).text})"

    def joined(self, facts: list[Fact]) -> str:
        """A record that was joined into another: its name in its source, and what its IRI ends with."""
        record = first(facts, REPLACES)
        if not isinstance(record, NamedNode):
            return ""
        name = self.reader.name_in_sources(record)
        return f"{name} ({local_name(record)})" if name else local_name(record)


def marks_of(notes: Iterable[Note]) -> tuple[str, ...]:
    """Marks that hold for every note; one plain, confident source takes them away."""
    per_note = [note.marks for note in notes]
    if not per_note or any(not marks for marks in per_note):
        return ()
    return tuple(dict.fromkeys(mark for marks in per_note for mark in marks))


def why(subject: NamedNode, predicate: NamedNode, value: Term) -> str:
    """The address that gives the sources of one statement."""
    object_text = value.value if isinstance(value, NamedNode) else str(value)
    query = {"subject": subject.value, "predicate": predicate.value, "object": object_text}
    return f"/why?{urlencode(query)}"
