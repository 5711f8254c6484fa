"""What the index holds of each thing and concept, read from the default graph of a release."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from ingest.namespaces import PREFIXES, iri, is_thing
from ingest.search_index.kinds import CONCEPT, DATED, SEARCHED, Facet, iri_of, value_of
from ingest.search_index.names import forms, identifier, squeezed

ID, CONCEPTS = PREFIXES["id"], PREFIXES["concept"]
REPLACED: Final = iri("dct:isReplacedBy")
NAMED_BY: Final = ("rdfs:label", "skos:prefLabel")
ALSO_NAMED_BY: Final = ("skos:altLabel",)
IDENTIFIED_BY: Final = (
    *("skos:exactMatch", "owl:sameAs", "dct:identifier", "skos:notation"),
    *("cairn:hubRepository", "cairn:allocationIdentifier", "frapo:hasGrantNumber"),
)
ADDRESSES: Final = ("foaf:homepage", "schema:url")
ACCOUNTS: Final = {"cairn:hubNamespace": "huggingface.co/", "cairn:githubAccount": "github.com/"}
"""Properties whose values are names on a host."""
DESCRIBED_BY: Final = ("dct:description", "skos:definition")
LONGEST_DESCRIPTION: Final = 300
TOLD_BY: Final = 3
"""How many facets describe a thing that nobody describes."""
FEW: Final = 2
"""How many values of a facet describe a thing."""
WRITTEN_AS: Final = frozenset(
    PREFIXES["concept"] + f"mapping-status/{status}" for status in ("alias", "normalized", "family")
)
"""How a value of a source was read that is a name of what it maps to, and not one of several or a guess."""
INSIDE: Final = tuple(f"{ID}{kind}/" for kind in ("evidence", "statement", "value", "identity", "gap", "measurement"))
"""What the IRIs of those begin with whose links do not count: they tell where facts come from."""


@dataclass
class Found:
    """One document of the index.

    Attributes:
        key: `kind/slug` of a thing, `concept/scheme/slug` of a concept.
        exact: identifiers in all forms in which they may be written.
        addresses: pages that are about it and accounts, which may be those of others as well.
        date: the earliest, as it is written; empty if there is none.
        written: how sources write it, which may be the name of something else: `llama3` is a license on the Hub.
        about: what it is and what its facets say, in words.
    """

    key: str
    label: str
    others: list[str]
    exact: set[str] = field(default_factory=set)
    description: str = ""
    facets: dict[str, list[str]] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    date: str = ""
    links: int = 0
    written: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.key.partition("/")[0]


def key_of(term: object) -> str | None:
    """The key of a thing or concept that can be found; None for any other term."""
    if not isinstance(term, NamedNode):
        return None
    if term.value.startswith(ID):
        key = term.value.removeprefix(ID)
        return key if key.partition("/")[0] in SEARCHED and is_thing(key) else None
    if term.value.startswith(CONCEPTS) and term.value.removeprefix(CONCEPTS).count("/") == 1:
        return f"{CONCEPT}/{term.value.removeprefix(CONCEPTS)}"
    return None


def iri_of_key(key: str) -> str:
    return (CONCEPTS if key.startswith(f"{CONCEPT}/") else ID) + key.removeprefix(f"{CONCEPT}/")


class Reading:
    """Reads the store property by property, each once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = {}

    def values(self, prop: str) -> dict[NamedNode, list[NamedNode | Literal]]:
        """The values of a property by subject; of one that is written `^p`, the subjects by value."""
        if prop not in self._read:
            found: dict[NamedNode, list[NamedNode | Literal]] = defaultdict(list)
            for quad in self._store.quads_for_pattern(None, iri(prop.removeprefix("^")), None, DefaultGraph()):
                ends = (quad.object, quad.subject) if prop.startswith("^") else (quad.subject, quad.object)
                if isinstance(ends[0], NamedNode) and isinstance(ends[1], NamedNode | Literal):
                    found[ends[0]].append(ends[1])
            self._read[prop] = dict(found)
        return self._read[prop]

    def subjects(self, prop: str, node: NamedNode) -> list[NamedNode]:
        """What has a node as a value of a property, of which most values are not asked for."""
        quads = self._store.quads_for_pattern(None, iri(prop), node, DefaultGraph())
        found = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
        return sorted(found, key=lambda each: each.value)

    def along(self, node: NamedNode, path: Iterable[str]) -> list[str]:
        """What stands at the end of a path from a node."""
        at: list[NamedNode | Literal] = [node]
        for prop in path:
            step = self.values(prop)
            at = [end for each in at if isinstance(each, NamedNode) for end in step.get(each, ())]
        return sorted({end.value for end in at})

    def texts(self, node: NamedNode, props: Iterable[str]) -> list[str]:
        """The literals of some properties, the English first, each once."""
        found = [each for prop in props for each in self.values(prop).get(node, ()) if isinstance(each, Literal)]
        found.sort(key=lambda each: (each.language not in ("en", None), each.value))
        return list(dict.fromkeys(" ".join(each.value.split()) for each in found))


