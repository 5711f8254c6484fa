"""The Research Organization Registry: organizations by identifier, with names, countries and parents."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from ingest.records import Problem, Record, Rejected
from ingest.sources.concept_names import by_notation
from ingest.sources.entries import entry, slug
from ingest.sources.hostile import Untrusted, lines, load
from ingest.sources.manifest import Manifest
from ingest.sources.ror.records import Malformed, Name, RorRecord, parse
from ingest.sources.source_values import ALIAS, AMBIGUOUS, UNMAPPED, source_value
from ingest.strict_yaml import Node, Text

MANIFEST: Final = Manifest(
    name="ror",
    title="Research Organization Registry",
    publisher="Research Organization Registry (California Digital Library, Crossref, DataCite)",
    homepage="https://ror.org/",
    license="https://creativecommons.org/publicdomain/zero/1.0/",
    attribution="Data of the Research Organization Registry, https://ror.org/, CC0 1.0",
    update_rate="about monthly",
    carries="Organizations that do or fund research: identifiers, names, types, countries, parents and successors.",
    bounds={"organization": (1, 200_000)},  # those that the other snapshots name
)

TYPES: Final[Mapping[str, str]] = {
    "education": "university",
    "company": "company",
    "nonprofit": "non-profit",
    "government": "public-body",
    "facility": "research-institute",
}
"""Organization types of ours by those of ROR.

