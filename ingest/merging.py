"""Feed the canonical view: what has to be weighed together is held in memory, all else only passes through."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from ingest.canonical import WEIGHED, canonical_view, moved
from ingest.evidence import CLAIMED


def merged(
    sourced: Iterable[Quad],
    targets: Mapping[NamedNode, NamedNode],
    repositories: Mapping[NamedNode, Iterable[NamedNode]],
) -> Iterator[Quad]:
    """The canonical view of what sources assert; a quad may come more than once.

    Args:
        sourced: the quads of all sources; what is only claimed is left out.
        targets: the IRI to use in place of each replaced one.
        repositories: for each repository the things that it holds.
    """
    weighed: list[Quad] = []
    for quad in sourced:
        if quad.graph_name == CLAIMED:
            continue
        if quad.predicate in WEIGHED:
            weighed.append(quad)
        else:
            yield moved(quad, targets)
    yield from canonical_view(weighed, targets, repositories)
