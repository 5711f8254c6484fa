"""The triples of one file, by subject, and a view of one node that notes what was taken from it."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from ingest.sources.described_datasets.vocabularies import HTTP_SCHEMA, SCHEMA, Names, compact, expanded
from ingest.sources.hostile import Untrusted

MOST_QUADS: Final = 500_000
MOST_CHARACTERS: Final = 200_000_000
"""Of all IRIs and texts: a prefix makes many long IRIs of a short file."""
MOST_VALUES: Final = 1_000
TYPE: Final = "rdf:type"

Node = NamedNode | BlankNode
Value = NamedNode | BlankNode | Literal


class Graph:
    """Triples of all graphs of a file; the two spellings of the schema.org namespace are one."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        """Read the quads; raises Untrusted if there are too many, or too much in them."""
        self._about: dict[Node, dict[str, list[Value]]] = {}
        characters = 0
        for number, quad in enumerate(quads, start=1):
            characters += len(str(quad))
            if number > MOST_QUADS or characters > MOST_CHARACTERS:
                raise Untrusted(f"more than {MOST_QUADS:,} triples or {MOST_CHARACTERS:,} characters: split the file")
            if not isinstance(quad.subject, Node) or not isinstance(quad.object, Value):
                raise Untrusted("a triple about a triple: plain RDF 1.1 is read")
            predicate, value = _even(quad.predicate.value), quad.object
            if predicate == expanded(TYPE) and isinstance(value, NamedNode):
                value = NamedNode(_even(value.value))
            values = self._about.setdefault(quad.subject, {}).setdefault(predicate, [])
            if value not in values[-1:]:
                values.append(value)

    def typed(self, *names: str) -> list[Node]:
        """The nodes of any of these classes, in their order in the file."""
        wanted = {NamedNode(expanded(name)) for name in names}
        return [node for node, said in self._about.items() if not wanted.isdisjoint(said.get(expanded(TYPE), ()))]

    def said(self, node: Value) -> dict[str, list[Value]]:
        """What is said of a node, by the IRI of the property."""
        return {} if isinstance(node, Literal) else self._about.get(node, {})

    def subjects(self, names: Names) -> dict[Value, Node]:
        """Things with the first node that points to them by one of these properties."""
        found: dict[Value, Node] = {}
        for node, said in self._about.items():
            for name in names:
                for value in said.get(expanded(name), ()):
                    found.setdefault(value, node)
        return found


class Description:
    """What a file says of one node; whoever understands a property takes it."""

    def __init__(self, graph: Graph, node: Value, path: str = "") -> None:
        self.graph, self.node = graph, node
        self._said = graph.said(node)
        self._path = path
        self._taken = {expanded(TYPE)}
        self._inner: list[Description] = []
        self._refused: dict[str, None] = {}

    @property
    def iri(self) -> str:
        """The IRI of the node, "" for a blank one."""
        return self.node.value if isinstance(self.node, NamedNode) else ""

    @property
    def is_described(self) -> bool:
        return bool(self._said)

    def is_a(self, *names: str) -> bool:
        types = self._said.get(expanded(TYPE), [])
        return any(NamedNode(expanded(name)) in types for name in names)

    def has(self, names: Names) -> bool:
        return any(expanded(name) in self._said for name in names)

    def take(self, names: Names, most: int = MOST_VALUES) -> list[Value]:
        """The values of the properties, each once, those of the first property first; more than `most` are counted."""
        self._taken |= {expanded(name) for name in names}
        found = list(dict.fromkeys(value for name in names for value in self._said.get(expanded(name), ())))
        if len(found) > most:
            self.refuse(f"{names[0]} (more than {most:,})")
        return found[:most]

    def nested(self, names: Names, most: int = MOST_VALUES) -> list["Description"]:
        """The values of the properties as views; what nobody takes from them counts as unread here."""
        found = []
        for name in names:
            path = f"{self._path}{name}/"
            found += [Description(self.graph, value, path) for value in self.take((name,), most)]
        self._inner += found
        return found

    def literals(self, names: Names) -> list[Literal]:
        return [value for value in self.take(names) if isinstance(value, Literal)]

    def texts(self, names: Names) -> list[str]:
        """Literals and IRIs as texts."""
        return [value.value for value in self.take(names) if isinstance(value, Literal | NamedNode)]

    def refuse(self, what: str) -> None:
        """Count something that was looked at and of which nothing was made."""
        self._refused[f"{self._path}{what}"] = None

    def unread(self) -> Iterator[str]:
        """Names of the properties that nobody took, of this node and of those within."""
        yield from self._refused
        for predicate in self._said:
            if predicate not in self._taken:
                yield f"{self._path}{compact(predicate)}"
        for inner in self._inner:
            yield from inner.unread()


def _even(iri: str) -> str:
    return SCHEMA + iri.removeprefix(HTTP_SCHEMA) if iri.startswith(HTTP_SCHEMA) else iri
