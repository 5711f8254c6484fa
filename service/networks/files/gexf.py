"""GEXF 1.2draft with times, which Gephi shows on a timeline."""

from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ElementTree, SubElement

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from service.networks.files.exported import Exported, in_xml, plain_graph
from service.networks.periods import first_day, last_day

VERSION: Final = "1.2draft"


def gexf(exported: Exported) -> bytes:
    graph = plain_graph(exported)
    whole_days(graph)
    graph.graph["name"] = in_xml(exported.title)
    writer = GEXFWriter(version=VERSION)
    writer.add_graph(graph)
    root: Element = writer.xml
    for meta in root.iter("meta"):
        describe(meta, exported)
    out = BytesIO()
    ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue()


def whole_days(graph: "nx.Graph[str]") -> None:
    """Gephi takes no years and months: make them first and last days."""
    for _, _, about in graph.edges(data=True):
        for name, widen in (("start", first_day), ("end", last_day)):
            if name in about:
                about[name] = widen(about[name])


def describe(meta: Element, exported: Exported) -> None:
    """Who made the network, when, and what its values mean; the writer puts today, which is not when it was made."""
    meta.clear()
    meta.set("lastmodifieddate", exported.created[:10])
    SubElement(meta, "creator").text = "OpenCairn"
    SubElement(meta, "description").text = str(in_xml("\n".join(exported.sentences())))
