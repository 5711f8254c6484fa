"""Where a term of the data leads: a path on this instance, a page elsewhere, or nowhere."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from ingest.namespaces import BASE, PREFIXES

ELSEWHERE: Final = re.compile(r"https?://[^/\s]+", re.IGNORECASE)
SAFE: Final = "/#:@!$&'()*+,;=~.-_?%"


@dataclass(frozen=True)
class Link:
    """Text to show, with its language, and where it leads if anywhere."""

    text: str
    href: str = ""
    lang: str = ""
    outside: bool = False


@lru_cache(maxsize=16384)
def path_of(node: NamedNode) -> str | None:
    """The path on this instance of an IRI of ours: `/id/project/bigscience`."""
    if not node.value.startswith(BASE):
        return None
    return quote("/" + node.value.removeprefix(BASE), safe=SAFE)


@lru_cache(maxsize=16384)
def href_of(node: NamedNode) -> str:
    """A path for an IRI of ours, the address itself for a web page, nothing for other schemes."""
    own = path_of(node)
    if own is not None:
        return own
    return quote(node.value, safe=SAFE + "[]") if ELSEWHERE.match(node.value) else ""


def kind_of(node: NamedNode) -> str:
    """The kind in the IRI of a thing of ours: `project`; empty for other IRIs."""
    inside = node.value.removeprefix(PREFIXES["id"])
    return inside.partition("/")[0] if inside != node.value else ""


def local_name(node: NamedNode) -> str:
    """What follows the last `#` or `/` of the IRI."""
    return re.split(r"[#/]", node.value.rstrip("#/"))[-1]


def shortened(node: NamedNode) -> str:
    """The IRI with a prefix of ours where one fits: `org:role`."""
    for prefix, namespace in PREFIXES.items():
        rest = node.value.removeprefix(namespace)
        if rest != node.value and rest and "#" not in rest:
            return f"{prefix}:{rest}"
    return node.value


def words(node: NamedNode) -> str:
    """A readable guess from the IRI, for want of a label: `hasWorkingGroup` gives `has working group`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local_name(node)).replace("-", " ").replace("_", " ")
    return spaced if spaced.isupper() else spaced.lower()
