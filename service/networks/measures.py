"""Measures of the nodes of a network, by libraries that were chosen by measurement (docs/networks.md)."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import Final, Literal

import networkx as nx
import rustworkx as rx

from service.networks.brokerage import structural_holes
from service.networks.graph import Network

Value = int | float
Values = dict[str, dict[int, Value]]
"""By name of the measure, then by number of the node."""
Name = Literal["betweenness", "community", "brokerage", "none"]

SEED: Final = 1
DIGITS: Final = 9
"""Behind which sums differ by the order in which threads come to them."""
EDGE_BYTES: Final = 500
THROUGH_BYTES: Final = 100
VALUE_BYTES: Final = 80
"""What each takes in memory, from the networks of a release with all catalogs, rounded up."""


@dataclass(frozen=True)
class Measure:
    """Something that is computed of every node.

    Attributes:
        gives: the names under which nodes carry it, each with what it means.
        by: who computes it.
        after: where it is from.
    """

    gives: dict[str, str]
    by: str
    after: str
    compute: "Callable[[nx.Graph[int]], Values]"


def ties_of_nodes(graph: "nx.Graph[int]") -> Values:
    """Degree and strength; in a directed network both directions apart as well."""
    found: Values = {"degree": dict(graph.degree()), "strength": dict(graph.degree(weight="weight"))}
    if isinstance(graph, nx.DiGraph):
        found |= {"in_degree": dict(graph.in_degree()), "out_degree": dict(graph.out_degree())}
    return found


def betweenness(graph: "nx.Graph[int]") -> Values:
    pairs = list(graph.edges())
    if graph.is_directed():
        directed: rx.PyDiGraph[int, None] = rx.PyDiGraph()
        directed.add_nodes_from(list(graph))
        directed.add_edges_from_no_data(pairs)
        found = rx.digraph_betweenness_centrality(directed, normalized=True)
    else:
        undirected: rx.PyGraph[int, None] = rx.PyGraph()
        undirected.add_nodes_from(list(graph))
        undirected.add_edges_from_no_data(pairs)
        found = rx.graph_betweenness_centrality(undirected, normalized=True)
    return {"betweenness": {node: round(found[node], DIGITS) for node in graph}}


def community(graph: "nx.Graph[int]") -> Values:
    """Communities are numbered from the largest on, those of one size by their first node."""
    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    return {"community": {node: place for place, members in enumerate(ordered, 1) for node in members}}


def brokerage(graph: "nx.Graph[int]") -> Values:
    found = structural_holes(graph)
    return {
        "constraint": {node: round(holes.constraint, DIGITS) for node, holes in found.items()},
        "effective_size": {node: round(holes.effective_size, DIGITS) for node, holes in found.items()},
    }


ALWAYS: Final = Measure(
    {
        "degree": "number of edges of the node",
        "strength": "sum of the weights of its edges",
        "in_degree": "number of edges that lead to it, in a directed network",
        "out_degree": "number of edges that lead from it, in a directed network",
    },
    f"networkx {version('networkx')}",
    "Barrat et al. 2004, doi:10.1073/pnas.0400087101",
    ties_of_nodes,
)
MEASURES: Final[dict[str, Measure]] = {
    "betweenness": Measure(
        {"betweenness": "share of the shortest paths between all others that lead over the node; weights do not count"},
        f"rustworkx {version('rustworkx')}",
        "Freeman 1977, doi:10.2307/3033543; Brandes 2001, doi:10.1080/0022250X.2001.9990249",
        betweenness,
    ),
    "community": Measure(
        {"community": "number of its community, 1 the largest: Louvain, weighted, resolution 1, seed 1"},
        f"networkx {version('networkx')}",
        "Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008",
        community,
    ),
    "brokerage": Measure(
        {
            "constraint": "how far its ties lead to contacts that are tied to each other, weighted; low for brokers",
            "effective_size": "number of its contacts less what they repeat of each other, weighted; high for brokers",
        },
        "OpenCairn, equal to networkx.constraint and networkx.effective_size",
        "Burt 1992, Structural Holes",
        brokerage,
    ),
}


@dataclass(frozen=True)
class Measured:
    """A network with the values of its nodes.

    Attributes:
        values: by name of what a node carries, then by node.
        used: the measures that were computed.
    """

    network: Network
    values: dict[str, dict[str, Value]]
    used: tuple[Measure, ...]

    @cached_property
    def size(self) -> int:
        """About how many bytes it takes."""
        rests_on = sum(len(edge.through) for edge in self.network.edges)
        values = sum(map(len, self.values.values()))
        return EDGE_BYTES * len(self.network.edges) + THROUGH_BYTES * rests_on + VALUE_BYTES * values


def measured(network: Network, names: Collection[str]) -> Measured:
    """Compute the named measures, beside degree and strength, which every network has."""
    graph, nodes = network.bare(), network.nodes
    used = (ALWAYS, *(MEASURES[name] for name in MEASURES if name in names))
    found: Values = {}
    for measure in used if nodes else ():
        found |= measure.compute(graph)
    values = {name: {nodes[number]: value for number, value in of.items()} for name, of in found.items()}
    return Measured(network, values, used)


def citations(used: Iterable[Measure]) -> dict[str, dict[str, str]]:
    """What each value of a node means, who computed it, and after whom."""
    return {
        name: {"means": means, "by": measure.by, "after": measure.after}
        for measure in used
        for name, means in measure.gives.items()
    }
