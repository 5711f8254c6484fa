"""Where the graphs of a release come from, in PROV: snapshots that were read, activities, the program that did it."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ingest.namespaces import iri
from ingest.reporting.metrics import GRAPH
from ingest.reporting.source_report import SourceReport
from ingest.reporting.taken import Snapshot
from ingest.sources import curated
from ingest.sources.manifest import Manifest
from ingest.values import integer, string, text

BUILD: Final = iri("id:activity/build")
AGENT: Final = iri("id:agent/opencairn")
JOINED: Final = ("links", "canonical")
"""Graphs that are made of all sources together."""

Fact = tuple[NamedNode, str, NamedNode | Literal]


def origin_quads(reports: Iterable[SourceReport], version: str) -> list[Quad]:
    """The build as an activity with one activity in it for each source; nothing in it tells the time.

    Args:
        reports: of the sources.
        version: of the program.
    """
    facts: list[Fact] = [
        (AGENT, "rdf:type", iri("prov:SoftwareAgent")),
        (AGENT, "rdfs:label", text(f"OpenCairn {version}")),
        (AGENT, "schema:softwareVersion", string(version)),
        (BUILD, "rdf:type", iri("prov:Activity")),
        (BUILD, "rdfs:label", text("Build of this release")),
        (BUILD, "prov:wasAssociatedWith", AGENT),
        *((BUILD, "prov:generated", iri(f"graph:{name}")) for name in JOINED),
        (GRAPH, "rdfs:label", text("Build report")),
        (GRAPH, "dct:description", text("What the build made of each source: measurements and origins.")),
        (GRAPH, "prov:wasGeneratedBy", BUILD),
    ]
    for report in reports:
        facts += [*_activity(report), *_graph(report)]
    return [Quad(subject, iri(predicate), value, GRAPH) for subject, predicate, value in facts]


def _activity(report: SourceReport) -> list[Fact]:
    manifest, slug = report.taken.manifest, report.name.replace("_", "-")
    activity, snapshot = iri(f"id:activity/{slug}"), iri(f"id:snapshot/{slug}")
    facts: list[Fact] = [
        (activity, "rdf:type", iri("prov:Activity")),
        (activity, "rdfs:label", text(f"Reading of {manifest.title}")),
        (activity, "dct:isPartOf", BUILD),
        (activity, "prov:wasAssociatedWith", AGENT),
    ]
    if not report.kept_last_good:
        facts.append((activity, "prov:generated", report.graph))
    if report.taken.snapshot:
        facts += [(each, "prov:used", snapshot) for each in (activity, BUILD)]
        facts += _snapshot(snapshot, manifest, report.taken.snapshot)
    return facts


def _snapshot(node: NamedNode, manifest: Manifest, snapshot: Snapshot) -> list[Fact]:
    facts: list[Fact] = [
        (node, "rdf:type", iri("prov:Entity")),
        (node, "rdfs:label", text(f"Snapshot of {manifest.title}")),
        (node, "schema:sha256", string(snapshot.sha256)),
        (node, "dcat:byteSize", integer(str(snapshot.bytes))),
    ]
    if manifest is not curated.MANIFEST:
        facts.append((node, "dct:source", iri(f"id:{manifest.document}")))
    return facts


def _graph(report: SourceReport) -> list[Fact]:
    """What the graph of a source is, for those who meet its IRI; that of the curated facts says it itself."""
    manifest = report.taken.manifest
    if manifest is curated.MANIFEST:
        return []
    facts: list[Fact] = [
        (report.graph, "rdfs:label", text(manifest.title)),
        (report.graph, "dct:description", text(manifest.carries)),
        (report.graph, "dct:source", iri(f"id:{manifest.document}")),
    ]
    return [*facts, (report.graph, "dct:license", NamedNode(manifest.license))] if manifest.license else facts
