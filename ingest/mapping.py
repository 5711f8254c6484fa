"""Map a curated record to quads: the vocabulary decides how each value is read."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ingest import values
from ingest.evidence import GRAPH, TYPE, concept, document_quads, evidence_quads, minted, statement_quads, web_document
from ingest.namespaces import KIND_OF_CLASS, PREFIXES, iri
from ingest.records import Block, Problem, Record, Rejected
from ingest.strict_yaml import Node, Text
from ingest.values import ValueProblem
from ingest.vocabulary import Form, Term, Vocabulary

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
    }
)
"""Classes whose instances stand for one statement each: they carry their evidence themselves."""

STATEMENT_KINDS: Final = frozenset(KIND_OF_CLASS[name] for name in STATEMENT_LIKE)
KINDS: Final = frozenset(KIND_OF_CLASS.values())
LITERALS: Final[dict[Form, Callable[[str], Literal]]] = {
    Form.STRING: values.string,
    Form.INTEGER: values.integer,
    Form.DECIMAL: values.decimal,
    Form.DATE: values.date,
}


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
    """

    vocabulary: Vocabulary
    defined: frozenset[str]

    def map(self, record: Record) -> Mapped | Rejected:
        mapping = _Mapping(self.vocabulary, self.defined, record)
        mapping.run()
        if mapping.problems:
            return Rejected(record.file, tuple(mapping.problems))
        return Mapped(record, tuple(dict.fromkeys(mapping.quads)))


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
                found.add(str(nested))
            pending.extend(node.values())
    return found


def _is_statement_like(value: NamedNode | Literal) -> bool:
    inside = value.value.removeprefix(PREFIXES["id"])
    return isinstance(value, NamedNode) and inside != value.value and inside.partition("/")[0] in STATEMENT_KINDS


