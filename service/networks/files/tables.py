"""Tables of edges and of nodes, with the column names that Gephi's import looks for."""

import csv
from collections.abc import Iterable
from io import StringIO

from service.networks.files.exported import Exported

EDGE_COLUMNS = ("Source", "Target", "Type", "Weight", "Via", "Start", "End", "SourceLabel", "TargetLabel", "Through")


def edge_list(exported: Exported) -> bytes:
    kind = "Directed" if exported.measured.network.directed else "Undirected"
    rows = [
        (
            *(edge.source, edge.target, kind, edge.weight, " ".join(edge.vias), edge.period.start, edge.period.end),
            *(exported.label(edge.source), exported.label(edge.target), " ".join(edge.through)),
        )
        for edge in exported.edges
    ]
    return table(EDGE_COLUMNS, rows)


def node_list(exported: Exported) -> bytes:
    names = ["id", "label", "kind", *exported.measures]
    return table([name.title() for name in names], [[node.get(name, "") for name in names] for node in exported.nodes])


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()
