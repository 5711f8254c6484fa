"""The report as measurements of DQV, the Data Quality Vocabulary, one for each number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ingest.evidence import concept, minted
from ingest.namespaces import KIND_OF_CLASS, iri
from ingest.own_files import graph
from ingest.reporting.source_report import SourceReport
from ingest.values import boolean, integer, string, text, visible

GRAPH: Final = graph("report")
LONGEST_FIELD: Final = 200
PREFIX_OF_CLASS: Final = {"Person": "foaf", "Organization": "org"}
CLASS_OF_KIND: Final = {
    kind: iri(f"{PREFIX_OF_CLASS.get(name, 'cairn')}:{name}") for name, kind in reversed(KIND_OF_CLASS.items())
}
"""The class that stands for a kind of things: the first of the kind, which is the widest."""


@dataclass(frozen=True)
class Measurement:
    """One number, or yes or no, of one source.

    Attributes:
        metric: concept of the scheme `build-metric`.
        of: what was counted, such as a class of things, a property, a reason.
        field: the name of a field of upstream that was counted.
        bounds: the least and greatest number that is expected.
    """

    metric: str
    value: Literal
    of: tuple[NamedNode, ...] = ()
    field: str = ""
    bounds: tuple[int, int] | None = None


def measurement_quads(reports: Iterable[SourceReport]) -> list[Quad]:
    """Every measurement of every source, in the graph of the report."""
    return [quad for report in reports for measurement in measurements(report) for quad in _quads(report, measurement)]


def measurements(report: SourceReport) -> Iterator[Measurement]:
    """What was measured of one source."""
    taken, counts = report.taken, report.counts
    bounds = {each.kind: (each.low, each.high) for each in report.expectations}
    for kind in sorted({*taken.read, *bounds}):
        of = (CLASS_OF_KIND[kind],)
        yield Measurement("records-read", _count(taken.read.get(kind, 0)), of, bounds=bounds.get(kind))
    for each in report.expectations:
        yield Measurement("expectation-met", _truth(each.met), (CLASS_OF_KIND[each.kind],))
    yield Measurement("records-mapped", _count(taken.mapped))
    yield Measurement("records-quarantined", _count(len(taken.rejected)))
    yield Measurement("triples", _count(counts.triples))
    yield Measurement("last-good-data-kept", _truth(report.kept_last_good))
    for name, number in sorted(taken.unread.items()):
        yield Measurement("fields-not-understood", _count(number), field=visible(name, LONGEST_FIELD))
    for metric, counted in (("values-read", counts.values), ("conflicts", counts.conflicts)):
        for pair, number in sorted(counted.items(), key=str):
            yield Measurement(metric, _count(number), pair)
    for reason, number in sorted(counts.links.items(), key=str):
        yield Measurement("links-made", _count(number), (reason,))


def _quads(report: SourceReport, measurement: Measurement) -> list[Quad]:
    counted = [each.value for each in measurement.of]
    node = minted("measurement", report.name, measurement.metric, measurement.field, *counted)
    ends = [value.rpartition("/")[2].rpartition("#")[2] for value in counted] + [measurement.field]
    words = ", ".join(filter(None, [report.taken.manifest.title, measurement.metric.replace("-", " "), *ends]))
    facts: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", iri("dqv:QualityMeasurement")),
        ("rdfs:label", text(words)),
        ("dqv:isMeasurementOf", concept("build-metric", measurement.metric)),
        ("dqv:computedOn", report.graph),
        ("dqv:value", measurement.value),
        ("prov:wasGeneratedBy", iri(f"id:activity/{report.name.replace('_', '-')}")),
        *(("dct:subject", each) for each in measurement.of),
    ]
    if measurement.field:
        facts.append(("schema:name", string(measurement.field)))
    if measurement.bounds:
        facts += zip(("schema:minValue", "schema:maxValue"), map(_count, measurement.bounds), strict=True)
    return [Quad(node, iri(predicate), value, GRAPH) for predicate, value in facts]


def _count(number: int) -> Literal:
    return integer(str(number))


def _truth(value: bool) -> Literal:  # noqa: FBT001 (a truth value is all that it takes)
    return boolean(str(value).lower())
