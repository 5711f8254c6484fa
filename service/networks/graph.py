"""Ties gathered into edges with weights."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import networkx as nx

from service.networks.errors import NetworkTooLarge
from service.networks.periods import Period, hull
from service.networks.ties import SMALLER, Tie

MOST_NODES: Final = 6_000
MOST_EDGES: Final = 20_000

Undated = Literal["leave", "keep"]
Periods = dict[tuple[str, str], list[Period]]
"""When ties held, by their kind and what they rest on."""


@dataclass(frozen=True)
class Edge:
    """All ties of two things.

    Attributes:
        weight: how many different things the ties rest on; of a question, what its column says.
        through: what the ties rest on, each once.
        period: from the first to the last of the ties that have dates.
        undated: how many of `through` have no date.
    """

    source: str
    target: str
    weight: int
    vias: tuple[str, ...]
    through: tuple[str, ...]
    period: Period
    undated: int


@dataclass(frozen=True)
class Network:
    """Edges, sorted by their ends, and how many ties they were made from.

    Attributes:
        ties: how many are in the edges, before those of small weight were left away.
        undated: ties without dates, left out if times were asked for and `undated` is not `keep`.
        outside: ties that were left out because they held at other times.
        half_dated: ties among those in the edges of which only the beginning or only the end is known.
        light: edges that were left out for their weight.
    """

    directed: bool
    edges: tuple[Edge, ...]
    ties: int
    undated: int
    outside: int
    half_dated: int
    light: int

    @property
    def nodes(self) -> list[str]:
        return sorted({end for edge in self.edges for end in (edge.source, edge.target)})

    def bare(self) -> "nx.Graph[int]":
        """Numbers of nodes and weights alone, in an order that depends on nothing else."""
        number = {node: place for place, node in enumerate(self.nodes)}
        graph: nx.Graph[int] = nx.DiGraph() if self.directed else nx.Graph()
        graph.add_nodes_from(number.values())
        graph.add_weighted_edges_from((number[each.source], number[each.target], each.weight) for each in self.edges)
        return graph


ALWAYS: Final = Period()


@dataclass(frozen=True)
class Slice:
    """What of all ties is wanted.

    Attributes:
        time: ties that held then; all if it has no dates.
        undated: what becomes of ties without dates if times are asked for.
        min_weight: of the edges.
    """

    time: Period = ALWAYS
    undated: Undated = "leave"
    min_weight: int = 1

    def takes(self, period: Period) -> bool:
        if not self.time.dated:
            return True
        return period.overlaps(self.time) if period.dated else self.undated == "keep"


@dataclass
class Tally:
    """How many ties were looked at, see `Network`."""

    ties: int = 0
    undated: int = 0
    outside: int = 0
    half_dated: int = 0

    def taken(self, found: Periods, wanted: Slice) -> Periods:
        """The ties that are wanted, each with its periods."""
        taken: Periods = {}
        for key, periods in found.items():
            dated = [each for each in periods if each.dated]
            within = [each for each in dated or [ALWAYS] if wanted.takes(each)]
            self.undated += not dated
            self.outside += bool(dated) and not within
            if within:
                taken[key] = within
                self.half_dated += any(each.open for each in within)
        self.ties += len(taken)
        return taken


def network(ties: Iterable[Tie], wanted: Slice, *, directed: bool, bipartite: bool = False) -> Network:
    """The network of the ties that are wanted, in which nothing is tied to itself."""
    tally = Tally()
    by_pair = by_ends(ties, as_told=directed or bipartite)
    taken = {ends: tally.taken(found, wanted) for ends, found in sorted(by_pair.items())}
    edges = [edge_of(source, target, found) for (source, target), found in taken.items() if found]
    heavy = tuple(edge for edge in edges if edge.weight >= wanted.min_weight)
    light = len(edges) - len(heavy)
    made = Network(directed, heavy, tally.ties, tally.undated, tally.outside, tally.half_dated, light)
    check_size(made, f"{SMALLER} Or leave out thin edges with `min_weight`.")
    return made


def by_ends(ties: Iterable[Tie], *, as_told: bool) -> dict[tuple[str, str], Periods]:
    """The periods of each kind of tie and what it rests on, by the two things that are tied.

    They are in the order in which they are told if that means something, else in that of their IRIs.
    """
    found: dict[tuple[str, str], Periods] = defaultdict(lambda: defaultdict(list))
    for tie in ties:
        if tie.source != tie.target:
            ends = (tie.source, tie.target) if as_told or tie.source < tie.target else (tie.target, tie.source)
            found[ends][tie.via, tie.through].append(tie.period)
    return found


def edge_of(source: str, target: str, taken: Periods) -> Edge:
    dated = {through for (_, through), periods in taken.items() if any(each.dated for each in periods)}
    through = tuple(sorted({through for _, through in taken}))
    return Edge(
        source,
        target,
        len(through),
        tuple(sorted({via for via, _ in taken})),
        through,
        hull(each for periods in taken.values() for each in periods),
        len(through) - len(dated),
    )


def check_size(made: Network, smaller: str) -> None:
    """Raises NetworkTooLarge, saying how to make it `smaller`, for what takes too long to measure."""
    nodes, edges = len(made.nodes), len(made.edges)
    if nodes > MOST_NODES or edges > MOST_EDGES:
        raise NetworkTooLarge(
            f"The network has {nodes:,} nodes and {edges:,} edges; {MOST_NODES:,} and {MOST_EDGES:,} are measured and "
            f"sent at once. {smaller}",
            nodes=nodes,
            edges=edges,
        )
