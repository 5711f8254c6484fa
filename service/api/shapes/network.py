"""`/api/network`: nodes and edges, as `networkx.node_link_graph` and D3 read them."""

from typing import Any

from pydantic import Field

from service.api.shapes.shape import OpenShape, Release, Shape
from service.api.shapes.things import NamedThing


class Node(OpenShape):
    """A thing with its measures, such as `degree`; which there are is told in `graph`."""

    id: str
    label: str
    kind: str


class Edge(Shape):
    """A tie; `weight` counts the different things that it rests on."""

    source: str
    target: str
    weight: int
    via: Any = Field(description="how much of the weight each kind of tie gives")
    through: list[NamedThing] = Field(description="what it rests on")
    start: str | None
    end: str | None
    undated: int = Field(description="how many of its ties have no dates")


class Network(Shape):
    """A network."""

    release: Release
    directed: bool
    multigraph: bool
    graph: dict[str, Any] = Field(description="what it is, what was left out, and what the measures mean")
    nodes: list[Node] = Field(description="the best connected first")
    edges: list[Edge]
