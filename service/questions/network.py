"""The network that an answer makes: each row ties the things in two of its columns."""

from collections import Counter
from typing import Final

from pyoxigraph import NamedNode

from ingest.questions import expectation
from service.networks.graph import Edge, Network, check_size
from service.networks.periods import Period
from service.questions.answer import Answer
from service.questions.cells import whole_number
from service.result_rows import Cell, text_of

SMALLER: Final = "Narrow the question by its parameters."


def network_in(answer: Answer, columns: expectation.Network) -> Network:
    """The network of all rows; those without a thing at both ends, or a weight above 0, are left out.

    Raises:
        NetworkTooLarge: it is more than can be measured and sent at once.
    """
    at = {name: place for place, name in enumerate(answer.columns)}
    weights: Counter[tuple[str, str]] = Counter()
    ties = 0
    for row in answer.rows:
        source, target = row[at[columns.source]], row[at[columns.target]]
        if not isinstance(source, NamedNode) or not isinstance(target, NamedNode) or source == target:
            continue
        ends = (source.value, target.value)
        weight = weight_of(row[at[columns.weight]]) if columns.weight else 1
        if weight > 0:
            weights[ends if columns.directed or ends[0] < ends[1] else ends[::-1]] += weight
            ties += 1
    edges = tuple(edge(*ends, weight) for ends, weight in sorted(weights.items()))
    made = Network(columns.directed, edges, ties, undated=0, outside=0, half_dated=0, light=0)
    check_size(made, SMALLER)
    return made


def weight_of(cell: Cell) -> int:
    """The whole number in a cell, 0 if there is none."""
    return whole_number(text_of(cell) or "") or 0


def edge(source: str, target: str, weight: int) -> Edge:
    return Edge(source, target, weight, vias=(), through=(), period=Period(), undated=0)
