"""What each of the two engines finds, in one form."""

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from ingest.data_folders import folder
from ingest.rudof import Engine
from ingest.shapes import load_shapes
from ingest.validation import Result, validate

SHAPES: Final = load_shapes(folder("shapes"))
PYRUDOF: Final = Engine(SHAPES.graph)

Findings = set[tuple[str, str, str]]


def by_pyshacl(triples: Iterable[ox.Triple]) -> Findings:
    return findings(validate(triples, SHAPES))


def by_pyrudof(triples: Iterable[ox.Triple]) -> Findings:
    return {
        (str(result.source_shape).rpartition("#")[2], result.focus_node, result.severity.lower())
        for result in PYRUDOF.report(triples)
    }


def findings(results: Iterable[Result]) -> Findings:
    return {(result.code, result.focus, result.severity) for result in results}