ROR puts every school under education and every laboratory under facility; nearly all of them here are universities
and institutes. Its archive, funder, healthcare and other have no counterpart: funder is a role, not a type.
"""

WIKIDATA: Final = "http://www.wikidata.org/entity/"
IDENTIFIERS: Final[Mapping[str, str]] = {"grid": "GRID", "isni": "ISNI", "fundref": "FundRef"}
"""Kinds of identifiers that are kept as text, with the word that is put before them."""

UNSTATED_LANGUAGE: Final = "und"


@dataclass(frozen=True)
class _Placed:
    """A record and where it stands."""

    file: str
    record: RorRecord


def read(folder: Path) -> Iterator[Record | Rejected]:
    """Every organization of the files of lines in a snapshot folder; those that ROR withdrew are rejected."""
    placed: list[_Placed] = []
    for path in sorted(folder.glob("*.jsonl")):
        for found in _lines(path):
            if isinstance(found, Rejected):
                yield found
            else:
                placed.append(found)
    placed.sort(key=lambda each: each.record.old)
    registry = Registry(each.record for each in placed)
    for each in placed:
        yield _withdrawn(each) if each.record.status == "withdrawn" else _organization(each, registry)


def _lines(path: Path) -> Iterator[_Placed | Rejected]:
    for number, line in lines(path):
        if not line.strip():
            continue
        try:
            record = parse(load(line.decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            yield Rejected(
                f"{MANIFEST.name}/{path.name}", (Problem("", number, f"not UTF-8 at byte {error.start} of the line"),)
            )
        except (Untrusted, Malformed) as error:
            yield Rejected(f"{MANIFEST.name}/{path.name}", (Problem("", number, str(error)),))
        else:
            yield _Placed(f"{path.name}#{record.key}", record)


class Registry:
    """Finds what records point to; of two with one identifier the one of the new schema counts."""

    def __init__(self, records: Iterable[RorRecord]) -> None:
        self._records: dict[str, RorRecord] = {}
        self._parents: dict[str, list[str]] = {}
        for record in records:
            if self._records.setdefault(record.iri, record) is not record:
                continue
            self._parents.setdefault(record.iri, []).extend(record.related.get("parent", ()))
            for child in record.related.get("child", ()):
                self._parents.setdefault(child, []).append(record.iri)

    def parents(self, iri: str) -> list[str]:
        """IRIs of the parents, whichever side tells it."""
        return list(dict.fromkeys(self._parents.get(iri, ())))

    def current(self, iri: str) -> str:
        """The record itself, or the one that took the place of a withdrawn one; "" if there is none or several."""
        seen: set[str] = set()
        while (record := self._records.get(iri)) is not None and iri not in seen:
            if record.status != "withdrawn":
                return iri
            seen.add(iri)
            successors = record.related.get("successor", ())
            iri = successors[0] if len(successors) == 1 else ""
        return ""

    def has(self, iri: str) -> bool:
        return iri in self._records


def _withdrawn(placed: _Placed) -> Rejected:
    successors = ", ".join(placed.record.related.get("successor", ())) or "none"
    detail = f"{placed.record.iri} ({placed.record.label}) was withdrawn by ROR; successor: {successors}"
    return Rejected(f"{MANIFEST.name}/{placed.file}", (Problem("status", 0, detail),))


def _organization(placed: _Placed, registry: Registry) -> Record:
    record = placed.record
    subject = _subject(record.iri)
    unread = list(record.unread)
    if any(not registry.has(child) for child in record.related.get("child", ())):
        unread.append("relationships to children that are not in the snapshot")
    says: dict[str, Any] = {
        "exactMatch": [record.iri, *_wikidata(record)],
        "identifier": list(_identifiers(record, unread)),
        "classification": list(dict.fromkeys(TYPES[each] for each in record.types if each in TYPES)),
        "locatedIn": [by_notation("country")[each] for each in _countries(record) if each in by_notation("country")],
        "homepage": record.website,
        "activeFrom": f"{record.established:04}" if record.established else None,
        "activeUntil": {"absent": "unknown"} if record.status == "inactive" else None,
        "hasSourceValue": [*_untyped(record, subject), *_unplaced(record, subject), *_several(record, subject)],
    }
    for term, targets in (
        ("subOrganizationOf", registry.parents(record.iri)),
        ("isReplacedBy", record.related.get("successor", ())),
    ):
        says[term], values = _links(subject, term, targets, registry)
        says["hasSourceValue"] += values
    made = entry(
        MANIFEST,
        subject,
        "Organization",
        record.label,
        says,
        file=placed.file,
        locator=record.iri,
        unread=unread,
        changed=record.modified,
    )
    return replace(made, alt_labels=tuple(_names(record)))


def _subject(iri: str) -> str:
    return f"organization/{slug(MANIFEST.name, iri.rpartition('/')[2])}"


def _names(record: RorRecord) -> Iterator[Node]:
    """Names in their languages, without those that repeat the label in a language that is not told."""
    for name in dict.fromkeys(record.names):
        if name != Name(record.label, ""):
            yield {Text("text"): Text(name.text), Text("lang"): Text(name.language or UNSTATED_LANGUAGE)}


def _countries(record: RorRecord) -> list[str]:
    return list(dict.fromkeys(record.countries))


def _wikidata(record: RorRecord) -> list[str]:
    given = record.identifiers.get("wikidata")
    return [f"{WIKIDATA}{given.chosen}"] if given and _is_wikidata(given.chosen) else []


def _is_wikidata(identifier: str) -> bool:
    return identifier[:1] == "Q" and identifier[1:].isdecimal() and identifier.isascii() and identifier[1] != "0"


def _identifiers(record: RorRecord, unread: list[str]) -> Iterator[str]:
    for kind, given in record.identifiers.items():
        if given.chosen and set(given.every) - {given.chosen}:
            unread.append(f"external_ids of kind {kind} beside the preferred one")
        if kind in IDENTIFIERS and given.chosen:
            yield f"{IDENTIFIERS[kind]}:{given.chosen.replace(' ', '')}"
        elif kind != "wikidata":
            unread.append(f"external_ids of kind {kind}")


def _untyped(record: RorRecord, subject: str) -> Iterator[dict[str, Any]]:
    unknown = [each for each in dict.fromkeys(record.types) if each not in TYPES]
    for number, each in enumerate(unknown, 1):
        yield source_value(subject, "classification", number, each, UNMAPPED)


def _unplaced(record: RorRecord, subject: str) -> Iterator[dict[str, Any]]:
    unknown = [each for each in _countries(record) if each not in by_notation("country")]
    for number, each in enumerate(unknown, 1):
        yield source_value(subject, "locatedIn", number, each, UNMAPPED)


def _several(record: RorRecord, subject: str) -> Iterator[dict[str, Any]]:
    """Wikidata identifiers none of which is preferred: any of them may be the organization."""
    given = record.identifiers.get("wikidata")
    if given is None or _is_wikidata(given.chosen):
        return
    status = AMBIGUOUS if len(given.every) > 1 else UNMAPPED
    for number, each in enumerate(given.every, 1):
        yield source_value(subject, "exactMatch", number, each, status)


def _links(
    subject: str, term: str, targets: Iterable[str], registry: Registry
) -> tuple[list[str], list[dict[str, Any]]]:
    """What a relation points to, and the identifiers that lead nowhere or elsewhere."""
    links: list[str] = []
    values: list[dict[str, Any]] = []
    for target in targets:
        current = registry.current(target)
        found = _subject(current) if current else ""
        if found == subject:
            found = ""
        if found:
            links.append(found)
        if current != target or not found:
            status = ALIAS if found else UNMAPPED
            values.append(source_value(subject, term, len(values) + 1, target, status, found))
    return list(dict.fromkeys(links)), values
