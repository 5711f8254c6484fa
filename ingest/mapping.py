"""Map a curated record to quads: the vocabulary decides how each value is read."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ingest.evidence import GRAPH, TYPE, document_quads, evidence_quads, minted, statement_quads, web_document
from ingest.namespaces import KIND_OF_CLASS, PREFIXES, iri, is_thing
from ingest.records import Block, Record, Rejected
from ingest.resolution import Resolver, thing
from ingest.strict_yaml import Node, Text
from ingest.values import ValueProblem
from ingest.vocabulary import Term, Vocabulary

STATEMENT_LIKE: Final = frozenset(
    {
        "Claim",
        "Quote",
        "Finding",
        "Recommendation",
        "MetricObservation",
        "GovernanceAssignment",
        "Partnership",
        "ComputePartnership",
        "Contribution",
        "ComputeAllocation",
        "ComponentOpenness",
        "Membership",
        "UserJourney",
        "JourneyStep",
        "Disagreement",
        "KnownGap",
        "UseRestriction",
        "AccessCondition",
        "SourceValue",
    }
)
"""Classes whose instances stand for one statement each: they carry their evidence themselves."""

NOT_GIVEN: Final = Text("")
STATEMENT_KINDS: Final = frozenset(KIND_OF_CLASS[name] for name in STATEMENT_LIKE)


@dataclass(frozen=True)
class Mapped:
    """A record as quads."""

    record: Record
    quads: tuple[Quad, ...]


@dataclass
class Mapper:
    """Maps records whose references must be among the things that all records define.

    Attributes:
        defined: `kind/slug` of every thing, from `definitions`.
        graph: where the quads go.
        statements: whether each fact of an entity gets a statement of its own; otherwise the entity as a whole
            rests on the evidence of the first block of its record, and only what other blocks say gets statements.
    """

    vocabulary: Vocabulary
    defined: Collection[str]
    graph: NamedNode = GRAPH
    statements: bool = True

    def map(self, record: Record) -> Mapped | Rejected:
        mapping = _Mapping(Resolver(self.vocabulary, self.defined, self.graph), record, self.graph, self.statements)
        mapping.run()
        if mapping.resolver.problems:
            return Rejected(record.file, tuple(mapping.resolver.problems))
        return Mapped(record, tuple(dict.fromkeys([*mapping.quads, *mapping.resolver.quads])))


def definitions(record: Record) -> set[str]:
    """`kind/slug` of the record's thing and of the things nested in it."""
    found = {record.subject}
    pending: list[Node] = [value for block in record.blocks for value in block.says.values()]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(node)
        elif isinstance(node, dict):
            nested = node.get(Text("id"))
            if isinstance(nested, Text):
                found.add(nested)
            pending.extend(node.values())
    return found


