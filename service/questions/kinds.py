"""Whether a thing is of the kind that a question asks for."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Store

from ingest.namespaces import BASE, PREFIXES, iri
from ingest.questions.parameter_iris import KINDS, SCHEME_CLASS, THING_CLASS
from ingest.questions.parameters import Parameter

TYPE: Final = iri("rdf:type")
ABOVE: Final = iri("rdfs:subClassOf")
IN_SCHEME: Final = iri("skos:inScheme")
CONCEPT: Final = "concept"


def is_fit(store: Store, parameter: Parameter, thing: NamedNode) -> bool:
    """Whether a thing lies where the parameter's things do, or is of their class or scheme."""
    if parameter.class_ == THING_CLASS or not parameter.home:
        return True
    if parameter.class_ == SCHEME_CLASS:
        return scheme_of(thing) == "" and thing.value.startswith(PREFIXES["concept"])
    if thing.value.startswith(BASE + parameter.home):
        return True
    if parameter.scheme:
        scheme = NamedNode(PREFIXES["concept"] + parameter.scheme)
        return next(store.quads_for_pattern(thing, IN_SCHEME, scheme), None) is not None
    return iri(parameter.class_ or THING_CLASS) in classes(store, thing)


def classes(store: Store, thing: NamedNode) -> set[NamedNode]:
    """The classes of a thing, and those above them."""
    found: set[NamedNode] = set()
    waiting = list(values(store, thing, TYPE))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += values(store, each, ABOVE)
    return found


def values(store: Store, subject: NamedNode, prop: NamedNode) -> Iterator[NamedNode]:
    quads = store.quads_for_pattern(subject, prop, None)
    return (quad.object for quad in quads if isinstance(quad.object, NamedNode))


def scheme_of(thing: NamedNode) -> str | None:
    """The scheme in the IRI of a concept of ours, empty for that of a scheme; None for anything else."""
    if not thing.value.startswith(PREFIXES["concept"]):
        return None
    return thing.value.removeprefix(PREFIXES["concept"]).rpartition("/")[0]


def asked_kind(parameter: Parameter) -> str:
    """What a parameter asks for, in words."""
    if parameter.scheme:
        return f"a concept of the scheme {parameter.scheme}"
    return "a scheme of concepts" if parameter.class_ == SCHEME_CLASS else with_article(KINDS[parameter.class_ or ""])


def given_kind(thing: NamedNode) -> str:
    """What a thing is, in words, as far as its IRI tells."""
    scheme = scheme_of(thing)
    if scheme is not None:
        return f"a concept of the scheme {scheme}" if scheme else "a scheme of concepts"
    if not thing.value.startswith(PREFIXES["id"]):
        return "nothing that has an IRI of ours"
    return with_article(thing.value.removeprefix(PREFIXES["id"]).partition("/")[0])


def with_article(kind: str) -> str:
    return f"{'an' if kind[:1] in 'aeio' else 'a'} {kind.replace('-', ' ')}"


def finder(parameter: Parameter) -> str:
    """The path at which the things that a parameter may have can be looked up."""
    if parameter.scheme:
        return f"/api/concepts/{parameter.scheme}"
    if parameter.class_ == SCHEME_CLASS:
        return "/api/concepts"
    kind = KINDS.get(parameter.class_ or "")
    return f"/api/search?kind={kind}" if kind else "/api/search"
