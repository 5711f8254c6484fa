"""Measures of networks: rustworkx and our structural holes beside networkx, on the organization network of a release.

Run `python -m bench.networks --data <folder> [--via project --via artifact]`. Both compute the same of the same
graph; the script stops if they do not agree.
"""

import argparse
import math
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

import networkx as nx
from pyoxigraph import QueryResultsFormat, QuerySolutions

from ingest.release import current_release
from service.networks.brokerage import structural_holes
from service.networks.graph import Slice, network
from service.networks.measures import betweenness, community
from service.networks.projections import PROJECTIONS, ViaName
from service.networks.ties import Tie, rows, ties

ROUNDS: Final = 3
ONCE: Final = 1
"""What takes minutes."""
ORGANIZATIONS: Final = PROJECTIONS["organization-organization"]
T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--via", action="append", choices=[via.name for via in ORGANIZATIONS.vias])
    given = parser.parse_args()
    graph = organizations(given.data, given.via)
    out = sys.stdout.write
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    out(f"{nodes:,} organizations, {edges:,} edges, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    ours, took = timed(lambda: betweenness(graph)["betweenness"])
    theirs, theirs_took = timed(lambda: nx.betweenness_centrality(graph))
    check(ours, theirs)
    out(f"betweenness: networkx takes {theirs_took / took:.0f} times as long as rustworkx ({took:.3f} s)\n")
    holes, took = timed(lambda: structural_holes(graph))
    constraint, constraint_took = timed(lambda: nx.constraint(graph, weight="weight"), ONCE)
    size, size_took = timed(lambda: nx.effective_size(graph, weight="weight"), ONCE)
    check({node: each.constraint for node, each in holes.items()}, constraint)
    check({node: each.effective_size for node, each in holes.items()}, size)
    ratio = (constraint_took + size_took) / took
    out(f"structural holes: networkx takes {ratio:.0f} times as long as ours ({took:.3f} s)\n")
    _, took = timed(lambda: community(graph))
    out(f"communities: networkx alone ({took:.3f} s)\n")


def organizations(data: Path, vias: list[ViaName] | None) -> "nx.Graph[int]":
    """The network that `/api/network` would give."""
    store = current_release(data).open_store()
    found: list[Tie] = []
    for via in ORGANIZATIONS.chosen(vias):
        solutions = store.query(ORGANIZATIONS.query(via.name))
        assert isinstance(solutions, QuerySolutions)
        answer = solutions.serialize(format=QueryResultsFormat.JSON)
        assert answer is not None
        found += ties(rows(answer), via.name)
    return network(found, Slice(), directed=False).bare()


def timed(work: Callable[[], T], rounds: int = ROUNDS) -> tuple[T, float]:
    """The result, and the median of the seconds that it took."""
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        result = work()
        took.append(time.perf_counter() - began)
    return result, statistics.median(took)


def check(ours: dict[int, float] | dict[int, int | float], theirs: dict[int, float]) -> None:
    wrong = [node for node, value in ours.items() if not math.isclose(value, theirs[node], abs_tol=1e-6)]
    if wrong:
        raise SystemExit(f"{len(wrong)} of {len(ours)} values differ")


if __name__ == "__main__":
    main()
