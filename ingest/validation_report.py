"""What validation finds, and the reports written of it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Final, Literal

import pyoxigraph as ox

from ingest.namespaces import BASE, PREFIXES, SHAPES, iri

Severity = Literal["violation", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = ("violation", "warning", "info")
REPORT: Final = f"{BASE}validation"


@dataclass(frozen=True, order=True)
class Result:
    """One constraint that one node does not meet.

    Attributes:
        code: the constraint, such as `ALLOC-01`; its IRI is `https://w3id.org/opencairn/shapes#ALLOC-01`.
        severity: `violation` breaks a query or a page, `warning` is a weaker record, `info` a known gap.
        message: what is wrong and what to do.
        focus: the IRI of the node (`_:label` for a blank node).
        path: the IRI of the property, if the constraint is about one.
        value: the value in the form of N-Triples, if one value is at fault.
    """

    code: str
    severity: Severity
    message: str
    focus: str
    path: str | None = None
    value: str | None = None


def sort_key(result: Result) -> tuple[int, str, str, str, str]:
    """Gravest first, then by code, node, property and value."""
    return (
        SEVERITIES.index(result.severity),
        result.code,
        result.focus,
        result.path or "",
        result.value or "",
    )


def in_order(results: Iterable[Result]) -> list[Result]:
    """The results once each, in the order of `sort_key`."""
    return sorted(set(results), key=sort_key)


def has_violation(results: Iterable[Result]) -> bool:
    """Whether any of them is more than a warning."""
    return any(result.severity == "violation" for result in results)


def report_json(results: Iterable[Result]) -> str:
    """The results and their count by severity, as JSON with a line break at its end."""
    ordered = in_order(results)
    counted = Counter(result.severity for result in ordered)
    report = {
        "conforms": not has_violation(ordered),
        "counts": {severity: counted[severity] for severity in SEVERITIES},
        "results": [asdict(result) for result in ordered],
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def report_turtle(results: Iterable[Result]) -> str:
    """A `sh:ValidationReport` in Turtle without blank nodes: the same results give the same text."""
    ordered = in_order(results)
    conforms = ox.Literal(not has_violation(ordered))
    report = ox.NamedNode(REPORT)
    triples = [
        ox.Triple(report, iri("rdf:type"), iri("sh:ValidationReport")),
        ox.Triple(report, iri("sh:conforms"), conforms),
    ]
    for result in ordered:
        node = ox.NamedNode(f"{REPORT}#{_digest(result)}")
        triples.append(ox.Triple(report, iri("sh:result"), node))
        triples.extend(_result_triples(node, result))
    prefixes = {prefix: PREFIXES[prefix] for prefix in ("cairn", "rdf", "sh", "shape", "xsd")}
    with BytesIO() as written:
        ox.serialize(triples, written, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
        return written.getvalue().decode()


def _digest(result: Result) -> str:
    text = "\n".join((result.code, result.focus, result.path or "", result.value or ""))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _result_triples(node: ox.NamedNode, result: Result) -> list[ox.Triple]:
    shape = ox.NamedNode(f"{SHAPES}#{result.code}")
    triples = [
        ox.Triple(node, iri("rdf:type"), iri("sh:ValidationResult")),
        ox.Triple(node, iri("sh:sourceShape"), shape),
        ox.Triple(node, iri("sh:resultSeverity"), iri(f"sh:{result.severity.capitalize()}")),
        ox.Triple(node, iri("sh:resultMessage"), ox.Literal(result.message, language="en")),
        ox.Triple(node, iri("sh:focusNode"), _term(result.focus)),
    ]
    if result.path is not None:
        triples.append(ox.Triple(node, iri("sh:resultPath"), ox.NamedNode(result.path)))
    if result.value is not None:
        triples.append(ox.Triple(node, iri("sh:value"), _term(result.value)))
    return triples


def _term(text: str) -> ox.NamedNode | ox.Literal:
    """A node or an N-Triples term; a blank node becomes text, since it means nothing outside its file."""
    if text.startswith("_:"):
        return ox.Literal(text)
    if not text.startswith(("<", '"')):
        return ox.NamedNode(text)
    line = f"<{REPORT}> <{REPORT}> {text} ."
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    if not isinstance(quad.object, ox.NamedNode | ox.Literal):
        raise TypeError(text)
    return quad.object