def documents(store: Store) -> list[Found]:
    """Everything that can be found, in the order of keys."""
    reading = Reading(store)
    found: dict[str, Found] = {}
    for prop in NAMED_BY:
        for node in reading.values(prop):
            key = key_of(node)
            if key and key not in found:
                found[key] = document(reading, node, key)
                found[key].links = links_to(store, node)
    for old, new in reading.values("dct:isReplacedBy").items():
        for current in map(key_of, new):
            if current in found:
                found[current].exact |= forms(old.value)
    describe(list(found.values()))
    return [found[key] for key in sorted(found)]


def document(reading: Reading, node: NamedNode, key: str) -> Found:
    label, *others = reading.texts(node, NAMED_BY)
    others += [each for each in reading.texts(node, ALSO_NAMED_BY) if each not in (label, *others)]
    facets = SEARCHED[key.partition("/")[0]].facets
    values = {facet.name: [value_of(facet, each) for each in reading.along(node, facet.path)] for facet in facets}
    dates = (reading.along(node, path) for path in DATED)
    described = reading.texts(node, DESCRIBED_BY)
    return Found(
        key,
        label,
        others,
        set(identifiers(reading, node, key)),
        shortened(described[0]) if described else "",
        {name: sorted({each for each in given if each}) for name, given in values.items()},
        set(addresses(reading, node)),
        next((found[0] for found in dates if found), ""),
        written=list(written(reading, node, [label, *others])) if key.startswith("license/") else [],
    )


def written(reading: Reading, node: NamedNode, names: Iterable[str]) -> Iterator[str]:
    """How sources write a thing, where they write other letters than its names have."""
    known = set(map(squeezed, names))
    for value in reading.subjects("cairn:mapsTo", node):
        if WRITTEN_AS.isdisjoint(reading.along(value, ["cairn:mappingStatus"])):
            continue
        for raw in reading.texts(value, ["cairn:rawValue"]):
            if squeezed(raw) not in known:
                known.add(squeezed(raw))
                yield raw


def identifiers(reading: Reading, node: NamedNode, key: str) -> Iterator[str]:
    """All forms of all identifiers of a thing, its own IRI included."""
    yield from forms(node.value)
    yield key.partition("/")[2]
    for prop in IDENTIFIED_BY:
        for each in reading.values(prop).get(node, ()):
            yield from forms(each.value)


def addresses(reading: Reading, node: NamedNode) -> Iterator[str]:
    """All forms of the addresses of pages about a thing and of its accounts, which may be shared."""
    for prop in ADDRESSES:
        for each in reading.values(prop).get(node, ()):
            yield from forms(each.value)
    for prop, host in ACCOUNTS.items():
        for each in reading.values(prop).get(node, ()):
            yield from forms(each.value)
            yield identifier(host + each.value)


def shortened(text: str) -> str:
    """A description, cut behind a word."""
    return text if len(text) <= LONGEST_DESCRIPTION else text[:LONGEST_DESCRIPTION].rpartition(" ")[0] + " …"


def describe(found: list[Found]) -> None:
    """Let what its facets say stand for the description of what nobody describes."""
    named = {iri_of_key(each.key): each.label for each in found}
    for each in found:
        facets = SEARCHED[each.kind].facets
        told = [name for facet in facets[:TOLD_BY] for name in names(facet, each, named)]
        each.description = each.description or shortened(", ".join(dict.fromkeys(told)))
        each.about = [each.kind, *(name for facet in facets for name in names(facet, each, named))]


def names(facet: Facet, each: Found, named: dict[str, str]) -> list[str]:
    """The first values of a facet in words."""
    values = each.facets[facet.name][:FEW]
    return [named.get(iri_of(facet, value) or "", value) for value in values if facet.space]


def links_to(store: Store, node: NamedNode) -> int:
    """How many facts point at a thing."""
    quads = store.quads_for_pattern(None, None, node, DefaultGraph())
    return sum(counts_as_link(quad) for quad in quads)


def counts_as_link(quad: Quad) -> bool:
    subject = quad.subject
    return isinstance(subject, NamedNode) and quad.predicate != REPLACED and not subject.value.startswith(INSIDE)
