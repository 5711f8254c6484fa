"""Catalogs that list the datasets of a file, with the terms on which they say that their data may be used."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.records import Record
from ingest.sources.described_datasets.graph import Description
from ingest.sources.described_datasets.keys import iri_of, without_scheme
from ingest.sources.described_datasets.names import ordered
from ingest.sources.described_datasets.values import day, license_texts
from ingest.sources.described_datasets.vocabularies import (
    ADDRESS,
    ISSUED,
    LICENSE,
    METADATA_LICENSE,
    METADATA_PUBLISHER,
    MODIFIED,
    OF_CATALOG,
    PERIOD,
    PUBLISHER,
    TITLE,
)
from ingest.sources.entries import entry, slug
from ingest.sources.hostile import LONGEST_NAME
from ingest.sources.manifest import Manifest

CATALOG: Final = ("dcat:Catalog", "sc:DataCatalog")
CODE: Final = "/authority/frequency/"


@dataclass
class Catalogs:
    """The catalogs of all files; of two descriptions of one the first counts."""

    manifest: Manifest
    _found: dict[str, Record] = field(default_factory=dict)

    def read(self, description: Description, file: str) -> str:
        """`document/slug` of a catalog, "" for one without an address."""
        address = iri_of(description.iri) or next(filter(None, map(iri_of, description.texts(ADDRESS))), "")
        if not address:
            return ""
        subject = self._subject(f"catalog {without_scheme(address)}")
        if subject in self._found or not description.is_described:
            return subject if subject in self._found else ""
        description.take(OF_CATALOG)
        titles = ordered(description.literals(TITLE))
        title = titles[0][0] if titles else address[:LONGEST_NAME]
        says = {
            "title": title,
            "url": list(dict.fromkeys([address, *filter(None, map(iri_of, description.texts(ADDRESS)))])),
            "documentType": "index-record",
            "dataLicense": _license(description, LICENSE),
            "attribution": _attribution(title, description, PUBLISHER),
            "updateRate": next(iter(_rates(description)), None),
            "issued": next(filter(None, map(day, description.texts(ISSUED))), None),
            "modified": next(filter(None, map(day, description.texts(MODIFIED))), None),
        }
        self._add(subject, title, says, file, tuple(description.unread()))
        return subject

    def of_file(self, dataset: Description, key: str, label: str, file: str) -> str:
        """`document/slug` of a description that states its own license or publisher, "" if it states none."""
        title = f"Description of {label}"[:LONGEST_NAME]
        says = {
            "title": title,
            "documentType": "dataset-record",
            "dataLicense": _license(dataset, METADATA_LICENSE),
            "attribution": _attribution(title, dataset, METADATA_PUBLISHER),
        }
        if not says["dataLicense"] and not says["attribution"]:
            return ""
        subject = self._subject(f"description of {without_scheme(key)}")
        if subject not in self._found:
            self._add(subject, title, says, file, ())
        return subject

    def records(self) -> Iterator[Record]:
        yield from self._found.values()

    def _subject(self, key: str) -> str:
        return f"document/{slug(self.manifest.name, key)}"

    def _add(self, subject: str, title: str, says: dict[str, Any], file: str, unread: tuple[str, ...]) -> None:
        self._found[subject] = entry(
            self.manifest,
            subject,
            "Document",
            title,
            says,
            file=f"{file}#{subject}",
            locator=file,
            unread=sorted(set(unread)),
        )


def _license(description: Description, names: tuple[str, ...]) -> str:
    """The address of a license; what names it otherwise is counted."""
    texts = license_texts([description], names)
    address = next(filter(None, map(iri_of, texts)), "")
    if texts and not address:
        description.refuse(f"{names[0]} (refused)")
    return address


def _attribution(title: str, description: Description, names: tuple[str, ...]) -> str:
    for agent in description.nested(names):
        named = ordered(agent.literals(TITLE))
        if named and "@" not in named[0][0]:
            return f"{title}, published by {named[0][0]}"
    return ""


def _rates(description: Description) -> Iterator[str]:
    """How often a catalog changes, in words: the codes of the EU list are words already."""
    for each in description.nested(PERIOD):
        names = [name for name, _ in ordered(each.literals(TITLE))]
        code = each.node.value.partition(CODE)[2].lower().replace("_", " ") if each.iri else ""
        yield from filter(None, (*names, code))
