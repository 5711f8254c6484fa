"""Structural holes after Ronald S. Burt (1992): who stands between others that are not tied to each other."""

from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True)
class Holes:
    """What one node has of structural holes.

    Attributes:
        constraint: how far its ties lead to people who are tied to each other; high where there are few ways around.
        effective_size: its number of contacts without those that only repeat others.
    """

    constraint: float
    effective_size: float


def structural_holes(graph: "nx.Graph[int]") -> dict[int, Holes]:
    """Both measures of every node that has ties, as `networkx.constraint` and `effective_size` with weights.

    Takes time like the sum of squared degrees, where those look at every pair of neighbors again for every node.
    """
    mutual = mutual_weights(graph)
    total = {node: sum(own.values()) for node, own in mutual.items()}
    most = {node: max(own.values(), default=0) for node, own in mutual.items()}
    return {node: holes(mutual, total, most, node) for node in graph if mutual[node]}


def mutual_weights(graph: "nx.Graph[int]") -> dict[int, dict[int, float]]:
    """The weights of the ties between two nodes in both directions, of each node by its neighbors."""
    mutual: dict[int, dict[int, float]] = {node: {} for node in graph}
    for one, other, about in graph.edges(data=True):
        for source, target in ((one, other), (other, one)):
            mutual[source][target] = mutual[source].get(target, 0) + about["weight"]
    return mutual


def holes(mutual: dict[int, dict[int, float]], total: dict[int, float], most: dict[int, float], node: int) -> Holes:
    own = mutual[node]
    over_others = dict.fromkeys(own, 0.0)  # what each contact takes over other contacts
    redundancy = 0.0
    for between, weight in own.items():
        others, share = mutual[between], weight / total[node]
        for contact in own.keys() & others.keys():
            over_others[contact] += share * others[contact] / total[between]
            redundancy += share * others[contact] / most[contact]
    constraint = sum((weight / total[node] + over_others[contact]) ** 2 for contact, weight in own.items())
    return Holes(constraint, len(own) - redundancy)
