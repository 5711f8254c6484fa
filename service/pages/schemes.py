"""Concept schemes as trees, the list of them all, shapes and graphs."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pyoxigraph import NamedNode

from ingest.namespaces import BASE, iri
from service.pages.linking import Link, href_of, local_name
from service.pages.notes import text
from service.pages.reading import Reader, first, objects

BROADER, DEFINITION = iri("skos:broader"), iri("skos:definition")
LABEL, NOTATION = iri("skos:prefLabel"), iri("skos:notation")
SCHEME_LABEL: Final = iri("rdfs:label")


@dataclass(frozen=True)
class Concept:
    """A concept with those below it."""

    link: Link
    definition: str
    notation: str
    uses: int
    narrower: tuple["Concept", ...] = field(default=())


@dataclass(frozen=True)
class Scheme:
    """A concept scheme with its concepts as a tree."""

    link: Link
    definition: str
    concepts: tuple[Concept, ...]
    total: int
    used_by: tuple[Link, ...]


def scheme(reader: Reader, node: NamedNode, statistics: Mapping[str, Any]) -> Scheme:
    """One scheme; concepts stand under the first concept that is broader."""
    counts: Mapping[str, int] = statistics.get("concepts", {})
    concepts = reader.rows(f"SELECT DISTINCT ?concept WHERE {{ ?concept skos:inScheme {node} }}")
    uses = {row["concept"]: counts.get(row["concept"].value, 0) for row in concepts}
    facts = reader.outgoing([*uses, node])
    below: dict[NamedNode | None, list[NamedNode]] = defaultdict(list)
    for one in uses:
        broader = first(facts[one], BROADER)
        below[broader if isinstance(broader, NamedNode) and broader in uses and broader != one else None].append(one)

    def tree(parent: NamedNode | None, above: frozenset[NamedNode]) -> tuple[Concept, ...]:
        found = [
            Concept(
                Link(text(first(facts[one], LABEL)) or local_name(one), href_of(one)),
                text(first(facts[one], DEFINITION)),
                ", ".join(sorted(text(value) for value in objects(facts[one], NOTATION))),
                uses[one],
                tree(one, above | {one}),
            )
            for one in below[parent]
            if one not in above
        ]
        return tuple(sorted(found, key=lambda one: (one.notation if parent or below[None] else "", one.link.text)))

    properties = reader.rows(f"SELECT ?p WHERE {{ ?p cairn:usesScheme {node} }} ORDER BY ?p")
    return Scheme(
        link=Link(text(first(facts[node], SCHEME_LABEL, iri("dct:title"))) or local_name(node), href_of(node)),
        definition=text(first(facts[node], DEFINITION, iri("dct:description"))),
        concepts=tree(None, frozenset()),
        total=len(uses),
        used_by=tuple(Link(local_name(row["p"]), href_of(row["p"])) for row in properties),
    )


def all_schemes(reader: Reader) -> list[tuple[Link, str, int]]:
    """Every scheme with its definition and how many concepts it has."""
    query = """SELECT ?scheme (SAMPLE(?name) AS ?label) (SAMPLE(?said) AS ?definition) (COUNT(DISTINCT ?c) AS ?n)
      WHERE { ?scheme a skos:ConceptScheme OPTIONAL { ?scheme rdfs:label ?name }
        OPTIONAL { ?scheme skos:definition ?said } OPTIONAL { ?c skos:inScheme ?scheme } } GROUP BY ?scheme"""
    found = [
        (
            Link(text(row["label"]) or local_name(row["scheme"]), href_of(row["scheme"])),
            text(row["definition"]),
            int(row["n"].value),
        )
        for row in reader.rows(query)
    ]
    return sorted(found, key=lambda entry: entry[0].text)


@dataclass(frozen=True)
class Shape:
    """One constraint: its code, what it asks for and why."""

    node: NamedNode
    code: str
    name: str
    message: str
    description: str
    severity: str
    applies_to: tuple[Link, ...]


def shapes(reader: Reader) -> list[Shape]:
    """Every constraint, by code."""
    query = """SELECT ?shape ?message ?name ?description ?severity
      (GROUP_CONCAT(DISTINCT STR(?on); separator=" ") AS ?all)
      WHERE { GRAPH graph:shapes { ?shape sh:message ?message
        OPTIONAL { ?shape sh:name ?name } OPTIONAL { ?shape sh:description ?description }
        OPTIONAL { ?shape sh:severity ?severity } OPTIONAL { ?shape sh:targetClass|sh:targetSubjectsOf ?on } }
        FILTER(isIRI(?shape)) } GROUP BY ?shape ?message ?name ?description ?severity"""
    found = []
    for row in reader.rows(query):
        code = local_name(row["shape"])
        on = [NamedNode(value) for value in text(row["all"]).split()]
        severity = local_name(row["severity"]) if isinstance(row["severity"], NamedNode) else "Violation"
        message = text(row["message"]).removeprefix(f"{code}: ")
        links = tuple(Link(local_name(one), href_of(one)) for one in on)
        found.append(Shape(row["shape"], code, text(row["name"]), message, text(row["description"]), severity, links))
    return sorted(found, key=lambda shape: shape.code)


@dataclass(frozen=True)
class Graph:
    """One named graph of the release."""

    link: Link
    description: str
    license: Link | None
    triples: int


def graphs(reader: Reader, statistics: Mapping[str, Any]) -> list[Graph]:
    """Every named graph with what is in it."""
    counts: dict[str, int] = statistics["graphs"]
    nodes = [NamedNode(graph) for graph in sorted(counts)]
    facts = reader.outgoing(nodes)
    found = []
    for node in nodes:
        known = facts.get(node, [])
        granted = first(known, iri("dct:license"))
        license_link = Link(granted.value, href_of(granted)) if isinstance(granted, NamedNode) else None
        name = text(first(known, SCHEME_LABEL)) or node.value.removeprefix(f"{BASE}graph/")
        described = text(first(known, iri("dct:description")))
        found.append(Graph(Link(name, href_of(node)), described, license_link, counts[node.value]))
    return found
