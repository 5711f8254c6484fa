"""Concepts of our schemes by their codes and by their names."""

from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ingest.data_folders import ONTOLOGY
from ingest.namespaces import PREFIXES, iri


def by_notation(scheme: str) -> dict[str, str]:
    """Slugs of the concepts of a scheme by their codes, as they are written there.

    >>> by_notation("country")["NO"]
    'nor'
    """
    return _values(scheme, "skos:notation")


@cache
def by_name(scheme: str) -> dict[str, str]:
    """Slugs of the concepts of a scheme by their names, in small letters.

    >>> by_name("language")["mandarin chinese"]
    'cmn'
    """
    return {name.casefold(): slug for name, slug in _values(scheme, "skos:prefLabel").items()}


@cache
def by_other_name(scheme: str) -> dict[str, str]:
    """Slugs of the concepts of a scheme by the other names that they have, in small letters.

    >>> by_other_name("language")["farsi"]
    'fas'
    """
    return {name.casefold(): slug for name, slug in _values(scheme, "skos:altLabel").items()}


@cache
def _values(scheme: str, predicate: str) -> dict[str, str]:
    concepts = f"{PREFIXES['concept']}{scheme}/"
    found: dict[str, str] = {}
    for quad in parse(path=ONTOLOGY / "concepts" / f"{scheme}.ttl", format=RdfFormat.TURTLE):
        if quad.predicate != iri(predicate) or not isinstance(quad.subject, NamedNode):
            continue
        if isinstance(quad.object, Literal):
            found[quad.object.value] = quad.subject.value.removeprefix(concepts)
    return found
