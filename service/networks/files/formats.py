"""The formats in which networks are sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from service.api.responses import Responses
from service.api.shapes.network import Network
from service.networks.files.exported import Exported
from service.networks.files.gexf import gexf
from service.networks.files.graphml import graphml
from service.networks.files.node_link import node_link
from service.networks.files.tables import edge_list, node_list


@dataclass(frozen=True)
class Format:
    """How a network is written.

    Attributes:
        ending: of the names of files.
    """

    means: str
    media_type: str
    ending: str
    write: Callable[[Exported], bytes]


FormatName = Literal["json", "graphml", "gexf", "csv", "nodes"]
FORMATS: Final[dict[FormatName, Format]] = {
    "json": Format("node-link JSON, for networkx and D3", "application/json", "json", node_link),
    "graphml": Format("GraphML, for Gephi, yEd, Cytoscape, igraph", "application/graphml+xml", "graphml", graphml),
    "gexf": Format("GEXF 1.2draft with times, for the timeline of Gephi", "application/gexf+xml", "gexf", gexf),
    "csv": Format("a table of edges", "text/csv; charset=utf-8", "csv", edge_list),
    "nodes": Format("a table of nodes with their measures", "text/csv; charset=utf-8", "csv", node_list),
}
FILES: Final[Responses] = {
    200: {
        "model": Network,
        "description": "the network",
        "content": {media_type: {} for media_type in {each.media_type.partition(";")[0] for each in FORMATS.values()}},
    }
}
"""What routes answer that send networks, for OpenAPI."""


def file_headers(name: str, form: FormatName) -> dict[str, str]:
    """Under which name browsers save a network; JSON they show."""
    if form == "json":
        return {}
    part = "-nodes" if form == "nodes" else ""
    return {"Content-Disposition": f'attachment; filename="opencairn-{name}{part}.{FORMATS[form].ending}"'}
