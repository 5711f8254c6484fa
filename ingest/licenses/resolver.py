"""Find the license that a string in a license field names.

In this order: an identifier of SPDX or ScanCode letter by letter; what people decided on exactly this string
(`aliases.tsv`); an SPDX identifier or name in another spelling; a reviewed string, Hub ids among them, in another
spelling; a ScanCode key in another case; the address of a license; a license with a remark; several licenses.
Doubts and exceptions in the string are respected: what it mentions is noted and not asserted.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from ingest.licenses.normal_form import fold
from ingest.licenses.resolution import ALIAS, CERTAIN, COMPOUND, EXACT, FAMILY, HEDGED, NORMALIZED, UNMAPPED, Resolution
from ingest.licenses.tables import ANY_SOURCE, tables

LONGEST: Final = 500
"""Longer strings are prose: only people decide what they mean."""
LONGEST_NAME: Final = 8
"""Words in which a license is looked for within a string."""
READ: Final = frozenset({EXACT, NORMALIZED, ALIAS, FAMILY})
ADDRESS: Final = re.compile(r"\bhttps?:\s?//\S+|\b(?:github|huggingface)\.com?/\S+", re.IGNORECASE)
DOUBT: Final = re.compile(
    r"\?|\b(?:academic|additional|apparently|assumed|based on|but|custom|except|excluding|inspired|likely|may ?be"
    r"|modified|non-?\s?commercial|not|only|partly|perhaps|possibly|presumably|probably|research|restrict\w*|seems|similar"
    r"|some|tbc|tbd|unclear|unconfirmed|unknown|unsure|variant)\b",
    re.IGNORECASE,
)
SEPARATOR: Final = re.compile(r"\s*[,;/&]\s*|\s+(?:and|or|with|\+)\s+", re.IGNORECASE)
EDGES: Final = " \t\n.,;:()[]\"'“”"
WHOLE_VERSION: Final = re.compile(r"(?<![.\d])(\d)(\+| only| or later)?$")
REMARKS: Final = (
    re.compile(
        r"^(?:[\w'-]+ ){0,8}?(?:released|licen[sc]ed|distributed|published|available)"
        r" under (?:an? |the )?(?:terms of )?(?:the )?",
        re.IGNORECASE,
    ),
    re.compile(r"^licen[sc]e\s*[:=]\s*", re.IGNORECASE),
)
TWICE: Final = re.compile(r"(?P<name>.+?)\s*\((?P<again>[^()]+)\)")
COMPONENT: Final = (
    re.compile(r"^(?P<rest>.+?)[\s,]*(?:\bfor (?:the )?|\()(?P<component>[a-z ]+?)\)?$", re.IGNORECASE),
    re.compile(r"^(?P<component>[a-z ]+?)\s*[,:]\s*(?P<rest>.+)$", re.IGNORECASE),
    re.compile(r"^(?P<rest>.+) (?P<component>code|weights)$", re.IGNORECASE),
)
COMPONENTS: Final = {
    "code": "code",
    "data": "training-data",
    "inference code": "inference-code",
    "model weights": "weights",
    "training code": "training-code",
    "training data": "training-data",
    "weights": "weights",
}
EU_LICENSE: Final = r"publications\.europa\.eu/resource/authority/licence/"
ADDRESSES: Final = tuple(
    (re.compile(rf"https?://(?:www\.)?{pattern}/?", re.IGNORECASE), identifier)
    for pattern, identifier in (
        (r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)(?:/(?:legalcode|deed)[a-z.]*)?", "CC-{0}-{1}"),
        (r"creativecommons\.org/publicdomain/zero/(\d\.\d)(?:/(?:legalcode|deed)[a-z.]*)?", "CC0-{0}"),
        (r"spdx\.org/licenses/([\w.+-]+?)(?:\.html|\.json)?", "{0}"),
        (r"opensource\.org/licenses?/([\w.+-]+?)(?:\.html|\.php)?", "{0}"),
        (r"choosealicense\.com/licenses/([\w.+-]+)", "{0}"),
        (r"(?:opendefinition\.org|dcat-ap\.de/def)/licenses/([\w.+-]+)", "{0}"),
        (EU_LICENSE + r"(CC)_(BY)_(\d)_(\d)", "{0}-{1}-{2}.{3}"),
        (EU_LICENSE + r"(CC)_(BY)_?(NC|ND|SA)_(\d)_(\d)", "{0}-{1}-{2}-{3}.{4}"),
        (EU_LICENSE + r"(CC)_(BY)_?(NC)_?(ND|SA)_(\d)_(\d)", "{0}-{1}-{2}-{3}-{4}.{5}"),
        (EU_LICENSE + r"(CC0|MIT|ISC)", "{0}"),
        (EU_LICENSE + r"([A-Z]+)_(\d)_(\d)", "{0}-{1}.{2}"),
        (r"apache\.org/licenses/license-(\d\.\d)(?:\.html|\.txt)?", "Apache-{0}"),
        (r"gnu\.org/licenses/([al]?gpl)-(\d\.\d)(?:\.\w+)*", "{0}-{1}"),
    )
)


@lru_cache(maxsize=20_000)
def resolve(raw: str, source: str = ANY_SOURCE) -> Resolution:
    """What a string means that stands in a license field of a catalog.

    Args:
        raw: as upstream writes it.
        source: name of the catalog; a few strings mean something there that they do not mean elsewhere.
    """
    text = unicodedata.normalize("NFC", raw).strip()
    normalized = fold(text) if len(text) <= LONGEST else ""
    found = _decided(text, source)
    if found is None and len(text) <= LONGEST:
        found = _first(text, _named, _address, _remark, _several, _doubtful)
    return replace(found or Resolution(UNMAPPED), normalized=normalized)


def _first(text: str, *ways: Callable[[str], Resolution | None]) -> Resolution | None:
    return next((found for way in ways if (found := way(text)) is not None), None)


def _decided(text: str, source: str = ANY_SOURCE) -> Resolution | None:
    known = tables()
    return known.reviewed.get((text, source)) or known.reviewed.get((text, ANY_SOURCE)) or known.identifiers.get(text)


def _named(text: str) -> Resolution | None:
    known, key = tables(), fold(text)
    keys = dict.fromkeys((key, WHOLE_VERSION.sub(r"\1.0\2", key)))
    for table in (known.names, known.folded):
        for each in keys:
            if each in table:
                return table[each]
    lower = known.keys.get(text.lower())
    return lower if lower is None or text in known.keys else replace(lower, status=NORMALIZED)


def _single(text: str) -> Resolution | None:
    """What a string names that is one license or family, with a remark or without."""
    found = _first(text, _decided, _named, _address, _remark)
    return found if found and len(found.licenses) == 1 and found.status not in (COMPOUND, HEDGED) else None


def _doubtful(text: str) -> Resolution | None:
    bare = ADDRESS.sub(" ", text)
    mentioned = _mentioned(bare) if DOUBT.search(bare) else ()
    return Resolution(HEDGED, mentioned) if mentioned else None


def _mentioned(text: str) -> tuple[str, ...]:
    """Licenses that are named anywhere in a text, the longest names first."""
    words = text.split()
    found: dict[str, None] = {}
    taken: set[int] = set()
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            span = range(start, start + length)
            name = " ".join(words[start : start + length]).strip(EDGES + "!?")
            if taken.isdisjoint(span) and (one := _first(name, _decided, _named)) and one.licenses:
                found.update(dict.fromkeys(one.licenses))
                taken.update(span)
    return tuple(found)


def _address(text: str) -> Resolution | None:
    for pattern, identifier in ADDRESSES:
        if match := pattern.fullmatch(text):
            found = _first(identifier.format(*match.groups()), _decided, _named)
            return replace(found, status=ALIAS) if found and found.status in CERTAIN else found
    return None


def _remark(text: str) -> Resolution | None:
    """A license beside an address, a word such as "license" or the component that it is for."""
    bare = ADDRESS.sub(" ", text).strip(EDGES)
    name = bare
    for pattern in REMARKS:
        name = pattern.sub("", name)
    if DOUBT.search(bare.removesuffix(name)):
        return None
    if name != text and (found := _first(name, _decided, _named)) and found.licenses:
        return _with_remark(found, found.components)
    if (match := TWICE.fullmatch(name)) and (found := _named(match["name"])) and found == _named(match["again"]):
        return _with_remark(found, found.components)
    for pattern in COMPONENT:
        match = pattern.match(name)
        component = COMPONENTS.get(match["component"].strip().lower()) if match else None
        if match and component and (found := _first(match["rest"].strip(EDGES), _decided, _named)) and found.licenses:
            return _with_remark(found, (component,) * len(found.licenses))
    return None


def _with_remark(found: Resolution, components: tuple[str, ...]) -> Resolution | None:
    """What a name means that stands among other words; only a name that is read for certain, or that of a family."""
    if found.status not in READ:
        return None
    return replace(found, status=FAMILY if found.status == FAMILY else ALIAS, components=components)


def _several(text: str) -> Resolution | None:
    """Several licenses, each of which is understood."""
    found = [_single(part.strip(EDGES)) for part in SEPARATOR.split(text) if part.strip(EDGES)]
    parts = [part for each in found if each for part in each.parts]
    if len(found) < 2 or None in found or any(each and each.status not in READ for each in found):
        return None
    parts = list(dict.fromkeys(parts))
    return Resolution(
        COMPOUND, tuple(license_ for license_, _ in parts), components=tuple(component for _, component in parts)
    )
