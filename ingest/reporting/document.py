"""The report as JSON."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

from pyoxigraph import NamedNode

from ingest.records import Rejected
from ingest.reporting.counts import MOST_SHOWN, AllCounts, Pair
from ingest.reporting.source_report import SourceReport
from ingest.values import visible

LONGEST_DETAIL: Final = 500
MOST_FILES: Final = 100
"""How many names of files that were not read are listed."""


def as_document(
    reports: Iterable[SourceReport], counts: AllCounts, version: str, passed_over: Iterable[str]
) -> dict[str, Any]:
    """The report of a build: of the release as a whole, and of each source."""
    sources = [_source(report) for report in reports]
    return {
        "opencairn": version,
        "links": _by_name(counts.whole.links),
        "conflicts": _nested(counts.whole.conflicts),
        "passed_over": _shown(passed_over),
        "sources": sources,
    }


def _source(report: SourceReport) -> dict[str, Any]:
    taken, counts, manifest = report.taken, report.counts, report.taken.manifest
    return {
        "name": manifest.name,
        "title": manifest.title,
        "publisher": manifest.publisher,
        "homepage": manifest.homepage,
        "license": manifest.license or None,
        "attribution": manifest.attribution,
        "update_rate": manifest.update_rate,
        "carries": manifest.carries,
        "graph": report.graph.value,
        "snapshot": asdict(taken.snapshot) if taken.snapshot else None,
        "passed_over": _shown(taken.passed_over),
        "read": dict(sorted(taken.read.items())),
        "mapped": taken.mapped,
        "quarantined": len(taken.rejected),
        "quarantine": [entry for each in taken.rejected for entry in _quarantined(each)],
        "triples": counts.triples,
        "unread": {visible(name, LONGEST_DETAIL): number for name, number in sorted(taken.unread.items())},
        "values": _nested(counts.values),
        "unmapped": {_local(prop): _unmapped(raw) for prop, raw in sorted(counts.unmapped.items(), key=str)},
        "links": _by_name(counts.links),
        "conflicts": _nested(counts.conflicts),
        "expectations": [{**asdict(each), "met": each.met} for each in report.expectations],
        "unexpected": list(taken.unexpected),
        "kept_last_good": report.kept_last_good,
        "last_good": dict(sorted(taken.last_good.items())),
    }


def _shown(names: Iterable[str]) -> list[str]:
    """Names of files as a reader can see them; of very many the first, and how many more there are."""
    every = [visible(name, LONGEST_DETAIL) for name in names]
    more = len(every) - MOST_FILES
    return [*every[:MOST_FILES], *([f"and {more:,} more"] if more > 0 else [])]


def _quarantined(rejected: Rejected) -> list[dict[str, Any]]:
    """One entry for each problem of a record, all of it as a reader can see it."""
    return [
        {
            "file": visible(rejected.file, LONGEST_DETAIL),
            "place": visible(problem.place, LONGEST_DETAIL),
            "line": problem.line,
            "detail": visible(problem.detail, LONGEST_DETAIL),
        }
        for problem in rejected.problems
    ]


def _unmapped(raw: Counter[str]) -> dict[str, Any]:
    often = sorted(raw.items(), key=lambda item: (-item[1], item[0]))[:MOST_SHOWN]
    return {
        "total": raw.total(),
        "different": len(raw),
        "most": [{"value": value, "times": times} for value, times in often],
    }


def _by_name(counted: Mapping[NamedNode, int]) -> dict[str, int]:
    return {_local(node): number for node, number in sorted(counted.items(), key=str)}


def _nested(counted: Mapping[Pair, int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (outer, inner), number in sorted(counted.items(), key=str):
        found[_local(outer)][_local(inner)] = number
    return dict(found)


def _local(node: NamedNode) -> str:
    """The end of an IRI: a term or the slug of a concept."""
    return node.value.rpartition("/")[2].rpartition("#")[2]
