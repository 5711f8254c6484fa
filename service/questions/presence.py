"""Holds the things and concepts that a question is asked about to those that a release has."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from ingest.namespaces import BASE, PREFIXES, iri
from ingest.questions.catalog import Question
from ingest.questions.parameter_iris import KINDS, SCHEME_CLASS
from ingest.questions.parameters import Parameter
from service.questions.errors import UnknownThing, WrongKind
from service.questions.kinds import asked_kind, finder, given_kind, is_fit

REPLACED: Final = iri("dct:isReplacedBy")
TYPE: Final = iri("rdf:type")
CONCEPT_CLASSES: Final = ("skos:Concept", SCHEME_CLASS)
MOST_NEAR: Final = 3
LEAST_LIKENESS: Final = 0.6

Terms = Mapping[str, NamedNode | Literal]
Names = Callable[[str, str], Iterable[str]]
"""From the beginning of IRIs and the end of one: the ends of those that may be meant."""


def present(store: Store, question: Question, terms: Terms, names: Names | None = None) -> Terms:
    """The values of a question's parameters, each thing by the IRI that it has in this release.

    A parameter's own default stands for itself: it may mean "any". What may be meant by an unknown name is found by
    `names`; without it, all things of the store are compared.

    Raises:
        UnknownThing: the release says nothing of one.
        WrongKind: one is not what the question asks about.
    """
    known = names or partial(_in_folder, store)
    return {name: _found(store, question.parameters[name], term, known) for name, term in terms.items()}


def _found(store: Store, parameter: Parameter, term: NamedNode | Literal, names: Names) -> NamedNode | Literal:
    if isinstance(term, Literal) or (parameter.default is not None and term == parameter.term(parameter.default)):
        return term
    thing = _moved(store, term)
    if not _is_named(store, thing):
        raise UnknownThing(parameter.name, _short(term), _near(names, parameter, term), finder(parameter))
    if not is_fit(store, parameter, thing):
        raise WrongKind(parameter.name, _short(thing), asked_kind(parameter), given_kind(thing), finder(parameter))
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


def _near(names: Names, parameter: Parameter, wanted: NamedNode) -> list[str]:
    """The things that might be meant: of the same kind or scheme, with a name that is much like this one."""
    folder, _, slug = wanted.value.rpartition("/")
    beginning = f"{folder}/" if wanted.value.startswith(BASE) else BASE + parameter.home
    known = sorted(names(beginning, slug))
    close = get_close_matches(slug, known, n=MOST_NEAR, cutoff=LEAST_LIKENESS)
    longer = sorted((each for each in known if slug and slug in each), key=len)
    return [_short(NamedNode(beginning + each)) for each in dict.fromkeys([*close, *longer])][:MOST_NEAR]


def _in_folder(store: Store, beginning: str, _slug: str) -> set[str]:
    """What follows in the IRIs of things that begin so."""
    folder = beginning.removeprefix(BASE)
    classes = [class_ for class_, kind in KINDS.items() if folder == f"id/{kind}/"] or CONCEPT_CLASSES
    typed = (quad.subject for class_ in classes for quad in store.quads_for_pattern(None, TYPE, iri(class_)))
    names = (each.value for each in typed if isinstance(each, NamedNode))
    slugs = {name.removeprefix(beginning) for name in names if name.startswith(beginning)}
    return {slug for slug in slugs if "/" not in slug}


def _short(thing: NamedNode) -> str:
    """A thing or concept of ours as people type it, `project/bigscience`; the IRI of others."""
    return thing.value.removeprefix(PREFIXES["id"]).removeprefix(PREFIXES["concept"])
