"""A record of ROR, of schema 2 or of the old schema 1, as one kind of organization."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ingest.sources.addresses import address
from ingest.sources.entries import Fields
from ingest.sources.hostile import name

ID: Final = re.compile(r"https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
LATEST_YEAR: Final = 2100
STATED: Final = ("active", "inactive", "withdrawn")

DISPLAYED: Final = "ror_display"
WEBSITE: Final = "website"
RELATED: Final = ("parent", "child", "successor", "predecessor")


class Malformed(ValueError):
    """A record that is not used; the message says why."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the code of its language, "" if ROR does not know it."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The identifiers of one kind: the one that ROR prefers, or the only one, is to be used."""

    every: tuple[str, ...]
    preferred: str

    @property
    def chosen(self) -> str:
        return self.preferred or (self.every[0] if len(self.every) == 1 else "")


@dataclass(frozen=True, slots=True)
class RorRecord:
    """What is used of a record.

    Attributes:
        countries: two-letter codes.
        related: IRIs of other records by kind of relation.
        identifiers: by kind of identifier, in small letters.
        modified: day of the last change of the record, "" if it is not told.
        old: whether it has the old schema.
    """

    iri: str
    status: str
    label: str
    names: tuple[Name, ...]
    types: tuple[str, ...]
    countries: tuple[str, ...]
    website: str
    established: int | None
    modified: str
    related: Mapping[str, tuple[str, ...]]
    identifiers: Mapping[str, Identifiers]
    unread: tuple[str, ...]
    old: bool

    @property
    def key(self) -> str:
        """The part of the identifier that differs from record to record."""
        return self.iri.rpartition("/")[2]


def parse(value: Any) -> RorRecord:
    """A record of either schema; raises Malformed."""
    if not isinstance(value, dict):
        raise Malformed("a record is an object with keys")
    fields = Fields(value)
    iri = fields.take("id")
    if not isinstance(iri, str) or not ID.fullmatch(iri):
        raise Malformed(f"{str(iri)[:80]!r} is no ROR identifier")
    old = "names" not in value
    skipped: list[str] = []
    label, others = (_old_names if old else _names)(fields)
    names = _shown(others, skipped)
    if any(set(types) - {DISPLAYED} for types in _kinds_of_names(value)):
        skipped.append("names[].types")
    if label is None:
        raise Malformed("there is no name to display, or one that cannot be shown")
    status = fields.take("status")
    if status not in STATED:
        raise Malformed(f"{str(status)[:80]!r} is no status: it is one of {', '.join(STATED)}")
    return RorRecord(
        iri=iri,
        status=status,
        label=label,
        names=names,
        types=tuple(each.lower() for each in _texts(fields.take("types"))),
        countries=tuple(_countries([fields.take("country")] if old else _places(fields.take("locations")))),
        website=_website(fields.take("links"), skipped),
        established=_year(fields.take("established"), skipped),
        modified=_modified(fields.take("admin")),
        related=_related(fields.take("relationships"), skipped),
        identifiers=_identifiers(fields.take("external_ids")),
        unread=(*fields.unread(), *dict.fromkeys(skipped)),
        old=old,
    )


def _kinds_of_names(value: dict[str, Any]) -> Iterator[list[str]]:
    """The types of each name in a record of the new schema: all are kept as names, whether alias, acronym or label."""
    return (_texts(each.get("types")) for each in _objects(value.get("names")))


def _names(fields: Fields) -> tuple[str | None, list[tuple[Any, Any]]]:
    given = [(each, _texts(each.get("types"))) for each in _objects(fields.take("names"))]
    label = next((name(each.get("value")) for each, types in given if DISPLAYED in types), None)
    return label, [(each.get("value"), each.get("lang")) for each, types in given if DISPLAYED not in types]


def _old_names(fields: Fields) -> tuple[str | None, list[tuple[Any, Any]]]:
    labels = [(each.get("label"), each.get("iso639")) for each in _objects(fields.take("labels"))]
    lists = [fields.take("aliases"), fields.take("acronyms")]
    others = [each for several in lists for each in (several if isinstance(several, list) else [])]
    return name(fields.take("name")), [*labels, *((each, None) for each in others)]


def _shown(given: list[tuple[Any, Any]], skipped: list[str]) -> tuple[Name, ...]:
    found: list[Name] = []
    for value, language in given:
        text = name(value)
        if text is None:
            skipped.append("names that cannot be shown")
            continue
        known = isinstance(language, str) and LANGUAGE.fullmatch(language)
        found.append(Name(text, language if known else ""))
    return tuple(found)


def _places(given: Any) -> list[Any]:
    return [each.get("geonames_details") for each in _objects(given)]


def _countries(places: list[Any]) -> Iterator[str]:
    for place in places:
        code = place.get("country_code") if isinstance(place, dict) else None
        if isinstance(code, str) and name(code):
            yield code


def _website(given: Any, skipped: list[str]) -> str:
    """Old records list plain addresses, new ones say what each is."""
    pages = given if isinstance(given, list) else []
    sites = [each if isinstance(each, str) else each["value"] for each in pages if _is_website(each)]
    if len(sites) < len(pages):
        skipped.append("links other than website")
    found = [web for web in map(address, sites) if web]
    if len(found) < len(sites):
        skipped.append("links that are no web address")
    return found[0] if found else ""


def _is_website(page: Any) -> bool:
    return isinstance(page, str) or (isinstance(page, dict) and page.get("type") == WEBSITE and "value" in page)


def _year(given: Any, skipped: list[str]) -> int | None:
    if isinstance(given, int) and 0 < given < LATEST_YEAR:
        return given
    if given is not None:
        skipped.append("established that is no year")
    return None


def _modified(given: Any) -> str:
    changed = given.get("last_modified") if isinstance(given, dict) else None
    day = changed.get("date") if isinstance(changed, dict) else None
    return day if isinstance(day, str) and DAY.fullmatch(day) else ""


def _related(given: Any, skipped: list[str]) -> dict[str, tuple[str, ...]]:
    related: dict[str, list[str]] = {}
    for each in _objects(given):
        kind, target = str(each.get("type")).lower(), each.get("id")
        if kind in RELATED and isinstance(target, str) and ID.fullmatch(target):
            related.setdefault(kind, []).append(target)
        else:
            skipped.append("relationships other than parent, child, successor")
    return {kind: tuple(dict.fromkeys(targets)) for kind, targets in related.items()}


def _identifiers(given: Any) -> dict[str, Identifiers]:
    """New records have a list of kinds, old ones an object by kind; the old `all` may be a text."""
    if isinstance(given, dict):
        kinds = [(kind, each) for kind, each in given.items() if isinstance(each, dict)]
    else:
        kinds = [(str(each.get("type")), each) for each in _objects(given)]
    found: dict[str, Identifiers] = {}
    for kind, each in kinds:
        preferred = each.get("preferred")
        every = tuple(dict.fromkeys(_texts(each.get("all"))))
        found[kind.lower()] = Identifiers(every, preferred if isinstance(preferred, str) else "")
    return found


def _objects(given: Any) -> list[dict[str, Any]]:
    return [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []


def _texts(given: Any) -> list[str]:
    several = given if isinstance(given, list) else [given]
    return [text for text in map(name, several) if text]
