"""The description of a release for machines, in VoID and SPARQL Service Description, computed from its quads.

It stands in the graph `graph/void` and nowhere else, so that what it counts stays as it counts it. It says nothing
that depends on when or where a release was built.
"""

from collections.abc import Mapping
from typing import Any

from pyoxigraph import NamedNode, Quad, Store

from ingest.namespaces import iri
from ingest.progress import stage
from ingest.values import integer
from ingest.void.dataset import dataset_triples
from ingest.void.documents import documents
from ingest.void.names import GRAPH, graph_node
from ingest.void.statistics import triples_of_default, triples_of_graph

__all__ = ["add_description"]


def add_description(store: Store, report: Mapping[str, Any]) -> dict[str, str]:
    """Put the description of what is in the store into it, and return it as documents, by name.

    Args:
        store: every other graph of the release.
        report: what the build made of each source, for publishers and home pages.
    """
    with stage("describing"):
        graphs = sorted((each for each in store.named_graphs() if isinstance(each, NamedNode)), key=str)
        graphs = [each for each in graphs if each != GRAPH]
        triples = {*dataset_triples(store, [*graphs, GRAPH], report), *triples_of_default(store)}
        for graph in graphs:
            triples |= triples_of_graph(store, graph)
        quads = [Quad(each.subject, each.predicate, each.object, GRAPH) for each in triples]
        quads.append(Quad(graph_node(GRAPH), iri("void:triples"), integer(str(len(quads) + 1)), GRAPH))
        store.extend(quads)
        return documents(quads)
