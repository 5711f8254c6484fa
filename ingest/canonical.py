"""The canonical view: one IRI per thing, values merged, conflicts kept and marked, in the default graph.

Where a property has one value by nature and sources give several, the view shows one of them and a
cairn:Disagreement lists all; things that one place names together are shown together. The one shown rests on the
best evidence: a document that we describe before a page that we only link, then the surest, the most fully read,
the most often stated, the most precise; at last the order of the alphabet, so that load order never decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from ingest.evidence import TYPE, concept, minted
from ingest.namespaces import iri
from ingest.values import XSD_OF_DATE_LENGTH, text

Subject = NamedNode | BlankNode | Triple
Value = NamedNode | BlankNode | Literal | Triple

GRAPH: Final = iri("graph:canonical")
DEFAULT: Final = DefaultGraph()

SINGLE_VALUED: Final = frozenset(
    iri(name)
    for name in (
        "cairn:activeFrom",
        "cairn:activeUntil",
        "cairn:parameterCount",
        "cairn:locatedIn",
        "cairn:operatedBy",
        "dct:issued",
        "foaf:homepage",
    )
)
LABEL: Final = iri("rdfs:label")
ALTERNATIVE: Final = iri("skos:altLabel")

EVIDENCED_BY: Final = iri("cairn:evidencedBy")
TRIPLE_PARTS: Final = (iri("rdf:subject"), iri("rdf:predicate"), iri("rdf:object"))
OF_STATEMENTS: Final = frozenset(
    (*TRIPLE_PARTS, EVIDENCED_BY, iri("dct:source"), iri("cairn:confidence"), iri("cairn:readHow"))
)
WEIGHED: Final = SINGLE_VALUED | OF_STATEMENTS | {LABEL}
"""The properties that this module looks at; the view of all others is the quads themselves, moved."""
DATES: Final = frozenset(XSD_OF_DATE_LENGTH.values())
WEB_DOCUMENT: Final = "/id/document/web-"


def _ranked(scheme: str, *worst_first: str) -> dict[Value, int]:
    return {concept(scheme, slug): rank for rank, slug in enumerate(worst_first, start=1)}


CONFIDENCE_RANK: Final = _ranked("confidence", "low", "medium", "high")
READING_RANK: Final = _ranked("read-how", "excerpt", "local-data", "fetched")


@dataclass
class Support:
    """The statements that give one value, their evidence, and the rank of the best of it."""

    statements: list[NamedNode] = field(default_factory=list)
    rank: tuple[int, ...] = ()
    evidence: set[Value] = field(default_factory=set)


def canonical_view(quads: list[Quad], targets: dict[NamedNode, NamedNode]) -> list[Quad]:
    """Quads of the default graph, and of graph/canonical for the disagreements that were found.

    Args:
        quads: what sources assert, with statements and evidence.
        targets: the IRI to use in place of each replaced one.
    """
    merged = {moved(quad, targets) for quad in quads}
    contested = _contested(merged)
    supports = _supports(merged, contested)
    labels = {
        quad.subject: quad.object.value
        for quad in sorted(merged, key=str)
        if quad.predicate == LABEL and isinstance(quad.object, Literal)
    }
    kept: list[Quad] = []
    dropped: set[Quad] = set()
    for (subject, predicate), choices in sorted(contested.items(), key=lambda item: str(item[0])):
        support = {value: supports.get((subject, predicate, value), Support()) for value in choices}
        chosen = _best(support)
        others = {value for value in choices if not _together(value, chosen, support)}
        dropped |= {Quad(subject, predicate, value, DEFAULT) for value in others}
        if others and isinstance(subject, NamedNode) and not _compatible(choices):
            kept += _disagreement(subject, predicate, support, labels.get(subject, subject.value))
    view = (merged - dropped) | set(kept)
    return [*_one_label(view), *(Quad(quad.subject, quad.predicate, quad.object, GRAPH) for quad in kept)]


def moved(quad: Quad, targets: dict[NamedNode, NamedNode]) -> Quad:
    """What a source asserts, on the IRIs that stay, in the default graph."""
    subject = targets.get(quad.subject, quad.subject) if isinstance(quad.subject, NamedNode) else quad.subject
    value = targets.get(quad.object, quad.object) if isinstance(quad.object, NamedNode) else quad.object
    return Quad(subject, quad.predicate, value, DEFAULT)


def _contested(quads: Iterable[Quad]) -> dict[tuple[Subject, NamedNode], set[Value]]:
    found: dict[tuple[Subject, NamedNode], set[Value]] = defaultdict(set)
    for quad in quads:
        if quad.predicate in SINGLE_VALUED:
            found[quad.subject, quad.predicate].add(quad.object)
    return {key: choices for key, choices in found.items() if len(choices) > 1}


def _supports(
    quads: set[Quad], contested: dict[tuple[Subject, NamedNode], set[Value]]
) -> dict[tuple[Value, Value, Value], Support]:
    """The statements for each triple of a contested property, by subject, predicate and object."""
    about: dict[Subject, dict[NamedNode, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if quad.predicate in OF_STATEMENTS:
            about[quad.subject][quad.predicate].append(quad.object)
    supports: dict[tuple[Value, Value, Value], Support] = defaultdict(Support)
    for statement, parts in about.items():
        triple = [parts[part][0] for part in TRIPLE_PARTS if parts[part]]
        if len(triple) < len(TRIPLE_PARTS) or (triple[0], triple[1]) not in contested:
            continue
        support = supports[triple[0], triple[1], triple[2]]
        if isinstance(statement, NamedNode):
            support.statements.append(statement)
        support.evidence.update(parts[EVIDENCED_BY])
        ranks = [
            _rank(about.get(evidence, {})) for evidence in parts[EVIDENCED_BY] if not isinstance(evidence, Literal)
        ]
        support.rank = max([support.rank, *ranks])
    return supports


def _rank(evidence: dict[NamedNode, list[Value]]) -> tuple[int, ...]:
    """How good evidence is: whether we describe the document, how sure we are, how much of it was read."""
    described = any(WEB_DOCUMENT not in _lexical(document) for document in evidence.get(iri("dct:source"), ()))
    sure = max((CONFIDENCE_RANK.get(level, 0) for level in evidence.get(iri("cairn:confidence"), ())), default=0)
    read = max((READING_RANK.get(how, 0) for how in evidence.get(iri("cairn:readHow"), ())), default=0)
    return int(described), sure, read


def _best(support: dict[Value, Support]) -> Value:
    ordered = sorted(support, key=str)
    return max(ordered, key=lambda value: (support[value].rank, len(support[value].statements), len(str(value))))


def _compatible(choices: set[Value]) -> bool:
    """Whether the values are one date in several precisions, such as 2021 and 2021-05."""
    finest = max((_lexical(value) for value in choices), key=len)
    return all(
        isinstance(value, Literal) and value.datatype in DATES and finest.startswith(value.value) for value in choices
    )


def _together(value: Value, chosen: Value, support: dict[Value, Support]) -> bool:
    """Whether one place names both things, such as the two countries of a joint institute."""
    things = isinstance(value, NamedNode) and isinstance(chosen, NamedNode)
    return value == chosen or (things and not support[value].evidence.isdisjoint(support[chosen].evidence))


def _lexical(value: Value) -> str:
    return value.value if isinstance(value, Literal | NamedNode) else str(value)


def _disagreement(subject: NamedNode, predicate: NamedNode, support: dict[Value, Support], label: str) -> list[Quad]:
    node = minted("disagreement", subject.value, predicate.value)
    words = re.sub(r"([A-Z])", lambda letter: f" {letter[1].lower()}", re.split("[#/]", predicate.value)[-1])
    values = " or ".join(sorted(_lexical(value) for value in support))
    statements = sorted({statement for each in support.values() for statement in each.statements}, key=str)
    return [
        Quad(node, TYPE, iri("cairn:Disagreement"), DEFAULT),
        Quad(node, LABEL, text(f"{label}, {words}: {values}"), DEFAULT),
        Quad(node, iri("cairn:concerns"), subject, DEFAULT),
        Quad(node, iri("cairn:aboutProperty"), predicate, DEFAULT),
        *(Quad(node, iri("cairn:hasPosition"), statement, DEFAULT) for statement in statements),
    ]


def _one_label(quads: set[Quad]) -> list[Quad]:
    """Keep one label per thing and language; the others become alternative names."""
    labels: dict[tuple[Subject, str | None], list[Literal]] = defaultdict(list)
    for quad in quads:
        if quad.predicate == LABEL and isinstance(quad.object, Literal):
            labels[quad.subject, quad.object.language].append(quad.object)
    surplus = {
        (subject, label)
        for (subject, _), each in labels.items()
        for label in sorted(each, key=lambda label: (label.value.startswith("http"), label.value))[1:]
    }
    return [
        Quad(quad.subject, ALTERNATIVE, quad.object, DEFAULT)
        if quad.predicate == LABEL and (quad.subject, quad.object) in surplus
        else quad
        for quad in quads
    ]
