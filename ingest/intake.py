"""Take records in: check that each thing is described once, map them, and hold them to the shapes."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from ingest.errors import NothingCurated
from ingest.evidence import CLAIMED
from ingest.mapping import Mapped, Mapper, definitions
from ingest.namespaces import PREFIXES, iri, is_thing
from ingest.progress import share, stage
from ingest.records import Problem, Record, Rejected, line_of
from ingest.shapes import Shapes
from ingest.sources import curated
from ingest.validation import Check, Result, validate_records

CONCERNS: Final = iri("cairn:concerns")
ABOUT_PROPERTY: Final = iri("cairn:aboutProperty")
GAPS: Final = f"{PREFIXES['id']}gap/"


def read_all(curated_folder: Path) -> tuple[list[Record], list[Rejected]]:
    """Every record of the curated folder; a second record for the same thing is rejected.

    Raises:
        NothingCurated: there is nothing in it that could be one.
    """
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
    if not records and not rejected:
        raise NothingCurated(curated_folder)
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
    """Records without a violation, those with one, and every result; no value is missed that is said to be missing."""
    named = {each.record.subject: each for each in mapped}
    asserted = ((name, [q for q in each.quads if q.graph_name != CLAIMED]) for name, each in named.items())
    with stage(f"{name}validating", len(mapped)) as advance:
        found = _without_gaps(check(asserted, shapes, progress=share(advance, len(mapped))), mapped)
    accepted, rejected = [], []
    for subject, each in named.items():
        violations = [result for result in found.get(subject, ()) if result.severity == "violation"]
        if violations:
            rejected.append(Rejected(each.record.file, tuple(_problem(each.record, result) for result in violations)))
        else:
            accepted.append(each)
    return accepted, rejected, [result for results in found.values() for result in results]


def _without_gaps(found: dict[str, list[Result]], mapped: Iterable[Mapped]) -> dict[str, list[Result]]:
    """The results without warnings of a missing value where a record says in which way it is missing."""
    missed = {_place(each) for results in found.values() for each in results if _may_be_a_gap(each)}
    told = missed & _gaps(mapped) if missed else set()
    return {
        name: [each for each in results if not (_may_be_a_gap(each) and _place(each) in told)]
        for name, results in found.items()
    }


def _may_be_a_gap(result: Result) -> bool:
    return result.severity == "warning" and result.path is not None and result.value is None


def _place(result: Result) -> tuple[str, str]:
    return result.focus, result.path or ""


def _gaps(mapped: Iterable[Mapped]) -> set[tuple[str, str]]:
    """Each thing and property of which a record says that there is no value, and why."""
    concerned: dict[str, str] = {}
    about: dict[str, str] = {}
    of = {CONCERNS: concerned, ABOUT_PROPERTY: about}
    for each in mapped:
        for quad in each.quads:
            if quad.predicate in of and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                of[quad.predicate][quad.subject.value] = quad.object.value
    return {(thing, about[gap]) for gap, thing in concerned.items() if gap.startswith(GAPS) and gap in about}


def _problem(record: Record, result: Result) -> Problem:
    place = result.focus.removeprefix(PREFIXES["id"])
    name = re.split("[#/]", result.path)[-1] if result.path else ""
    found = f" Found: {result.value}" if result.value else ""
    return Problem(place, line_of(record, place, name), f"{result.message}{found}")
