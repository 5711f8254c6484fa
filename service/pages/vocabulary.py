"""The words of a release: labels and definitions of classes, properties and concepts, read once."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.namespaces import BASE, ONTOLOGY, iri
from service.pages.linking import words
from service.pages.reading import Reader
from service.pages.wording import INVERSES

SHOWN: Final = (f"{ONTOLOGY}#", "http://www.w3.org/ns/org#", "http://xmlns.com/foaf/0.1/")
FALLBACKS: Final = {
    iri("skos:Concept"): "concept",
    iri("skos:ConceptScheme"): "concept scheme",
    iri("owl:Ontology"): "ontology",
    iri("dct:PeriodOfTime"): "period of time",
    iri("frapo:Grant"): "grant",
    iri("frapo:FundingProgramme"): "funding program",
    iri("rdf:type"): "type",
}
TERMS: Final = """SELECT ?term ?label ?definition WHERE {
  { SELECT DISTINCT ?term WHERE { { ?term rdfs:isDefinedBy ONTOLOGY }
    UNION { VALUES ?known { owl:Class owl:ObjectProperty owl:DatatypeProperty } ?term a ?known } } }
  OPTIONAL { ?term rdfs:label ?label } OPTIONAL { ?term skos:definition ?definition } FILTER(isIRI(?term)) }"""


class Vocabulary:
    """Names of classes and properties in one release."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.inverses = {iri(name): phrase for name, phrase in INVERSES.items()}

    def read(self) -> None:
        """Read everything now; else each part is read when it is needed first."""
        for part in ("_terms", "superclasses", "superproperties", "opposites"):
            getattr(self, part)

    @cached_property
    def _terms(self) -> dict[NamedNode, tuple[str, str]]:
        found: dict[NamedNode, tuple[str, str]] = {}
        for row in self.reader.rows(TERMS.replace("ONTOLOGY", f"<{ONTOLOGY}>")):
            label, definition = row["label"], row["definition"]
            name = label.value if isinstance(label, Literal) else FALLBACKS.get(row["term"], words(row["term"]))
            found[row["term"]] = (name, definition.value if isinstance(definition, Literal) else "")
        return found

    @cached_property
    def superclasses(self) -> dict[NamedNode, set[NamedNode]]:
        """Every class with all classes above it."""
        above: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        query = "SELECT ?c ?above WHERE { ?c rdfs:subClassOf+ ?above FILTER(isIRI(?above) && ?c != ?above) }"
        for row in self.reader.rows(query):
            above[row["c"]].add(row["above"])
        return dict(above)

    @cached_property
    def superproperties(self) -> dict[NamedNode, set[NamedNode]]:
        """Every property with all properties above it."""
        above: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        query = "SELECT ?p ?above WHERE { ?p rdfs:subPropertyOf+ ?above FILTER(isIRI(?above) && ?p != ?above) }"
        for row in self.reader.rows(query):
            above[row["p"]].add(row["above"])
        return dict(above)

    @cached_property
    def opposites(self) -> dict[NamedNode, NamedNode]:
        """Properties that say the same from the other side; a symmetric one is its own opposite."""
        inverse = self.reader.rows("SELECT ?p ?q WHERE { ?p owl:inverseOf ?q FILTER(isIRI(?p) && isIRI(?q)) }")
        symmetric = self.reader.rows("SELECT ?p (?p AS ?q) WHERE { ?p a owl:SymmetricProperty FILTER(isIRI(?p)) }")
        pairs = [(row["p"], row["q"]) for row in [*inverse, *symmetric]]
        return {**{q: p for p, q in pairs}, **dict(pairs)}

    def name(self, term: NamedNode) -> str:
        """The label of a class or property, or a readable guess."""
        known = self._terms.get(term)
        return known[0] if known else FALLBACKS.get(term, words(term))

    def definition(self, term: NamedNode) -> str:
        known = self._terms.get(term)
        return known[1] if known else ""

    def inverse(self, prop: NamedNode) -> str:
        """What to call the things that point here through the property."""
        return self.inverses.get(prop) or f"Its “{self.name(prop)}” is this"

    def narrowest(self, classes: Iterable[NamedNode]) -> list[NamedNode]:
        """The classes worth showing: none that is above another, ours and those we build on first."""
        given = set(classes)
        above = {upper for cls in given for upper in self.superclasses.get(cls, ())}
        least = [cls for cls in given - above if cls.value.startswith(SHOWN)]
        return sorted(least or given - above or given, key=lambda cls: (not cls.value.startswith(BASE), cls.value))
