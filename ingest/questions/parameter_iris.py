"""Resolves what a person types for a thing of ours to its IRI.

A full IRI, a prefixed name, `kind/slug` and, where the parameter says what it wants, a bare slug all work:
`https://w3id.org/opencairn/id/project/bloom`, `id:project/bloom`, `project/bloom`, `bloom`.
"""

import re
from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import PREFIXES

KINDS: Final[dict[str, str]] = {
    "cairn:AccessCondition": "condition",
    "cairn:Artifact": "artifact",
    "cairn:Benchmark": "benchmark",
    "cairn:Cohort": "cohort",
    "cairn:Collaborative": "project",
    "cairn:CommunityEvent": "event",
    "cairn:ComputeResource": "machine",
    "cairn:Dataset": "dataset",
    "cairn:Document": "document",
    "cairn:License": "license",
    "cairn:Model": "model",
    "cairn:Platform": "platform",
    "cairn:Project": "project",
    "cairn:Software": "software",
    "cairn:Study": "study",
    "cairn:WorkingGroup": "working-group",
    "foaf:Person": "person",
    "frapo:Grant": "grant",
    "org:Organization": "organization",
}
SCHEME_CLASS: Final = "skos:ConceptScheme"
THING_CLASS: Final = "owl:Thing"
CLASSES: Final = frozenset({*KINDS, SCHEME_CLASS, THING_CLASS})

_SLUG: Final = r"[a-z0-9][a-z0-9.-]{0,119}"
_PATH: Final = re.compile(rf"(?:{_SLUG}/){{0,2}}{_SLUG}")
_WEB: Final = re.compile(r"(?:https?://|urn:)", re.IGNORECASE)


def home_of(class_: str | None, scheme: str | None) -> str | None:
    """The path under which bare slugs of the class or scheme live, with its slash, if there is one."""
    if scheme is not None:
        return f"concept/{scheme}/"
    if class_ == SCHEME_CLASS:
        return "concept/"
    kind = KINDS.get(class_ or "")
    return None if kind is None else f"id/{kind}/"


def resolve(text: str, home: str | None) -> NamedNode:
    """The IRI meant by the text.

    Raises:
        ValueError: it is none of the four forms, or not a valid IRI.
    """
    if _WEB.match(text):
        return NamedNode(text)
    prefix, colon, local = text.partition(":")
    if colon:
        if prefix not in PREFIXES:
            raise ValueError(f"the prefix {prefix!r} is not known")
        return NamedNode(PREFIXES[prefix] + local)
    if not _PATH.fullmatch(text):
        raise ValueError("not a slug or a path of slugs")
    return _own(text, home)


def _own(path: str, home: str | None) -> NamedNode:
    root, *_ = path.split("/")
    if "/" not in path:
        if home is None:
            raise ValueError("a bare slug says too little here: give kind/slug")
        return _based(home + path)
    if root in {"id", "concept"}:
        return _based(path)
    return _based(("concept/" if (home or "").startswith("concept/") else "id/") + path)


def _based(path: str) -> NamedNode:
    return NamedNode(PREFIXES["id"].removesuffix("id/") + path)
