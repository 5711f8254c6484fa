"""Short ways to read single things from the default graph of a store."""

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from ingest.namespaces import iri
from service.terms import Term

DEFAULT = DefaultGraph()


class GraphReader:
    """Reads a store by patterns; names of properties are prefixed names such as `dct:source`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def contains(self, subject: NamedNode, predicate: NamedNode, value: Term, graph: NamedNode | None = None) -> bool:
        return Quad(subject, predicate, value, graph or DEFAULT) in self._store

    def values(self, subject: NamedNode, predicate: NamedNode, graph: NamedNode | None = None) -> Iterator[Term]:
        for quad in self._store.quads_for_pattern(subject, predicate, None, graph or DEFAULT):
            yield quad.object

    def graphs(self, subject: NamedNode, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """The named graphs that hold a triple."""
        quads = self._store.quads_for_pattern(subject, predicate, value, None)
        return sorted((q.graph_name for q in quads if isinstance(q.graph_name, NamedNode)), key=str)

    def things(self, subject: NamedNode, name: str) -> list[NamedNode]:
        return sorted((each for each in self.values(subject, iri(name)) if isinstance(each, NamedNode)), key=str)

    def things_with(self, name: str, value: Term) -> list[NamedNode]:
        """What has `value` for the property `name`."""
        quads = self._store.quads_for_pattern(None, iri(name), value, DEFAULT)
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

    def describes(self, thing: NamedNode) -> bool:
        return next(self._store.quads_for_pattern(thing, None, None, None), None) is not None
