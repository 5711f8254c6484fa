"""Holds the things and concepts that a question is asked about to those that a release has."""

from collections.abc import Callable, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from ingest.namespaces import BASE, PREFIXES, iri
from ingest.questions.catalog import Question
from ingest.questions.parameters import Parameter
from ingest.search_index.documents import iri_of_key, key_of
from service.questions.errors import UnknownThing, WrongKind
from service.questions.kinds import asked_kind, finder, given_kind, is_fit

REPLACED: Final = iri("dct:isReplacedBy")

Terms = Mapping[str, NamedNode | Literal]
Near = Callable[[str], list[str]]
"""From the key of a thing that there is not, those of things that may be meant."""


def present(store: Store, question: Question, terms: Terms, near: Near) -> Terms:
    """The values of a question's parameters, each thing by the IRI that it has in this release.

    A parameter's own default stands for itself: it may mean "any".

    Raises:
        UnknownThing: the release says nothing of one.
        WrongKind: one is not what the question asks about.
    """
    return {name: _found(store, question.parameters[name], term, near) for name, term in terms.items()}


def _found(store: Store, parameter: Parameter, term: NamedNode | Literal, near: Near) -> NamedNode | Literal:
    if isinstance(term, Literal) or (parameter.default is not None and term == parameter.term(parameter.default)):
        return term
    thing = _moved(store, term)
    if not _is_named(store, thing):
        raise UnknownThing(parameter.name, _short(term), _near(near, parameter, term), finder(parameter))
    if not is_fit(store, parameter, thing):
        meant = _near(near, parameter, NamedNode(BASE + parameter.home + thing.value.rpartition("/")[2]))
        kinds = asked_kind(parameter), given_kind(thing)
        raise WrongKind(parameter.name, _short(thing), *kinds, meant, finder(parameter))
    return thing


def _moved(store: Store, thing: NamedNode) -> NamedNode:
    """The thing in whose place another one stands, where records were joined."""
    passed = {thing}
    while True:
        places = (quad.object for quad in store.quads_for_pattern(thing, REPLACED, None))
        following = next((each for each in places if isinstance(each, NamedNode) and each not in passed), None)
        if following is None:
            return thing
        passed.add(following)
        thing = following


def _is_named(store: Store, thing: NamedNode) -> bool:
    """Whether anything is said of the thing, or with it as the value."""
    patterns = (store.quads_for_pattern(thing, None, None), store.quads_for_pattern(None, None, thing))
    return any(True for quads in patterns for _ in quads)


def _near(near: Near, parameter: Parameter, wanted: NamedNode) -> list[str]:
    """The things that might be meant, of those that the parameter takes."""
    key = key_of(wanted)
    found = map(iri_of_key, near(key) if key else ())
    return [_short(NamedNode(each)) for each in found if each.startswith(BASE + parameter.home)]


def _short(thing: NamedNode) -> str:
    """A thing or concept of ours as people type it, `project/bigscience`; the IRI of others."""
    return thing.value.removeprefix(PREFIXES["id"]).removeprefix(PREFIXES["concept"])
