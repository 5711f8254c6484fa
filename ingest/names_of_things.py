"""The list of all things by kind and name, which pages show piece by piece: `NAMES` of a release.

A line is one thing: `kind/slug`, then its names in small letters, all separated by tabs. Lines are in the order of
kinds, then of the first name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from ingest.namespaces import PREFIXES, iri, is_thing

NAMED_BY: Final = (iri("rdfs:label"), iri("cairn:paraphrase"))
"""Where a name is taken from: from the first of these that a thing has, else from its IRI."""


def names_of_things(store: Store) -> tuple[str, dict[str, int]]:
    """The text of the file, and how many lines each kind has."""
    things = set(_things(store))
    names: dict[str, set[str]] = defaultdict(set)
    for prop in NAMED_BY:
        named: dict[str, set[str]] = defaultdict(set)
        for quad in store.quads_for_pattern(None, prop, None, DefaultGraph()):
            key = quad.subject.value.removeprefix(PREFIXES["id"]) if isinstance(quad.subject, NamedNode) else ""
            if key in things and key not in names and isinstance(quad.object, Literal):
                named[key].add(" ".join(quad.object.value.lower().split()))
        names.update(named)
    lines = sorted(_line(key, names[key] or {key.partition("/")[2]}) for key in things)
    return "".join(f"{key}\t{shown}\n" for _, shown, key in lines), Counter(kind for kind, _, _ in lines)


def _things(store: Store) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, iri("rdf:type"), None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(PREFIXES["id"]):
            key = quad.subject.value.removeprefix(PREFIXES["id"])
            if is_thing(key):
                yield key


def _line(key: str, names: set[str]) -> tuple[str, str, str]:
    return key.partition("/")[0], "\t".join(sorted(names)), key
