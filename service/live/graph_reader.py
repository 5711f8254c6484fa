"""Short ways to read single things from the default graph of a store, and where triples stand in the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from ingest.namespaces import iri
from service.terms import Term

DEFAULT = DefaultGraph()
REPLACED_BY, EVIDENCED_BY = iri("dct:isReplacedBy"), iri("cairn:evidencedBy")
RDF_TYPE = iri("rdf:type")
ROLE = ("org:member", "org:role")
SUBJECT, PREDICATE, OBJECT = iri("rdf:subject"), iri("rdf:predicate"), iri("rdf:object")


@dataclass(frozen=True)
class Statement:
    """That a graph states something of a thing, on evidence."""

    graph: NamedNode
    predicate: NamedNode
    value: Term
    evidence: tuple[NamedNode, ...]


class GraphReader:
    """Reads a store by patterns; names of properties are prefixed names such as `dct:source`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._current: dict[NamedNode, NamedNode] = {}
        self._statements: dict[NamedNode, list[Statement]] = {}

    def contains(self, subject: NamedNode, predicate: NamedNode, value: Term, graph: NamedNode | None = None) -> bool:
        return Quad(subject, predicate, value, graph or DEFAULT) in self._store

    def values(self, subject: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> Iterator[Term]:
        for quad in self._store.quads_for_pattern(subject, predicate, None, graph or DEFAULT):
            yield quad.object

    def said_of(self, subject: NamedNode, predicate: NamedNode | None) -> Iterator[tuple[NamedNode, Quad]]:
        """Every triple of a subject in a named graph, with that graph; of any predicate if None is given."""
        for quad in self._store.quads_for_pattern(subject, predicate, None, None):
            if isinstance(quad.graph_name, NamedNode):
                yield quad.graph_name, quad

    def statements_about(self, subject: NamedNode) -> list[Statement]:
        """Every statement about a subject in a named graph; they are read once."""
        if subject not in self._statements:
            found = self._store.quads_for_pattern(None, SUBJECT, subject, None)
            self._statements[subject] = [each for quad in found for each in self._stated(quad)]
        return self._statements[subject]

    def _stated(self, quad: Quad) -> Iterator[Statement]:
        node, graph = quad.subject, quad.graph_name
        if isinstance(node, NamedNode) and isinstance(graph, NamedNode):
            said = list(self._store.quads_for_pattern(node, None, None, graph))
            evidence = tuple(each.object for each in said if each.predicate == EVIDENCED_BY)
            for prop in (each.object for each in said if each.predicate == PREDICATE):
                for value in (each.object for each in said if each.predicate == OBJECT):
                    if isinstance(prop, NamedNode):
                        yield Statement(graph, prop, value, tuple(e for e in evidence if isinstance(e, NamedNode)))

    def replaced_by(self, thing: NamedNode) -> list[NamedNode]:
        """All IRIs in whose place this one is used, through chains of decisions."""
        found = {thing: None}
        pending = [thing]
        while pending:
            for quad in self._store.quads_for_pattern(None, REPLACED_BY, pending.pop(), DEFAULT):
                if isinstance(quad.subject, NamedNode) and quad.subject not in found:
                    found[quad.subject] = None
                    pending.append(quad.subject)
        return sorted([each for each in found if each != thing], key=str)

    def current(self, thing: NamedNode) -> NamedNode:
        """The IRI that is used in place of this one; itself if it was not replaced."""
        if thing not in self._current:
            seen, last = {thing}, thing
            while (following := self.thing(last, "dct:isReplacedBy")) is not None and following not in seen:
                seen.add(following)
                last = following
            self._current[thing] = last
        return self._current[thing]

    def graphs(self, subject: NamedNode, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """The named graphs that hold a triple."""
        quads = self._store.quads_for_pattern(subject, predicate, value, None)
        return sorted((q.graph_name for q in quads if isinstance(q.graph_name, NamedNode)), key=str)

    def graphs_using(self, terms: Sequence[NamedNode]) -> list[NamedNode]:
        """The named graphs in which one of these properties has a value or one of these classes a thing."""
        graphs = sorted((each for each in self._store.named_graphs() if isinstance(each, NamedNode)), key=str)
        return [graph for graph in graphs if any(self._uses(graph, term) for term in terms)]

    def _uses(self, graph: NamedNode, term: NamedNode) -> bool:
        of_term = self._store.quads_for_pattern(None, term, None, graph)
        of_class = self._store.quads_for_pattern(None, RDF_TYPE, term, graph)
        return any(next(quads, None) is not None for quads in (of_term, of_class))

    def things(self, subject: NamedNode, name: str, graph: NamedNode | None = None) -> list[NamedNode]:
        values = self.values(subject, iri(name), graph)
        return sorted((each for each in values if isinstance(each, NamedNode)), key=str)

    def things_with(self, name: str, value: Term) -> list[NamedNode]:
        """What has `value` for the property `name`."""
        return self.subjects(iri(name), value)

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """What has `value` for a property."""
        quads = self._store.quads_for_pattern(None, predicate, value, DEFAULT)
        return sorted((quad.subject for quad in quads if isinstance(quad.subject, NamedNode)), key=str)

    def thing(self, subject: NamedNode, name: str) -> NamedNode | None:
        return next(iter(self.things(subject, name)), None)

    def texts(self, subject: NamedNode, name: str) -> list[str]:
        return sorted(each.value for each in self.values(subject, iri(name)) if isinstance(each, Literal))

    def text(self, subject: NamedNode, name: str) -> str | None:
        return next(iter(self.texts(subject, name)), None)

    def label(self, thing: NamedNode) -> str | None:
        """The English label if there is one, else any."""
        for name in ("rdfs:label", "skos:prefLabel", "dct:title"):
            labels = [each for each in self.values(thing, iri(name)) if isinstance(each, Literal)]
            if labels:
                return min(labels, key=lambda label: (label.language != "en", label.value)).value
        return None

    def title(self, thing: NamedNode) -> str | None:
        """The label; of a role, which has none, who holds which role."""
        if label := self.label(thing):
            return label
        parts = [part for name in ROLE if (part := self.thing(thing, name))]
        return ", ".join(label for part in parts if (label := self.label(part))) or None

    def describes(self, thing: NamedNode) -> bool:
        return next(self._store.quads_for_pattern(thing, None, None, None), None) is not None
