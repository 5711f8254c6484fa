"""Build a release: read, map, validate, reconcile, merge, infer, freeze."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from ingest import inference, reconciliation, reporting
from ingest.cache import Cache, pipeline_digest
from ingest.canonical import repositories
from ingest.data_folders import CURATED, ONTOLOGY, QUERIES, SHAPES
from ingest.errors import BuildRefused
from ingest.last_good import LastGood
from ingest.loading import Intake
from ingest.merging import merged
from ingest.names_of_things import names_of_things
from ingest.namespaces import iri
from ingest.own_files import IN_DEFAULT_GRAPH, graph, own_quads, rdf_files
from ingest.progress import stage
from ingest.quad_files import Joined, fill
from ingest.questions import examples
from ingest.questions.checking import checked
from ingest.records import Rejected
from ingest.release import NAMES, SEARCH, Release
from ingest.release_writer import as_json, building_folder, digest, freeze_quads, write_release
from ingest.search_index.writer import write_index
from ingest.sources import curated, registry
from ingest.statistics import statistics
from ingest.validation import (
    Result,
    load_shapes,
    report_json,
    report_turtle,
    validate_whole_graph,
)
from ingest.values import text
from ingest.vocabulary import load_vocabulary
from ingest.void import add_description

LOG: Final = logging.getLogger(__name__)
REDIRECTS: Final = "redirects.yaml"
IDENTITIES: Final = "last-release/identities.json"
"""Name, among the inputs of a release, of the IRIs that it keeps because the release before it had them."""
RELEASE: Final = graph("release")
CC0: Final = NamedNode("https://creativecommons.org/publicdomain/zero/1.0/")


@dataclass(frozen=True)
class Inputs:
    """The folders that a build reads; the defaults are those of the checkout or the wheel."""

    curated: Path = CURATED
    ontology: Path = ONTOLOGY
    shapes: Path = SHAPES
    questions: Path = QUERIES
    rules: Path = inference.RULES

    def files(self) -> list[tuple[str, Path]]:
        """Name and path of every file that is read."""
        named = [(f"curated/{path.relative_to(self.curated)}", path) for path in curated.files(self.curated)]
        named += [(f"{name}/{path.name}", path) for name, path in rdf_files(self.ontology, self.shapes)]
        named += [(f"rules/{path.name}", path) for path in inference.rule_files(self.rules)]
        named += [(f"questions/{path.name}", path) for path in sorted(self.questions.glob("*.rq"))]
        single = [
            ("ontology/context.jsonld", self.ontology / "context.jsonld"),
            (f"curated/{REDIRECTS}", self.curated / REDIRECTS),
        ]
        return named + [(name, path) for name, path in single if path.is_file()]


@dataclass(frozen=True)
class Built:
    """A release and what its build found.

    Attributes:
        quarantined: the records that did not get into it.
        findings: what the graph as a whole does not meet.
        report: what came of each source (`ingest.reporting`).
    """

    release: Release
    quarantined: tuple[Rejected, ...]
    findings: tuple[Result, ...]
    report: dict[str, Any]


def build(
    data: Path,
    inputs: Inputs | None = None,
    *,
    snapshots: Path | None = None,
    strict: bool = False,
    accepted: Collection[str] = (),
) -> Built:
    """Build a release in `data` and make it current.

    Args:
        data: the data folder.
        inputs: what to read in place of the shipped folders.
        snapshots: folder with the saved snapshots of catalogs, one folder each; without it only what packages carry
            is read.
        strict: publish nothing if a record has to be quarantined.
        accepted: names of catalogs whose snapshot is taken as it is, though the numbers of its records cannot be
            believed, or that may be gone though the last release holds them.

    Raises:
        BuildRunning: another build holds the folder.
        BuildRefused: `strict` and a record had to be quarantined, or no curated record is good; nothing is published.
        NothingCurated: the curated folder holds no curated file.
        RecordError: the file of reviewed decisions cannot be read.
    """
    inputs = inputs or Inputs()
    with building_folder(data) as building:
        files = [digest(name, path.read_bytes()) for name, path in inputs.files()]
        vocabulary, shapes = load_vocabulary(inputs.ontology), load_shapes(inputs.shapes)
        cache = Cache(data, pipeline_digest(inputs.ontology, inputs.shapes))
        chosen = registry.present(snapshots)
        last_good = LastGood.of(data)
        missing = last_good.missing(
            (catalog.manifest for catalog in registry.CATALOGS), {catalog.manifest.name for catalog, _ in chosen}
        )
        if snapshots is None and missing:
            names = ", ".join(manifest.name for manifest in missing)
            LOG.warning("no snapshots are given: what the last release holds of %s is not in this one", names)
        intake = Intake(cache, last_good, frozenset(accepted), vocabulary, shapes)
        own, *loads = intake.take(inputs.curated, chosen, missing if snapshots else ())
        results = [result for load in (own, *loads) for result in load.results]
        rejected = [each for load in (own, *loads) for each in load.rejected]
        quarantined = tuple(sorted(rejected, key=lambda each: each.file))
        if not own.mapped:
            raise BuildRefused(f"no record of {inputs.curated} is good; nothing was published", quarantined)
        if strict and quarantined:
            raise BuildRefused(f"{len(quarantined)} records would be quarantined; nothing was published", quarantined)
        store, kept = assemble(
            Joined(tuple(load.quads for load in (own, *loads))), inputs, reconciliation.standing(data)
        )
        files.append(digest(IDENTITIES, as_json(kept).encode()))
        taken = [reporting.of_curated(inputs.files(), own), *reporting.of_loads(loads, chosen)]
        report = reporting.add_report(store, taken, registry.strangers(snapshots))
        findings = validate_whole_graph(store, shapes)
        broken = [finding for finding in findings if finding.severity == "violation"]
        if strict and broken:
            detail = "; ".join(f"{finding.focus}: {finding.message}" for finding in broken[:5])
            raise BuildRefused(f"the graph as a whole breaks {len(broken)} rules: {detail}", ())
        results += findings
        described = add_description(store, report)
        with stage("freezing"):
            names, kinds = names_of_things(store)
            counted = {**statistics(store), "kinds": kinds}
            frozen = freeze_quads(building, store)
            write_index(building / SEARCH, store)
            del store  # as large as all that follows
            documents = {
                "statistics.json": as_json(counted),
                "validation.ttl": report_turtle(results),
                "validation.json": report_json(results),
                "report.json": as_json(report),
                "quarantine.json": as_json([asdict(each) for each in quarantined]),
                "identities.json": as_json(kept),
                NAMES: names,
                **described,
            }
            counts = {
                "records": sum(load.read.total() for load in (own, *loads)),
                "quarantined": len(quarantined),
                "default_graph": counted["default_graph"],
                "graphs": counted["graphs"],
                "classes": counted["classes"],
                "statements": counted["classes"].get(iri("cairn:Statement").value, 0),
            }
            release = write_release(data, building, frozen, documents, files, counts)
    return Built(release, quarantined, tuple(findings), report)


def assemble(
    sourced: Collection[Quad], inputs: Inputs, stands: reconciliation.Stands = reconciliation.nothing_stands
) -> tuple[Store, dict[str, str]]:
    """All graphs of a release, in memory, from the quads of all sources, and what the last release decided on.

    The second is the IRI of each thing that stays because it stands in the last release, with the one in whose place
    it stays.
    """
    own = own_quads(inputs.ontology, inputs.shapes)
    with stage("reconciling"):
        found = reconciliation.reconcile(sourced, reconciliation.reviewed(inputs.curated / REDIRECTS), stands)
    with stage("merging"):
        targets = reconciliation.final_targets(found.decisions)
        store = Store()
        fill(store, sourced)
        fill(store, merged(sourced, targets, repositories(found.relations, targets)))
        store.extend([*own, *reconciliation.decision_quads(found.decisions, (*found.relations, *found.variants))])
        store.extend(examples.example_quads(checked(inputs.questions).values()))
        in_view = {graph(name) for name in IN_DEFAULT_GRAPH} | {reconciliation.GRAPH, RELEASE, examples.GRAPH}
        store.extend([*description_quads(), *inference.description_quads(inputs.rules)])
        store.extend(
            Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
            for name in sorted(in_view, key=str)
            for quad in store.quads_for_pattern(None, None, None, name)
        )
    with stage("inferring"):
        inference.infer(store, inputs.rules)
    return store, {stays.value: otherwise.value for stays, otherwise in found.kept}


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
        ("questions", "Questions", "Reviewed queries with what they answer, as examples that SPARQL tools read."),
        ("release", "About this release", "Descriptions of the graphs and of the release itself."),
        ("void", "What there is", "How much of what each graph holds, and what it links to, in VoID."),
    )
    return [
        Quad(graph(name), iri(predicate), text(value), RELEASE)
        for name, label, words in described
        for predicate, value in (("rdfs:label", label), ("dct:description", words))
    ] + [Quad(graph("curated"), iri("dct:license"), CC0, RELEASE)]