@dataclass
class _Mapping:
    """The mapping of one record."""

    resolver: Resolver
    record: Record
    graph: NamedNode
    statements: bool
    quads: list[Quad] = field(default_factory=list)

    def run(self) -> None:
        record = self.record
        subject = thing(record.subject)
        class_name = self.typed(subject, record.type, record.subject, "type")
        if not record.label and class_name not in STATEMENT_LIKE:
            self.resolver.problem("label", 0, "`label` is missing: give the name that a reader knows it by")
        for term, nodes in (("label", [record.label] if record.label else []), ("altLabel", record.alt_labels)):
            for node in nodes:
                self.add(subject, self.resolver.vocabulary.terms[term].iri, self.resolver.text(node, term))
        if not record.blocks:
            self.resolver.problem("evidence", 0, "no evidence: say in at least one block where this stands")
        for index, block in enumerate(record.blocks):
            evidence = self.evidence(block)
            if evidence is not None:
                stated = self.statements or index > 0
                self.says(_Subject(subject, class_name, block, evidence, stated), block.says, f"{block.place}.says")

    def evidence(self, block: Block) -> NamedNode | None:
        """The evidence node of a block, None if something is wrong with it."""
        before = len(self.resolver.problems)
        for scheme, key, slugs in _concepts(block):
            for slug in slugs:
                self.resolver.concept(slug, scheme, f"{block.place}.{key}")
        speaker = self.resolver.reference(block.speaker, f"{block.place}.speaker") if block.speaker else None
        document = None if block.url else self.resolver.reference(block.source, f"{block.place}.source")
        if len(self.resolver.problems) > before:
            return None
        try:
            if document is None:
                document = web_document(block.url)
                self.quads += document_quads(block, self.graph)
            node, quads = evidence_quads(block, document, speaker, self.graph)
        except ValueProblem as error:
            self.resolver.problem(block.place, (block.url or block.source).line, str(error))
            return None
        self.quads += quads
        return node

    def says(self, of: "_Subject", said: dict[Text, Node], place: str) -> None:
        if of.class_name in STATEMENT_LIKE or not of.stated:
            self.add(of.node, iri("cairn:evidencedBy"), of.evidence)
        for key, node in said.items():
            if key in ("id", "type"):
                continue
            term = self.resolver.property(key, f"{place}.{key}")
            if term is None:
                continue
            several = isinstance(node, list)
            for index, value in enumerate(node if isinstance(node, list) else [node]):
                self.resolver.line = key.line
                self.value(of, term, value, f"{place}.{key}[{index}]" if several else f"{place}.{key}")

    def value(self, of: "_Subject", term: Term, node: Node, place: str) -> None:
        if isinstance(node, dict) and Text("absent") in node:
            self.gap(of, term, node, place)
            return
        value: NamedNode | Literal | None
        if isinstance(node, dict) and Text("id") in node:
            value = self.nested(of, term, node, place)
        else:
            value = self.resolver.term(term, node, place)
        if value is None:
            return
        if not of.stated or of.class_name in STATEMENT_LIKE or _is_statement_like(value):
            self.add(of.node, term.iri, value)
        else:
            self.quads += statement_quads(of.node, term.iri, value, of.block, of.evidence, self.graph)

    def nested(self, of: "_Subject", term: Term, node: dict[Text, Node], place: str) -> NamedNode | None:
        """The thing defined inside a value; what it says rests on the same evidence."""
        key = node[Text("id")]
        given = node.get(Text("type"), NOT_GIVEN)
        if not isinstance(key, Text) or not is_thing(key):
            self.resolver.problem(f"{place}.id", 0, "an id is written kind/slug, such as metric/bigscience-volunteers")
            return None
        if not isinstance(given, Text):
            self.resolver.problem(f"{place}.type", key.line, "a thing has one type: write its name")
            return None
        subject = thing(key)
        class_name = self.typed(subject, given or _only_class(term, key), key, place)
        self.says(_Subject(subject, class_name, of.block, of.evidence, of.stated), node, place)
        return subject

    def gap(self, of: "_Subject", term: Term, node: dict[Text, Node], place: str) -> None:
        status = node[Text("absent")]
        if not isinstance(status, Text) or len(node) > 1:
            self.resolver.problem(place, 0, "write {absent: unknown}, or none, not-disclosed, not-applicable")
            return
        meaning = self.resolver.concept(status, "knowledge-status", place)
        gap = minted("gap", of.node.value, term.iri.value, str(status), of.evidence.value)
        for name, value in (
            ("rdf:type", iri("cairn:KnownGap")),
            ("cairn:concerns", of.node),
            ("cairn:aboutProperty", term.iri),
            ("cairn:gapStatus", meaning),
            ("cairn:evidencedBy", of.evidence),
        ):
            self.add(gap, iri(name), value)

    def typed(self, subject: NamedNode, name: Text, key: str, place: str) -> str:
        """Give the thing its class, which must be one of its kind."""
        kind = key.partition("/")[0]
        if KIND_OF_CLASS.get(name) != kind:
            fitting = [each for each, of in KIND_OF_CLASS.items() if of == kind]
            shown = f"{str(name)!r} is no type" if name else "a `type` is missing"
            self.resolver.problem(place, name.line, f"{shown} for {key}: use {' or '.join(fitting)}")
        self.add(subject, TYPE, self.resolver.vocabulary.classes.get(name))
        return str(name)

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        if value is not None:
            self.quads.append(Quad(subject, predicate, value, self.graph))


@dataclass(frozen=True)
class _Subject:
    """What is being described, on which evidence, and whether each of its facts gets a statement."""

    node: NamedNode
    class_name: str
    block: Block
    evidence: NamedNode
    stated: bool


def _concepts(block: Block) -> list[tuple[str, str, tuple[Text, ...]]]:
    """Scheme, key and slugs of what a block says about its evidence."""
    return [
        ("claim-kind", "kind", (block.kind,)),
        ("confidence", "confidence", (block.confidence,)),
        ("read-how", "readHow", block.read_how),
        ("document-type", "evidenceKind", (block.evidence_kind,) if block.evidence_kind else ()),
    ]


def _only_class(term: Term, key: Text) -> Text:
    """The class of a nested thing that gives no type: the one class of its kind, within the range if need be."""
    kind = key.partition("/")[0]
    of_kind = [name for name, each in KIND_OF_CLASS.items() if each == kind]
    fitting = of_kind if len(of_kind) == 1 else [name for name in of_kind if name in term.ranges]
    return Text(fitting[0] if len(fitting) == 1 else "", key.line)


def _is_statement_like(value: NamedNode | Literal) -> bool:
    inside = value.value.removeprefix(PREFIXES["id"])
    return isinstance(value, NamedNode) and inside != value.value and inside.partition("/")[0] in STATEMENT_KINDS
