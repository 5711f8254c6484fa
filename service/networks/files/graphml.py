"""GraphML, which Gephi, yEd, Cytoscape, igraph and networkx read."""

from io import BytesIO

import networkx as nx

from service.networks.files.exported import Exported, in_xml, plain_graph


def graphml(exported: Exported) -> bytes:
    graph = plain_graph(exported)
    graph.graph["name"] = in_xml(exported.title)
    graph.graph["description"] = in_xml("\n".join(exported.sentences()))
    out = BytesIO()
    nx.write_graphml(graph, out)
    return out.getvalue()
