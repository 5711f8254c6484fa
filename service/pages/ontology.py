"""The ontology as documentation: every class and property with what it means and how often it is used."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import BASE, ONTOLOGY, iri
from service.pages.linking import Link, href_of, local_name, path_of, shortened, words
from service.pages.notes import text
from service.pages.reading import RDF_TYPE, Fact, Reader, Term, first, named, objects
from service.pages.vocabulary import Vocabulary

HOME: Final = NamedNode(ONTOLOGY)
CLASS: Final = iri("owl:Class")
UNION: Final = iri("owl:unionOf")
TRAITS: Final = {
    iri("owl:FunctionalProperty"): "has one value at most",
    iri("owl:InverseFunctionalProperty"): "identifies its subject",
    iri("owl:IrreflexiveProperty"): "never leads to itself",
    iri("owl:SymmetricProperty"): "holds both ways",
    iri("owl:TransitiveProperty"): "is transitive",
}
ASPECTS: Final = (
    ("Subclass of", "rdfs:subClassOf"),
    ("Subproperty of", "rdfs:subPropertyOf"),
    ("Applies to", "rdfs:domain"),
    ("Takes", "rdfs:range"),
    ("Concept scheme", "cairn:usesScheme"),
    ("Inverse", "owl:inverseOf"),
    ("Same as", "skos:exactMatch"),
    ("Close to", "skos:closeMatch"),
    ("Related to", "skos:relatedMatch"),
    ("Replaced by", "dct:isReplacedBy"),
)


@dataclass(frozen=True)
class OntologyTerm:
    """A class or property as documented."""

    node: NamedNode
    name: str
    label: str
    definition: str
    aspects: tuple[tuple[str, tuple[Link, ...]], ...]
    traits: tuple[str, ...]
    uses: int
    is_class: bool
    deprecated: bool


@dataclass(frozen=True)
class Documentation:
    """The whole ontology."""

    title: str
    description: str
    version: str
    license: Link
    classes: tuple[OntologyTerm, ...]
    properties: tuple[OntologyTerm, ...]


def documentation(reader: Reader, vocabulary: Vocabulary, statistics: Mapping[str, Any]) -> Documentation:
    """Every term of ours, by name."""
    query = f"""SELECT DISTINCT ?term WHERE {{
      VALUES ?kind {{ owl:Class owl:ObjectProperty owl:DatatypeProperty }} ?term a ?kind
      FILTER(STRSTARTS(STR(?term), "{ONTOLOGY}#")) }}"""
    nodes = [row["term"] for row in reader.rows(query)]
    facts = reader.outgoing([*nodes, HOME])
    lists = unions(reader)
    terms = sorted(
        (term(vocabulary, node, facts[node], lists, statistics) for node in nodes), key=lambda one: one.name.lower()
    )
    header = facts[HOME]
    granted = first(header, iri("dct:license"))
    return Documentation(
        title=text(first(header, iri("dct:title"))) or "The OpenCairn ontology",
        description=text(first(header, iri("dct:description"))),
        version=text(first(header, iri("owl:versionInfo"))),
        license=Link(granted.value, href_of(granted)) if isinstance(granted, NamedNode) else Link("not stated"),
        classes=tuple(one for one in terms if one.is_class),
        properties=tuple(one for one in terms if not one.is_class),
    )


def one_term(
    reader: Reader, vocabulary: Vocabulary, node: NamedNode, statistics: Mapping[str, Any]
) -> OntologyTerm | None:
    """A single term, None if there is no such term."""
    facts = reader.outgoing([node])[node]
    return term(vocabulary, node, facts, unions(reader), statistics) if facts else None


def examples(reader: Reader, node: NamedNode, most: int = 12) -> list[Link]:
    """Things of the class, or things that have the property."""
    query = f"""SELECT DISTINCT ?thing WHERE {{ {{ ?thing a {node} }} UNION {{ ?thing {node} ?value }}
      FILTER(STRSTARTS(STR(?thing), "{BASE}id/")) }} LIMIT {most}"""
    nodes = [row["thing"] for row in reader.rows(query)]
    named_by = reader.labels(nodes)
    found = [Link(named_by[one].value if one in named_by else words(one), href_of(one)) for one in nodes]
    return sorted(found, key=lambda link: link.text)


def term(
    vocabulary: Vocabulary,
    node: NamedNode,
    facts: list[Fact],
    lists: Mapping[Term, list[NamedNode]],
    statistics: Mapping[str, Any],
) -> OntologyTerm:
    kinds = set(objects(facts, RDF_TYPE))
    is_class = CLASS in kinds
    aspects = []
    for heading, prop in ASPECTS:
        targets = [
            one
            for value in objects(facts, iri(prop))
            for one in lists.get(value, [value])
            if isinstance(one, NamedNode)
        ]
        if targets:
            aspects.append((heading, tuple(sorted(map(link, targets), key=lambda one: one.text.lower()))))
    uses: int = statistics["classes" if is_class else "properties"].get(node.value, 0)
    deprecated = isinstance(flag := first(facts, iri("owl:deprecated")), Literal) and flag.value == "true"
    return OntologyTerm(
        node=node,
        name=local_name(node),
        label=vocabulary.name(node),
        definition=vocabulary.definition(node),
        aspects=tuple(aspects),
        traits=tuple(words for trait, words in TRAITS.items() if trait in kinds),
        uses=uses,
        is_class=is_class,
        deprecated=deprecated,
    )


def link(node: NamedNode) -> Link:
    """A term by its name if it is ours, by its prefixed name if not."""
    own = path_of(node)
    name = shortened(node).removeprefix("cairn:")
    if own and own.startswith("/ontology#"):
        return Link(name, "#" + local_name(node))
    return Link(local_name(node) if own else name, href_of(node), outside=own is None)


def unions(reader: Reader) -> dict[Term, list[NamedNode]]:
    """The members of every anonymous class that is a union."""
    found: dict[Term, list[NamedNode]] = defaultdict(list)
    query = "SELECT ?union ?member WHERE { ?union owl:unionOf/rdf:rest*/rdf:first ?member }"
    for row in reader.rows(query):
        found[row["union"]].extend(named([row["member"]]))
    return dict(found)
