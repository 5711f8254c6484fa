"""Node-link JSON, as `networkx.node_link_graph` and D3 read it."""

import json

from service.errors import Json
from service.networks.files.exported import Exported
from service.networks.graph import Edge


def node_link(exported: Exported) -> bytes:
    network = exported.measured.network
    whole = {
        "release": exported.facts["release"],
        "directed": network.directed,
        "multigraph": False,
        "graph": {**exported.facts, "via": exported.vias, "measures": exported.measures},
        "nodes": exported.nodes,
        "edges": [edge_json(exported, edge) for edge in network.edges],
    }
    return json.dumps(whole, ensure_ascii=False).encode()


def edge_json(exported: Exported, edge: Edge) -> dict[str, Json]:
    return {
        "source": edge.source,
        "target": edge.target,
        "weight": edge.weight,
        "via": edge.vias,
        "through": [{"id": each, "label": exported.label(each)} for each in edge.through],
        "start": edge.period.start or None,
        "end": edge.period.end or None,
        "undated": edge.undated,
    }
