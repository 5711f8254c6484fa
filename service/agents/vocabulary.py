"""The words of a release that a query can use: classes, properties, concept schemes."""

from itertools import islice
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode

from ingest.namespaces import ONTOLOGY, PREFIXES, iri
from service.agents.calls import Call
from service.agents.classes import SAMPLED, classes_shown, properties_of, sample_of
from service.agents.results import Schema, TermDetail
from service.agents.sources import release_as_source
from service.agents.written import cut
from service.errors import NotFound
from service.explain.words import shown
from service.live.reading_room import ReadingRoom
from service.near_names import did_you_mean, near_names
from service.pages.linking import shortened
from service.pages.ontology import one_term
from service.pages.reading import Reader, named
from service.terms import Term, find_iri

MOST_EXAMPLES: Final = 3
MOST_CONCEPTS: Final = 60
MOST_USED: Final = 25
LONGEST_MEANING: Final = 120
OWN_TERMS: Final = """SELECT DISTINCT ?term WHERE {
  VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty } ?term a ?kind }"""
IN_SCHEME: Final = iri("skos:inScheme")
NOTES: Final = (
    "These are the classes that are used, with properties typical of each; one of another vocabulary is left out where "
    "all its things are of a class of ours. Ask for one class or property: meaning, values, examples, more properties.",
    "Prefixes need no declaration. Facts are in the default graph; the tool why finds their sources.",
    SAMPLED,
)


def ontology_names(reader: Reader) -> list[str]:
    """Local names of the classes and properties of ours."""
    found = [node.value for node in named(row["term"] for row in reader.rows(OWN_TERMS))]
    return sorted(each.removeprefix(f"{ONTOLOGY}#") for each in found if each.startswith(f"{ONTOLOGY}#"))


def schema(call: Call, term: str | None) -> Schema:
    """The classes that are used; of one term more."""
    see = f"{call.base}ontology"
    common = {"release": call.live.id, "see": see, "sources": [release_as_source(call.live.id, see)]}
    if term:
        detail = term_detail(call.room, term)
        return Schema.model_validate({**common, "notes": [SAMPLED] if detail.used_with else [], "term": detail})
    classes = classes_shown(call.room)
    return Schema.model_validate({**common, "notes": list(NOTES), "prefixes": PREFIXES, "classes": classes})


def term_detail(room: ReadingRoom, text: str) -> TermDetail:
    """Raises NotFound, with those most like it, for a term that there is not."""
    node = term_named(room.reader, text)
    known = one_term(room.reader, room.vocabulary, node, room.statistics)
    if known is None:
        raise not_found(room.reader, text)
    concepts = concepts_of(room.reader, node)
    examples, used_with = things_of(room, node) if known.is_class else (uses_of(room, node), {})
    return TermDetail(
        name=shortened(node),
        iri=node.value,
        label=label_of(room, node),
        means=known.definition,
        count=known.uses or len(concepts),
        about={heading.lower(): [link.text for link in links] for heading, links in known.aspects},
        examples=examples,
        used_with=used_with,
        concepts=dict(list(concepts.items())[:MOST_CONCEPTS]),
    )


def term_named(reader: Reader, text: str) -> NamedNode:
    """The term that a text stands for: prefixed, an IRI, or a bare name of ours."""
    text = text.strip()[:500]
    found = find_iri(text, "term")
    if found is not None:
        return found
    if not text.replace("-", "").isalnum():
        raise not_found(reader, text)
    own = NamedNode(f"{ONTOLOGY}#{text}")
    return own if reader.exists(own) else NamedNode(PREFIXES["concept"] + text)


def not_found(reader: Reader, text: str) -> NotFound:
    names = {name.lower(): f"cairn:{name}" for name in ontology_names(reader)}
    schemes = named(row["s"] for row in reader.rows("SELECT ?s WHERE { ?s a skos:ConceptScheme }"))
    names |= {node.value.removeprefix(PREFIXES["concept"]): shortened(node) for node in schemes}
    wanted = text.rpartition(":")[2].rpartition("#")[2].rpartition("/")[2].lower()
    near = [names[each] for each in near_names(wanted, names)]
    hint = did_you_mean(near) or " Call schema without a term to see the classes."
    return NotFound(f"There is no class, property or concept scheme {text[:80]!r}.{hint}")


def concepts_of(reader: Reader, scheme: NamedNode) -> dict[str, str]:
    """The concepts of a scheme, or of the scheme that a property uses, with their labels."""
    used = [value for _, value in reader.valued([scheme], iri("cairn:usesScheme")) if isinstance(value, NamedNode)]
    members = [node for each in (used or [scheme]) for node in reader.subjects(IN_SCHEME, each)]
    labels = reader.labels(members)
    return {written(node): labels[node].value if node in labels else "" for node in sorted(members, key=str)}


def things_of(room: ReadingRoom, node: NamedNode) -> tuple[list[str], dict[str, int]]:
    """Some things of a class, and the properties that a sample of them has, most used first."""
    sample = sample_of(room, node)
    used = properties_of(list(room.reader.outgoing(sample).values()))
    labels = room.reader.labels(sample[:MOST_EXAMPLES])
    things = [f"{written(one)} {labels[one].value if one in labels else ''}".strip() for one in sample[:MOST_EXAMPLES]]
    return things, dict(used.most_common(MOST_USED))


def uses_of(room: ReadingRoom, node: NamedNode) -> list[str]:
    quads = list(islice(room.live.store.quads_for_pattern(None, node, None, DefaultGraph()), MOST_EXAMPLES))
    return [f"{written(quad.subject)} {shortened(node)} {written(quad.object)}" for quad in quads]


def written(term: Term) -> str:
    """A term as it stands in a query, not too long."""
    return shown(str(term)) if isinstance(term, NamedNode) else cut(str(term), LONGEST_MEANING)


def label_of(room: ReadingRoom, node: NamedNode) -> str:
    found = room.reader.labels([node])
    return found[node].value if node in found else room.vocabulary.name(node)
