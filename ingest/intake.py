"""Take records in: check that each thing is described once, map them, and hold them to the shapes."""

import re
from collections.abc import Iterable
from pathlib import Path

from ingest.evidence import CLAIMED
from ingest.mapping import Mapped, Mapper, definitions
from ingest.namespaces import PREFIXES, is_thing
from ingest.progress import share, stage
from ingest.records import Problem, Record, Rejected, line_of
from ingest.shapes import Shapes
from ingest.sources import curated
from ingest.validation import Check, Result, validate_records


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


def names_of(records: Iterable[Record], unreadable: Iterable[Rejected] = ()) -> frozenset[str]:
    """`kind/slug` of every thing. What points to an unreadable record is not wrong itself: that record exists."""
    defined = {str(key) for record in records for key in definitions(record)}
    return frozenset(defined | {each.subject for each in unreadable if is_thing(each.subject)})


def map_all(records: list[Record], mapper: Mapper, name: str = "") -> tuple[list[Mapped], list[Rejected]]:
    """The records as quads; `name` is that of the source, for the progress that is shown."""
    mapped: list[Mapped] = []
    rejected: list[Rejected] = []
    with stage(f"{name}mapping", len(records)) as advance:
        for record in records:
            outcome = mapper.map(record)
            if isinstance(outcome, Mapped):
                mapped.append(outcome)
            else:
                rejected.append(outcome)
            advance(1)
    return mapped, rejected


def validate_all(
    mapped: list[Mapped], shapes: Shapes, name: str = "", *, check: Check = validate_records
) -> tuple[list[Mapped], list[Rejected], list[Result]]:
    """Records without a violation, those with one, and every result."""
    named = {each.record.subject: each for each in mapped}
    asserted = ((name, [q for q in each.quads if q.graph_name != CLAIMED]) for name, each in named.items())
    with stage(f"{name}validating", len(mapped)) as advance:
        found = check(asserted, shapes, progress=share(advance, len(mapped)))
    accepted, rejected = [], []
    for subject, each in named.items():
        violations = [result for result in found.get(subject, ()) if result.severity == "violation"]
        if violations:
            rejected.append(Rejected(each.record.file, tuple(_problem(each.record, result) for result in violations)))
        else:
            accepted.append(each)
    return accepted, rejected, [result for results in found.values() for result in results]


def _problem(record: Record, result: Result) -> Problem:
    place = result.focus.removeprefix(PREFIXES["id"])
    name = re.split("[#/]", result.path)[-1] if result.path else ""
    found = f" Found: {result.value}" if result.value else ""
    return Problem(place, line_of(record, place, name), f"{result.message}{found}")
