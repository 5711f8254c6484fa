"""Our own RDF, ontology, concepts and shapes, as quads; a blank node gets an IRI by its order in the file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from ingest.namespaces import BASE, iri

GLOBS: Final = {"ontology": ("*.ttl",), "concepts": ("concepts/*.ttl",), "shapes": ("*.ttl",)}
SKOLEM: Final = f"{BASE}genid/"
"""Start of the IRIs that stand for blank nodes of our own files (RDF 1.1 Concepts, section 3.5)."""
IN_DEFAULT_GRAPH: Final = ("ontology", "concepts")


def graph(name: str) -> NamedNode:
    return iri(f"graph:{name}")


def rdf_files(ontology: Path, shapes: Path) -> Iterator[tuple[str, Path]]:
    """The name of the graph and the path of each file."""
    for name, patterns in GLOBS.items():
        folder = shapes if name == "shapes" else ontology
        for pattern in patterns:
            for path in sorted(folder.glob(pattern)):
                yield name, path


def own_quads(ontology: Path, shapes: Path) -> list[Quad]:
    return [quad for name, path in rdf_files(ontology, shapes) for quad in _file_quads(name, path)]


def _file_quads(name: str, path: Path) -> Iterator[Quad]:
    numbers: dict[BlankNode, NamedNode] = {}

    def named(node: BlankNode) -> NamedNode:
        return numbers.setdefault(node, NamedNode(f"{SKOLEM}{name}-{path.stem}-{len(numbers) + 1}"))

    for quad in parse(path=path, format=RdfFormat.TURTLE):
        subject = named(quad.subject) if isinstance(quad.subject, BlankNode) else quad.subject
        value = named(quad.object) if isinstance(quad.object, BlankNode) else quad.object
        yield Quad(subject, quad.predicate, value, graph(name))
