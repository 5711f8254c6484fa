"""The report of a build: what was made of each source, as JSON and as RDF (PROV and DQV).

It says nothing that depends on when or where a release was built: the same inputs give the same report.
"""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from pyoxigraph import DefaultGraph, Quad, Store

from ingest.progress import stage
from ingest.reporting.counts import count
from ingest.reporting.document import as_document
from ingest.reporting.metrics import measurement_quads
from ingest.reporting.origins import origin_quads
from ingest.reporting.source_report import source_reports
from ingest.reporting.taken import Taken, of_curated, of_loads

__all__ = ["Taken", "add_report", "of_curated", "of_loads"]


def add_report(store: Store, taken: Iterable[Taken], passed_over: Iterable[str] = ()) -> dict[str, Any]:
    """Count what became of the sources, put that into the graph `graph/report` and the default graph, and return it.

    Args:
        store: all graphs of the release.
        taken: what was read.
        passed_over: what lies among the snapshots and is no catalog of ours.
    """
    with stage("reporting"):
        counts, program = count(store), version("opencairn")
        reports = source_reports(taken, counts)
        quads = [*origin_quads(reports, program), *measurement_quads(reports)]
        store.extend([*quads, *(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads)])
    return as_document(reports, counts, program, passed_over)
