"""A network with all that a file says of it, whatever its format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import networkx as nx
from pyoxigraph import NamedNode

from ingest.namespaces import PREFIXES
from service.errors import Json
from service.live.graph_reader import GraphReader
from service.live.releases import LiveRelease
from service.networks.graph import Edge
from service.networks.measures import Measured, Value, citations

NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Scalars = dict[str, Value | str]


@dataclass(frozen=True)
class Exported:
    """What is written.

    Attributes:
        labels: of nodes and of what edges rest on; some have none.
        facts: of the network as a whole: which release, which times, how many ties.
        vias: what is told of each kind of tie.
        created: when the release was made.
    """

    measured: Measured
    labels: Mapping[str, str]
    facts: Mapping[str, Json]
    vias: Mapping[str, Mapping[str, str]]
    created: str

    @property
    def edges(self) -> tuple[Edge, ...]:
        return self.measured.network.edges

    @cached_property
    def nodes(self) -> list[Scalars]:
        """Each node with its label, kind and measures, the best connected first."""
        values = self.measured.values
        found: list[Scalars] = []
        for node in self.measured.network.nodes:
            measures = {name: of[node] for name, of in values.items() if node in of}
            found.append({"id": node, "label": self.label(node), "kind": kind_of(node), **measures})
        degree = values.get("degree", {})
        return sorted(found, key=lambda node: (-degree[str(node["id"])], node["id"]))

    @property
    def measures(self) -> dict[str, dict[str, str]]:
        """What each value means and who computed it, of those that the nodes carry."""
        told = citations(self.measured.used)
        return {name: told[name] for name in told if name in self.measured.values}

    @property
    def title(self) -> str:
        return f"OpenCairn, {self.facts['title']}"

    def label(self, node: str) -> str:
        """A label that any format can hold; the end of the IRI for what has none."""
        return self.labels.get(node) or re.split(r"[/#]", node)[-1]

    def sentences(self) -> list[str]:
        """All that is told of the network, for formats that have only text for it."""
        plain = [f"{name}: {value}" for name, value in self.facts.items() if isinstance(value, str | int)]
        vias = [f"via {name}: {', '.join(map(str, about.values()))}" for name, about in self.vias.items()]
        measures = [
            f"{name}: {told['means']}; computed by {told['by']}; {told['after']}"
            for name, told in self.measures.items()
        ]
        return [*plain, *vias, *measures]


def labeled(
    live: LiveRelease, found: Measured, facts: Mapping[str, Json], vias: Mapping[str, Mapping[str, str]]
) -> Exported:
    """The network with the titles that a release has for its nodes, and for what its edges rest on."""
    named = {*found.network.nodes, *(each for edge in found.network.edges for each in edge.through)}
    read = GraphReader(live.store)
    labels = {each: label for each in named if (label := read.title(NamedNode(each)))}
    return Exported(found, labels, facts, vias, live.release.manifest.created)


def kind_of(node: str) -> str:
    """`organization` of an organization; what the IRI says."""
    return node.removeprefix(PREFIXES["id"]).partition("/")[0]


def edge_facts(exported: Exported, edge: Edge) -> Scalars:
    """What is told of an edge where values are numbers and text; what is not known is left out."""
    period = {"start": edge.period.start, "end": edge.period.end}
    return {
        "weight": edge.weight,
        "via": " ".join(edge.vias),
        "through": " ".join(edge.through),
        "through_labels": "; ".join(exported.label(each) for each in edge.through),
        "undated": edge.undated,
        **{name: date for name, date in period.items() if date},
    }


def plain_graph(exported: Exported) -> "nx.Graph[str]":
    """The network for the writers of networkx, in which text is such as XML can hold.

    They begin an edge without direction at the node that was added first, so sources come before targets.
    """
    graph: nx.Graph[str] = nx.DiGraph() if exported.measured.network.directed else nx.Graph()
    targets = {edge.target for edge in exported.edges}
    for node in sorted(exported.nodes, key=lambda node: node["id"] in targets):
        about = {name: in_xml(value) for name, value in node.items() if name != "id"}
        graph.add_node(str(node["id"]), **about)
    for edge in exported.edges:
        about = {name: in_xml(value) for name, value in edge_facts(exported, edge).items()}
        graph.add_edge(edge.source, edge.target, **about)
    return graph


def in_xml(value: Value | str) -> Value | str:
    return NOT_IN_XML.sub("\ufffd", value) if isinstance(value, str) else value
