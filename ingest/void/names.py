"""The IRIs of what the description speaks of: datasets, partitions, linksets, all within `graph/void#`."""

import hashlib
from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import BASE, PREFIXES, iri

EXTENSION: Final = "http://ldf.fi/void-ext#"
"""Adds partitions by datatype to VoID."""

GRAPH: Final = iri("graph:void")
DATASET: Final = NamedNode(f"{GRAPH.value}#dataset")
DEFAULT: Final = NamedNode(f"{GRAPH.value}#default")
THINGS: Final = NamedNode(f"{GRAPH.value}#things")


def graph_node(graph: NamedNode) -> NamedNode:
    """The content of a named graph."""
    return NamedNode(f"{GRAPH.value}#graph/{_local(graph)}")


def named_graph_node(graph: NamedNode) -> NamedNode:
    """A named graph: its name together with its content."""
    return NamedNode(f"{GRAPH.value}#named/{_local(graph)}")


def publisher_node(source: str) -> NamedNode:
    return NamedNode(f"{GRAPH.value}#publisher/{source}")


def target_node(target: str) -> NamedNode:
    """Another dataset that things of ours link to."""
    return NamedNode(f"{GRAPH.value}#target/{target}")


def linkset_node(target: str, predicate: NamedNode) -> NamedNode:
    return NamedNode(f"{GRAPH.value}#links/{target}/{term_name(predicate)}")


def part(whole: NamedNode, kind: str, term: NamedNode) -> NamedNode:
    """The partition of `whole` by a class, property or datatype."""
    return NamedNode(f"{whole.value}/{kind}/{term_name(term)}")


def term_name(term: NamedNode) -> str:
    """A term as it stands in IRIs: `cairn.Model`; a digest for one of a vocabulary without a prefix of ours.

    >>> term_name(iri("cairn:Model"))
    'cairn.Model'
    """
    for prefix, namespace in PREFIXES.items():
        name = term.value.removeprefix(namespace)
        if name != term.value and not set("/#?") & set(name):
            return f"{prefix}.{name}"
    return hashlib.sha256(term.value.encode()).hexdigest()[:12]


def _local(graph: NamedNode) -> str:
    return graph.value.removeprefix(f"{BASE}graph/")
