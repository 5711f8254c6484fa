"""The properties by which things are compared and that can be fetched for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import BASE, iri
from ingest.search_index.documents import iri_of_key, key_of
from ingest.search_index.kinds import CONCEPT, SEARCHED, YEARS
from service.live.reading_room import ReadingRoom
from service.pages.reading import DEFAULT_GRAPH
from service.terms import Term


@dataclass(frozen=True)
class Property:
    """A path from a thing to values.

    Attributes:
        starts: what IRIs among the values begin with; others are left out.
        years: whether dates are given as years.
        kind: of the things that are its values, if they are of one kind.
    """

    id: str
    name: str
    description: str
    path: tuple[str, ...]
    starts: str = ""
    years: bool = False
    kind: str = ""


def one(prop: str, name: str, path: str, description: str, starts: str = "") -> Property:
    return Property(prop, name, description, (path,), starts)


COMMON: Final = (
    one("alias", "alias", "skos:altLabel", "another name"),
    one("description", "description", "dct:description", "what it is, in a sentence or two"),
    one("homepage", "homepage", "foaf:homepage", "its homepage"),
    one("url", "address", "schema:url", "a page about it"),
    one("identifier", "identifier", "dct:identifier", "an identifier, with the name of its register before it"),
    one("same_as", "same thing elsewhere", "skos:exactMatch", "its IRI in another dataset"),
    one("ror", "ROR", "skos:exactMatch", "its IRI in the Research Organization Registry", "https://ror.org/"),
    one("wikidata", "Wikidata", "skos:exactMatch", "its IRI in Wikidata", "http://www.wikidata.org/entity/"),
    one("hub_repository", "Hub repository", "cairn:hubRepository", "its repository on the Hugging Face Hub"),
    one("hub_namespace", "Hub account", "cairn:hubNamespace", "its account on the Hugging Face Hub"),
    one("github_account", "GitHub account", "cairn:githubAccount", "its account on GitHub"),
    one("active_from", "active from", "cairn:activeFrom", "when it began, as exactly as is known"),
    one("active_until", "active until", "cairn:activeUntil", "when it ended, as exactly as is known"),
    one("issued", "released", "dct:issued", "when it came out, as exactly as is known"),
    one("parameter_count", "parameters", "cairn:parameterCount", "how many parameters it has"),
)
"""What things of any kind may have."""


def kind_in(space: str) -> str:
    """The kind of what lies in the space of a facet; empty for literals."""
    return CONCEPT if space.startswith(CONCEPT) else space.removeprefix("id/").strip("/") if "/" in space else ""


def properties_of(kind: str) -> dict[str, Property]:
    """The facets of a kind, then what is common to all."""
    facets = {
        facet.name: Property(
            facet.name,
            facet.name.replace("_", " "),
            facet.description,
            facet.path,
            years=facet.space == YEARS,
            kind=kind_in(facet.space),
        )
        for facet in SEARCHED[kind].facets
    }
    return facets | {each.id: each for each in COMMON}


ALL: Final = {name: each for kind in reversed(SEARCHED) for name, each in properties_of(kind).items()}
"""Every property, as the first kind has it that has it."""


@dataclass(frozen=True)
class Value:
    """One value: a thing or concept that can be found, or a literal or foreign IRI."""

    term: Term
    key: str = ""
    name: str = ""
    year: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that say this value."""
        if self.key:
            return (self.name, self.key, self.key.partition("/")[2], self.key.rpartition("/")[2], iri_of_key(self.key))
        return (self.year or str(getattr(self.term, "value", "")),)


def values(room: ReadingRoom, key: str, prop: Property) -> list[Value]:
    """The values of a property of a thing, each once."""
    found = [term for term in along(room, [NamedNode(iri_of_key(key))], prop.path) if fits(term, prop)]
    labels = room.reader.labels(term for term in found if isinstance(term, NamedNode))
    told = []
    for term in sorted(set(found), key=str):
        name = labels[term].value if isinstance(term, NamedNode) and term in labels else ""
        year = term.value[:4] if prop.years and isinstance(term, Literal) else ""
        told.append(Value(term, (key_of(term) or "") if name else "", name, year))
    return told


def fits(term: Term, prop: Property) -> bool:
    return not prop.starts or (isinstance(term, NamedNode) and term.value.startswith(prop.starts))


def along(room: ReadingRoom, start: Iterable[NamedNode], path: Iterable[str]) -> list[Term]:
    at: list[Term] = list(start)
    for step in path:
        at = [end for node in at if isinstance(node, NamedNode) for end in ends(room, node, step)]
    return at


def ends(room: ReadingRoom, node: NamedNode, step: str) -> Iterator[Term]:
    prop, store = iri(step.removeprefix("^")), room.reader.store
    if step.startswith("^"):
        yield from (quad.subject for quad in store.quads_for_pattern(None, prop, node, DEFAULT_GRAPH))
    else:
        yield from (quad.object for quad in store.quads_for_pattern(node, prop, None, DEFAULT_GRAPH))


def key_in(text: str) -> str:
    """The key that a client means: an id of ours, a key, or an IRI."""
    return text.removeprefix(BASE).removeprefix("id/")


def id_of(key: str) -> str:
    """What we call it: its IRI without what all of ours begin with."""
    return iri_of_key(key).removeprefix(BASE)
