"""Find the RDF term that a value of a curated file means, or say what is wrong with it."""

import difflib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from ingest import values
from ingest.evidence import TYPE
from ingest.namespaces import PREFIXES, iri
from ingest.records import Problem
from ingest.strict_yaml import Node, Text
from ingest.values import ValueProblem
from ingest.vocabulary import Form, Term, Vocabulary

LITERALS: Final[dict[Form, Callable[[str], Literal]]] = {
    Form.STRING: values.string,
    Form.INTEGER: values.integer,
    Form.DECIMAL: values.decimal,
    Form.BOOLEAN: values.boolean,
    Form.DATE: values.date,
}

ENGLISH: Final = Text("en")
Made = TypeVar("Made")


def thing(key: str) -> NamedNode:
    """The IRI of `kind/slug`."""
    return NamedNode(PREFIXES["id"] + key)


@dataclass
class Resolver:
    """Resolves the values of one record and collects what is wrong with them.

    Attributes:
        defined: `kind/slug` of every thing that some record describes.
        graph: where quads go.
        quads: of periods, which values bring into being.
        line: of the key whose value is being resolved, told where the value itself has none.
    """

    vocabulary: Vocabulary
    defined: Collection[str]
    graph: NamedNode
    problems: list[Problem] = field(default_factory=list)
    quads: list[Quad] = field(default_factory=list)
    line: int = 0

    def property(self, key: Text, place: str) -> Term | None:
        term = self.vocabulary.terms.get(key)
        if term is None:
            hint = _near(key, self.vocabulary.terms, "see ontology/context.jsonld")
            self.problem(place, key.line, f"unknown property {str(key)!r}: {hint}")
        return term

    def term(self, term: Term, node: Node, place: str) -> NamedNode | Literal | None:
        if term.form is Form.TEXT:
            return self.text(node, place)
        if not isinstance(node, Text):
            self.problem(place, 0, "a single value is expected here")
            return None
        if term.form is Form.IRI:
            return self.resource(term, node, place)
        return self._made(LITERALS[term.form], node, node.line, place)

    def resource(self, term: Term, node: Text, place: str) -> NamedNode | None:
        if term.takes_period:
            return self.period(node, place)
        if term.name == "aboutProperty":
            named = self.property(node, place)
            return named.iri if named else None
        if term.takes_concepts:
            return self.concept(node, term.scheme, place)
        if "://" in node:
            return self._made(values.web, node, node.line, place)
        return self.reference(node, place)

    def period(self, node: Text, place: str) -> NamedNode | None:
        made = self._made(values.period, node, node.line, place)
        if made is None:
            return None
        slug, properties = made
        period = NamedNode(f"{PREFIXES['id']}period/{slug}")
        label = values.text(slug.replace("--", " to "))
        described: list[tuple[NamedNode, NamedNode | Literal]] = [
            (TYPE, iri("dct:PeriodOfTime")),
            (iri("rdfs:label"), label),
            *properties,
        ]
        self.quads += [Quad(period, predicate, value, self.graph) for predicate, value in described]
        return period

    def concept(self, node: Text, scheme: str | None, place: str) -> NamedNode | None:
        key = str(node) if "/" in node or scheme is None else f"{scheme}/{node}"
        found = self.vocabulary.concepts.get(key)
        if found is None:
            hint = _near(key, self.vocabulary.concepts, "see ontology/concepts/")
            self.problem(place, node.line, f"there is no concept {key!r}: {hint}")
        return found

    def reference(self, node: Text, place: str) -> NamedNode | None:
        """The thing, or failing that the concept, of that name."""
        if node in self.defined:
            return thing(node)
        if node in self.vocabulary.concepts:
            return self.vocabulary.concepts[node]
        hint = _near(node, self.defined, "write a file for it, or mend the name", cutoff=0.8)
        self.problem(place, node.line, f"there is no {str(node)!r}: {hint}")
        return None

    def text(self, node: Node, place: str) -> Literal | None:
        content: Node | None = node
        language: Node | None = ENGLISH
        if isinstance(node, dict) and set(node) == {"text", "lang"}:
            content, language = node[Text("text")], node[Text("lang")]
        if not isinstance(content, Text) or not isinstance(language, Text):
            self.problem(place, 0, "a text is expected here, or {text: ..., lang: ...}")
            return None
        return self._made(partial(values.text, language=language), content, content.line, place)

    def problem(self, place: str, line: int, detail: str) -> None:
        self.problems.append(Problem(place, line or self.line, detail))

    def _made(self, make: Callable[[str], Made], node: str, line: int, place: str) -> Made | None:
        try:
            return make(node)
        except ValueProblem as error:
            self.problem(place, line, str(error))
            return None


def _near(key: str, known: Iterable[str], otherwise: str, cutoff: float = 0.6) -> str:
    near = difflib.get_close_matches(key, list(known), n=3, cutoff=cutoff)
    return f"did you mean {' or '.join(near)}?" if near else otherwise