@dataclass
class _Mapping:
    vocabulary: Vocabulary
    defined: frozenset[str]
    record: Record
    quads: list[Quad] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def run(self) -> None:
        subject = self.thing(self.record.subject)
        class_name = self.class_name(self.record.type, self.record.subject, "type")
        self.add(subject, TYPE, self.vocabulary.classes.get(class_name))
        if not self.record.label and class_name not in STATEMENT_LIKE:
            self.problem("label", 0, "`label` is missing: give the name that a reader knows it by")
        self.names("label", [self.record.label] if self.record.label else [], subject)
        self.names("altLabel", list(self.record.alt_labels), subject)
        if not self.record.blocks:
            self.problem("evidence", 0, "no evidence: say in at least one block where this stands")
        for block in self.record.blocks:
            self.block(subject, class_name, block)

    def names(self, term: str, nodes: list[Node], subject: NamedNode) -> None:
        for node in nodes:
            self.add(subject, self.vocabulary.terms[term].iri, self.text(node, term))

    def block(self, subject: NamedNode, class_name: str, block: Block) -> None:
        evidence = self.evidence(block)
        if evidence is not None:
            self.says(subject, class_name, block, evidence, block.says, f"{block.place}.says")

    def evidence(self, block: Block) -> NamedNode | None:
        before = len(self.problems)
        for scheme, key, slugs in (
            ("claim-kind", "kind", (block.kind,)),
            ("confidence", "confidence", (block.confidence,)),
            ("read-how", "readHow", block.read_how),
            ("document-type", "evidenceKind", (block.evidence_kind,) if block.evidence_kind else ()),
        ):
            for slug in slugs:
                self.concept(slug, scheme, f"{block.place}.{key}")
        speaker = self.reference(block.speaker, f"{block.place}.speaker") if block.speaker else None
        try:
            if block.url:
                document: NamedNode | None = web_document(block.url)
                self.quads.extend(document_quads(block))
                label = block.title or block.url
                self.add(web_document(block.url), iri("rdfs:label"), values.text(label))
            else:
                document = self.reference(block.source, f"{block.place}.source")
            if document is None or len(self.problems) > before:
                return None
            node, quads = evidence_quads(block, document, speaker)
        except ValueProblem as error:
            self.problem(block.place, (block.url or block.source).line, str(error))
            return None
        self.quads.extend(quads)
        return node

    def says(
        self,
        subject: NamedNode,
        class_name: str,
        block: Block,
        evidence: NamedNode,
        said: dict[Text, Node],
        place: str,
    ) -> None:
        if class_name in STATEMENT_LIKE:
            self.add(subject, iri("cairn:evidencedBy"), evidence)
        for key, node in said.items():
            if key in ("id", "type"):
                continue
            term = self.vocabulary.terms.get(key)
            if term is None:
                self.unknown_term(key, f"{place}.{key}")
                continue
            for index, value in enumerate(node if isinstance(node, list) else [node]):
                where = f"{place}.{key}" + (f"[{index}]" if isinstance(node, list) else "")
                self.value(subject, class_name, term, value, block, evidence, where)

    def value(
        self,
        subject: NamedNode,
        class_name: str,
        term: Term,
        node: Node,
        block: Block,
        evidence: NamedNode,
        place: str,
    ) -> None:
        if isinstance(node, dict) and Text("absent") in node:
            self.gap(subject, term, node, evidence, place)
            return
        value: NamedNode | Literal | None
        if isinstance(node, dict) and Text("id") in node:
            value = self.nested(term, node, block, evidence, place)
        else:
            value = self.term(term, node, place)
        if value is None:
            return
        if class_name in STATEMENT_LIKE or _is_statement_like(value):
            self.add(subject, term.iri, value)
        else:
            self.quads.extend(statement_quads(subject, term.iri, value, block, evidence))

    def nested(
        self, term: Term, node: dict[Text, Node], block: Block, evidence: NamedNode, place: str
    ) -> NamedNode | None:
        """The thing defined inside a value; what it says rests on the same evidence."""
        key = node[Text("id")]
        if not isinstance(key, Text) or key.partition("/")[0] not in KINDS:
            self.problem(f"{place}.id", 0, "an id is written kind/slug, such as metric/bigscience-volunteers")
            return None
        given = node.get(Text("type"))
        class_name = self.class_name(given if isinstance(given, Text) else self.only_range(term, key), key, place)
        subject = self.thing(key)
        self.add(subject, TYPE, self.vocabulary.classes.get(class_name))
        self.says(subject, class_name, block, evidence, node, place)
        return subject

    def only_range(self, term: Term, key: Text) -> Text:
        """The class of a nested thing that gives no type: the one class of the range that fits its kind."""
        kind = key.partition("/")[0]
        fitting = [name for name in term.ranges if KIND_OF_CLASS.get(name) == kind]
        return Text(fitting[0] if len(fitting) == 1 else "", key.line)

    def gap(self, subject: NamedNode, term: Term, node: dict[Text, Node], evidence: NamedNode, place: str) -> None:
        status = node[Text("absent")]
        known = isinstance(status, Text) and self.concept(status, "knowledge-status", place) is not None
        if not known or len(node) > 1:
            self.problem(place, 0, "write {absent: unknown}, or none, not-disclosed, not-applicable")
            return
        gap = minted("gap", subject.value, term.iri.value, str(status), evidence.value)
        self.add(gap, TYPE, iri("cairn:KnownGap"))
        self.add(gap, iri("cairn:concerns"), subject)
        self.add(gap, iri("cairn:aboutProperty"), term.iri)
        self.add(gap, iri("cairn:gapStatus"), concept("knowledge-status", str(status)))
        self.add(gap, iri("cairn:evidencedBy"), evidence)

    def term(self, term: Term, node: Node, place: str) -> NamedNode | Literal | None:
        if term.form is Form.TEXT:
            return self.text(node, place)
        if not isinstance(node, Text):
            self.problem(place, 0, "a single value is expected here")
            return None
        if term.form is Form.IRI:
            return self.resource(term, node, place)
        try:
            return LITERALS[term.form](node)
        except ValueProblem as error:
            self.problem(place, node.line, str(error))
            return None

    def resource(self, term: Term, node: Text, place: str) -> NamedNode | None:
        if term.takes_period:
            return self.period(node, place)
        if term.name == "aboutProperty":
            named = self.vocabulary.terms.get(node)
            if named is None:
                self.unknown_term(node, place)
            return named.iri if named else None
        if term.scheme is not None or term.takes_concepts:
            return self.concept(node, term.scheme, place)
        if "://" in node:
            return self.address(node, place)
        return self.reference(node, place)

    def period(self, node: Text, place: str) -> NamedNode | None:
        try:
            slug, properties = values.period(node)
        except ValueProblem as error:
            self.problem(place, node.line, str(error))
            return None
        period = NamedNode(f"{PREFIXES['id']}period/{slug}")
        self.add(period, TYPE, iri("dct:PeriodOfTime"))
        self.add(period, iri("rdfs:label"), values.text(slug.replace("--", " to ")))
        for predicate, value in properties:
            self.add(period, predicate, value)
        return period

    def concept(self, node: Text, scheme: str | None, place: str) -> NamedNode | None:
        key = str(node) if "/" in node or scheme is None else f"{scheme}/{node}"
        found = self.vocabulary.concepts.get(key)
        if found is None:
            near = difflib.get_close_matches(key, self.vocabulary.concepts, n=3)
            detail = f"there is no concept {key!r}" + (f": did you mean {', '.join(near)}?" if near else "")
            self.problem(place, node.line, f"{detail} Concepts stand in ontology/concepts/")
        return found

    def reference(self, node: Text, place: str) -> NamedNode | None:
        if node in self.defined:
            return self.thing(node)
        near = difflib.get_close_matches(node, self.defined, n=3, cutoff=0.8)
        hint = f": did you mean {', '.join(near)}?" if near else ": write a file for it, or mend the name"
        self.problem(place, node.line, f"there is no {str(node)!r}{hint}")
        return None

    def address(self, node: Text, place: str) -> NamedNode | None:
        try:
            return values.web(node)
        except ValueProblem as error:
            self.problem(place, node.line, str(error))
            return None

    def text(self, node: Node, place: str) -> Literal | None:
        content, language = node, Text("en")
        if isinstance(node, dict) and {*node} == {"text", "lang"}:
            content, language = node[Text("text")], node[Text("lang")]  # type: ignore[assignment]
        if not isinstance(content, Text) or not isinstance(language, Text):
            self.problem(place, 0, "a text is expected here, or {text: ..., lang: ...}")
            return None
        try:
            return values.text(content, language)
        except ValueProblem as error:
            self.problem(place, content.line, str(error))
            return None

    def class_name(self, name: Text, key: str, place: str) -> str:
        kind = key.partition("/")[0]
        if KIND_OF_CLASS.get(name) != kind:
            fitting = [each for each, of in KIND_OF_CLASS.items() if of == kind]
            shown = f"{str(name)!r} is no type" if name else "a `type` is missing"
            self.problem(place, name.line, f"{shown} for {key}: use {' or '.join(fitting)}")
        return str(name)

    def thing(self, key: str) -> NamedNode:
        return NamedNode(PREFIXES["id"] + key)

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        if value is not None:
            self.quads.append(Quad(subject, predicate, value, GRAPH))

    def unknown_term(self, key: Text, place: str) -> None:
        near = difflib.get_close_matches(key, self.vocabulary.terms, n=3)
        hint = f": did you mean {', '.join(near)}?" if near else ": see ontology/context.jsonld"
        self.problem(place, key.line, f"unknown property {str(key)!r}{hint}")

    def problem(self, place: str, line: int, detail: str) -> None:
        self.problems.append(Problem(place, line, detail))
