"""Languages by the codes that catalogs write: ISO 639-1 or 639-3, with or without a region or script."""

import re
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ingest.data_folders import ONTOLOGY
from ingest.namespaces import PREFIXES, iri
from ingest.sources.source_values import ALIAS, EXACT, NORMALIZED

WITHDRAWN: Final = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"}
"""Codes that ISO 639-1 once had, with those that replaced them."""

TAG: Final = re.compile(r"([a-z]{2,3})([-_][a-z0-9]{2,8})*")


def language(code: str) -> tuple[str, str] | None:
    """Slug of the language in the scheme `language` and how it was found; None if the scheme has no such language.

    >>> language("pt-BR")
    ('por', 'normalized')
    >>> language("multilingual")
    """
    known = notations()
    if code in known:
        return known[code], EXACT
    tag = TAG.fullmatch(code.strip().lower())
    if tag is None:
        return None
    if tag[1] in known:
        return known[tag[1]], NORMALIZED
    if tag[1] in WITHDRAWN:
        return known[WITHDRAWN[tag[1]]], ALIAS
    return None


@cache
def notations() -> dict[str, str]:
    """Slugs of the languages of the scheme by their codes."""
    scheme = f"{PREFIXES['concept']}language/"
    found: dict[str, str] = {}
    for quad in parse(path=ONTOLOGY / "concepts" / "language.ttl", format=RdfFormat.TURTLE):
        if quad.predicate != iri("skos:notation"):
            continue
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            found[quad.object.value] = quad.subject.value.removeprefix(scheme)
    return found
