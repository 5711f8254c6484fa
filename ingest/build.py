"""Build a release: read, map, validate, reconcile, merge, infer, freeze."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from ingest import canonical, inference, reconciliation
from ingest.data_folders import CURATED, ONTOLOGY, SHAPES
from ingest.errors import BuildRefused
from ingest.evidence import CLAIMED
from ingest.mapping import Mapped, Mapper, definitions
from ingest.namespaces import PREFIXES, iri, is_thing
from ingest.own_files import IN_DEFAULT_GRAPH, graph, own_quads, rdf_files
from ingest.progress import share, stage
from ingest.records import Problem, Record, Rejected, line_of
from ingest.release import Release
from ingest.release_writer import as_json, building_folder, digest, write_release
from ingest.sources import curated
from ingest.statistics import statistics
from ingest.validation import (
    Result,
    load_shapes,
    report_json,
    report_turtle,
    validate_records,
    validate_whole_graph,
)
from ingest.values import text
from ingest.vocabulary import Vocabulary, load_vocabulary

REDIRECTS: Final = "redirects.yaml"
RELEASE: Final = graph("release")
CC0: Final = NamedNode("https://creativecommons.org/publicdomain/zero/1.0/")


@dataclass(frozen=True)
class Inputs:
    """The folders that a build reads; the defaults are those of the checkout or the wheel."""

    curated: Path = CURATED
    ontology: Path = ONTOLOGY
    shapes: Path = SHAPES
    rules: Path = inference.RULES

    def files(self) -> list[tuple[str, Path]]:
        """Name and path of every file that is read."""
        named = [(f"curated/{path.relative_to(self.curated)}", path) for path in curated.files(self.curated)]
        named += [(f"{name}/{path.name}", path) for name, path in rdf_files(self.ontology, self.shapes)]
        named += [(f"rules/{path.name}", path) for path in inference.rule_files(self.rules)]
        single = [
            ("ontology/context.jsonld", self.ontology / "context.jsonld"),
            (f"curated/{REDIRECTS}", self.curated / REDIRECTS),
        ]
        return named + [(name, path) for name, path in single if path.is_file()]


@dataclass(frozen=True)
class Built:
    """A release, the records that did not get into it, and what the graph as a whole does not meet."""

    release: Release
    quarantined: tuple[Rejected, ...]
    findings: tuple[Result, ...]


def build(data: Path, inputs: Inputs | None = None, *, strict: bool = False) -> Built:
    """Build a release in `data` and make it current.

    Raises:
        BuildRunning: another build holds the folder.
        BuildRefused: `strict` and a record had to be quarantined; nothing is published.
        RecordError: the file of reviewed decisions cannot be read.
    """
    inputs = inputs or Inputs()
    with building_folder(data) as building:
        files = [digest(name, path.read_bytes()) for name, path in inputs.files()]
        read, unreadable = read_all(inputs.curated)
        mapped, unmapped = map_all(read, load_vocabulary(inputs.ontology), unreadable)
        accepted, invalid, results = validate_all(mapped, inputs.shapes)
        quarantined = tuple(sorted((*unreadable, *unmapped, *invalid), key=lambda rejected: rejected.file))
        if strict and quarantined:
            raise BuildRefused(f"{len(quarantined)} records would be quarantined; nothing was published", quarantined)
        store = assemble(accepted, inputs)
        findings = validate_whole_graph(store, load_shapes(inputs.shapes))
        broken = [finding for finding in findings if finding.severity == "violation"]
        if strict and broken:
            detail = "; ".join(f"{finding.focus}: {finding.message}" for finding in broken[:5])
            raise BuildRefused(f"the graph as a whole breaks {len(broken)} rules: {detail}", ())
        results += findings
        with stage("freezing"):
            counted = statistics(store)
            documents = {
                "statistics.json": as_json(counted),
                "validation.ttl": report_turtle(results),
                "validation.json": report_json(results),
                "quarantine.json": as_json([asdict(each) for each in quarantined]),
            }
            counts = {
                "records": len(accepted),
                "quarantined": len(quarantined),
                "default_graph": counted["default_graph"],
                "graphs": counted["graphs"],
                "classes": counted["classes"],
                "statements": counted["classes"].get(iri("cairn:Statement").value, 0),
            }
            release = write_release(data, building, store, documents, files, counts)
    return Built(release, quarantined, tuple(findings))


def read_all(curated_folder: Path) -> tuple[list[Record], list[Rejected]]:
    """Every record of the curated folder; a second record for the same thing is rejected."""
    records: dict[str, Record] = {}
    rejected: list[Rejected] = []
    with stage("reading", len(curated.files(curated_folder))) as advance:
        for found in curated.read(curated_folder):
            if isinstance(found, Rejected):
                rejected.append(found)
            elif found.subject in records:
                detail = f"{found.subject} is already described in {records[found.subject].file}: join the two"
                rejected.append(Rejected(found.file, (Problem("", 0, detail),)))
            else:
                records[found.subject] = found
            if "#" not in found.file:
                advance(1)
    clashing = defined_elsewhere(records)
    rejected += clashing
    names = {each.file for each in clashing}
    return [record for record in records.values() if record.file not in names], rejected


def defined_elsewhere(records: dict[str, Record]) -> list[Rejected]:
    """The records inside which a thing is defined that another record defines, each with the reason."""
    owners = {subject: record.file for subject, record in records.items()}
    rejected = []
    for record in records.values():
        nested = sorted(key for key in definitions(record) if owners.setdefault(key, record.file) != record.file)
        problems = (
            Problem(
                "", getattr(key, "line", 0), f"{key} is already described in {owners[key]}: give this one another id"
            )
            for key in nested
        )
        if nested:
            rejected.append(Rejected(record.file, tuple(problems)))
    return rejected


def map_all(
    records: list[Record], vocabulary: Vocabulary, unreadable: Iterable[Rejected] = ()
) -> tuple[list[Mapped], list[Rejected]]:
    """The records as quads. What points to an unreadable record is not wrong itself: that record exists."""
    defined = frozenset(str(key) for record in records for key in definitions(record))
    defined |= {each.subject for each in unreadable if is_thing(each.subject)}
    mapper = Mapper(vocabulary, defined)
    mapped: list[Mapped] = []
    rejected: list[Rejected] = []
    with stage("mapping", len(records)) as advance:
        for record in records:
            outcome = mapper.map(record)
            if isinstance(outcome, Mapped):
                mapped.append(outcome)
            else:
                rejected.append(outcome)
            advance(1)
    return mapped, rejected


def validate_all(mapped: list[Mapped], shapes: Path) -> tuple[list[Mapped], list[Rejected], list[Result]]:
    """Records without a violation, those with one, and every result."""
    named = {each.record.file: each for each in mapped}
    asserted = ((file, [q for q in each.quads if q.graph_name != CLAIMED]) for file, each in named.items())
    with stage("validating", len(mapped)) as advance:
        found = validate_records(asserted, load_shapes(shapes), progress=share(advance, len(mapped)))
    accepted, rejected = [], []
    for file, each in named.items():
        violations = [result for result in found.get(file, ()) if result.severity == "violation"]
        if violations:
            rejected.append(Rejected(file, tuple(_problem(each.record, result) for result in violations)))
        else:
            accepted.append(each)
    return accepted, rejected, [result for results in found.values() for result in results]


def assemble(accepted: list[Mapped], inputs: Inputs) -> Store:
    """All graphs of a release, in memory."""
    sourced = [quad for each in accepted for quad in each.quads]
    own = own_quads(inputs.ontology, inputs.shapes)
    with stage("reconciling"):
        decisions = reconciliation.reconcile(sourced, reconciliation.reviewed(inputs.curated / REDIRECTS))
    with stage("merging"):
        asserted = [quad for quad in sourced if quad.graph_name != CLAIMED]
        view = canonical.canonical_view(asserted, reconciliation.final_targets(decisions))
        store = Store()
        store.extend([*sourced, *view, *own, *reconciliation.decision_quads(decisions)])
        in_view = {graph(name) for name in IN_DEFAULT_GRAPH} | {reconciliation.GRAPH, RELEASE}
        store.extend([*description_quads(), *inference.description_quads(inputs.rules)])
        store.extend(
            Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
            for name in sorted(in_view, key=str)
            for quad in store.quads_for_pattern(None, None, None, name)
        )
    with stage("inferring"):
        inference.infer(store, inputs.rules)
    return store


def description_quads() -> list[Quad]:
    """What the graphs of a release are, for those who meet their IRIs."""
    described: Iterable[tuple[str, str, str]] = (
        ("curated", "Curated facts", "What the curated files say, with the evidence for each statement."),
        ("claimed", "Claimed statements", "Triples that somebody claims and nobody here asserts."),
        ("canonical", "Disagreements found", "Conflicts met while merging values that are single by nature."),
        ("links", "Identity decisions", "Which IRIs denote the same thing, and why."),
        ("ontology", "Ontology", "Classes, properties and their matches in other vocabularies."),
        ("concepts", "Concepts", "The concept schemes."),
        ("shapes", "Shapes", "The constraints that every record is checked against."),
        ("release", "About this release", "Descriptions of the graphs and of the release itself."),
    )
    return [
        Quad(graph(name), iri(predicate), text(value), RELEASE)
        for name, label, words in described
        for predicate, value in (("rdfs:label", label), ("dct:description", words))
    ] + [Quad(graph("curated"), iri("dct:license"), CC0, RELEASE)]


def _problem(record: Record, result: Result) -> Problem:
    place = result.focus.removeprefix(PREFIXES["id"])
    name = re.split("[#/]", result.path)[-1] if result.path else ""
    found = f" Found: {result.value}" if result.value else ""
    return Problem(place, line_of(record, place, name), f"{result.message}{found}")
