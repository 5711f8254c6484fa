"""The canonical view: one IRI per thing, values merged, conflicts kept and marked, in the default graph.

Where a property has one value by nature and sources give several, the view shows one of them and a
cairn:Disagreement lists all. The one shown rests on the best evidence: the surest, then the most fully read, then
the most often stated, then the first in the order of the alphabet, so that load order never decides.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from ingest.evidence import TYPE, concept, minted
from ingest.namespaces import iri
from ingest.values import text

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

CONFIDENCE_RANK: Final = {concept("confidence", level): rank for rank, level in enumerate(("low", "medium", "high"))}
READING_RANK: Final = {
    concept("read-how", how): rank for rank, how in enumerate(("excerpt", "local-data", "fetched"), start=1)
}

Subject = NamedNode | BlankNode | Triple
Value = NamedNode | BlankNode | Literal | Triple


@dataclass
class Support:
    """The statements that give one value, and the rank of their best evidence."""

    statements: list[NamedNode] = field(default_factory=list)
    rank: tuple[int, int] = (0, 0)


def canonical_view(quads: list[Quad], targets: dict[NamedNode, NamedNode]) -> list[Quad]:
    """Quads of the default graph, and of graph/canonical for the disagreements that were found.

    Args:
        quads: what sources assert, with statements and evidence.
        targets: the IRI to use in place of each replaced one.
    """
    merged = {_moved(quad, targets) for quad in quads}
    contested = _contested(merged)
    supports = _supports(merged, contested)
    kept: list[Quad] = []
    dropped: set[Quad] = set()
    for (subject, predicate), choices in sorted(contested.items(), key=lambda item: str(item[0])):
        support = {value: supports.get((subject, predicate, value), Support()) for value in choices}
        chosen = _best(support)
        dropped |= {Quad(subject, predicate, value, DEFAULT) for value in choices if value != chosen}
        if isinstance(subject, NamedNode) and not _compatible(choices):
            kept += _disagreement(subject, predicate, support)
    view = (merged - dropped) | set(kept)
    return [*_one_label(view), *(Quad(quad.subject, quad.predicate, quad.object, GRAPH) for quad in kept)]


def _moved(quad: Quad, targets: dict[NamedNode, NamedNode]) -> Quad:
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
) -> dict[tuple[Subject, Value, Value], Support]:
    about: dict[Subject, dict[NamedNode, list[Value]]] = defaultdict(lambda: defaultdict(list))
    wanted = {iri(name) for name in ("rdf:subject", "rdf:predicate", "rdf:object", "cairn:evidencedBy")}
    ranks: dict[Value, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for quad in quads:
        if quad.predicate in wanted:
            about[quad.subject][quad.predicate].append(quad.object)
        elif quad.predicate in (iri("cairn:confidence"), iri("cairn:readHow")) and isinstance(quad.object, NamedNode):
            sure, read = ranks[quad.subject]
            ranks[quad.subject] = (
                max(sure, CONFIDENCE_RANK.get(quad.object, 0)),
                max(read, READING_RANK.get(quad.object, 0)),
            )
    supports: dict[tuple[Subject, Value, Value], Support] = defaultdict(Support)
    for statement, parts in about.items():
        subject, predicate = parts[iri("rdf:subject")], parts[iri("rdf:predicate")]
        if not subject or not predicate or not isinstance(statement, NamedNode):
            continue
        key = (subject[0], predicate[0])
        if isinstance(key[1], NamedNode) and not isinstance(key[0], Literal) and (key[0], key[1]) in contested:
            support = supports[key[0], key[1], parts[iri("rdf:object")][0]]
            support.statements.append(statement)
            support.rank = max(support.rank, *(ranks[evidence] for evidence in parts[iri("cairn:evidencedBy")]))
    return supports


def _best(support: dict[Value, Support]) -> Value:
    ordered = sorted(support, key=str)
    return max(ordered, key=lambda value: (support[value].rank, len(support[value].statements), len(str(value))))


def _compatible(choices: set[Value]) -> bool:
    """Whether the values are one date in several precisions, such as 2021 and 2021-05."""
    finest = max((_lexical(value) for value in choices), key=len)
    return all(finest.startswith(_lexical(value)) and not isinstance(value, NamedNode) for value in choices)


def _lexical(value: Value) -> str:
    return value.value if isinstance(value, Literal | NamedNode) else str(value)


def _disagreement(subject: NamedNode, predicate: NamedNode, support: dict[Value, Support]) -> list[Quad]:
    node = minted("disagreement", subject.value, predicate.value)
    values = ", ".join(sorted(_lexical(value) for value in support))
    statements = sorted({statement for each in support.values() for statement in each.statements}, key=str)
    return [
        Quad(node, TYPE, iri("cairn:Disagreement"), DEFAULT),
        Quad(node, LABEL, text(f"Sources give different values: {values}"), DEFAULT),
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
