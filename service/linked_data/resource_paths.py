"""Which IRI of ours a path on this instance stands for, and in what form it was asked for."""

import re
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import BASE, ONTOLOGY, SHAPES
from service.errors import BadRequest
from service.linked_data.representations import SUFFIXES, Representation

LONGEST: Final = 300
SLUG: Final = r"[a-z0-9][a-z0-9.-]{0,119}"
FORMS: Final = {
    "id": (re.compile(rf"id/[a-z][a-z-]*/{SLUG}"), "/id/<kind>/<slug>"),
    "concept": (re.compile(rf"concept(/{SLUG}){{0,2}}"), "/concept/<scheme>/<slug>"),
    "genid": (re.compile(rf"genid/{SLUG}"), "/genid/<name>"),
    "graph": (re.compile(r"graph(/[a-z0-9][a-z0-9._-]{0,119})*"), "/graph/<name>"),
    "ontology": (re.compile(r"ontology(/[A-Za-z0-9][A-Za-z0-9.]{0,119})?"), "/ontology/<Term>"),
    "question": (re.compile(rf"question(/{SLUG})?"), "/question/<name>"),
    "shapes": (re.compile(r"shapes(/[A-Z0-9][A-Z0-9-]{0,119})?"), "/shapes/<CODE>"),
}
HASHED: Final = {"ontology": ONTOLOGY, "shapes": SHAPES}
VERSION: Final = re.compile(r"\d+\.\d+\.\d+")


@dataclass(frozen=True)
class ResourcePath:
    """A path taken apart: `/id/project/bigscience.ttl`.

    Attributes:
        space: its first segment: id, concept, genid, graph, ontology, question or shapes.
        path: the path without the suffix, `/id/project/bigscience`.
        name: what follows the space, `project/bigscience`; empty for the space itself.
        form: the representation that the suffix names, None without a suffix.
    """

    space: str
    path: str
    name: str
    form: Representation | None

    @property
    def node(self) -> NamedNode:
        """The IRI the path stands for; terms and shapes are hash IRIs."""
        if self.space in HASHED and self.name and not VERSION.fullmatch(self.name):
            return NamedNode(f"{HASHED[self.space]}#{self.name}")
        return NamedNode(BASE + self.path.removeprefix("/"))


def read_path(path: str) -> list[ResourcePath]:
    """What a path may stand for, the likeliest first: a dot may be part of a name or start a suffix.

    Raises:
        BadRequest: no IRI of ours looks like that.
    """
    if len(path) > LONGEST:
        raise BadRequest(f"The path has {len(path):,} characters; IRIs here have {LONGEST} at most.")
    bare = path.strip("/")
    space = re.split(r"[/.]", bare, maxsplit=1)[0]
    stem, dot, suffix = bare.rpartition(".")
    pattern, shown = FORMS[space]
    found = []
    if pattern.fullmatch(bare) and not bare.endswith("."):
        found.append(resource(space, bare, None))
    if dot and suffix in SUFFIXES and pattern.fullmatch(stem):
        found.append(resource(space, stem, SUFFIXES[suffix]))
    if not found:
        raise BadRequest(f"No IRI here looks like that: they are written {shown}. {characters(space)}")
    return found


def resource(space: str, bare: str, form: Representation | None) -> ResourcePath:
    return ResourcePath(space, f"/{bare}", bare.removeprefix(space).lstrip("/"), form)


def characters(space: str) -> str:
    if space in HASHED:
        return "Names of terms and codes have no spaces, quotes or other signs."
    return "Names are of lower-case letters, digits, dots and hyphens."
