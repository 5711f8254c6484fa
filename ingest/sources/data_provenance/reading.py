"""One entry of the Data Provenance summaries, field by field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.licenses import license_says
from ingest.sources.addresses import address
from ingest.sources.data_provenance.mentions import Mentions
from ingest.sources.data_provenance.values import Values, arxiv, corpus, hub_repository, on_one_line, texts, unusable
from ingest.sources.entries import Fields, slug
from ingest.sources.language_codes import language
from ingest.sources.language_names import language_named
from ingest.sources.source_values import EXACT, NORMALIZED

NAME: Final = "data_provenance"
FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_HOURS: Final = 1e9


@dataclass(frozen=True)
class Summary:
    """An entry of a file.

    Attributes:
        file: path within the snapshot folder.
        key: identifier of the dataset.
        label: its name for readers.
        collection: name of the collection, "" if it is not told.
    """

    file: str
    key: str
    label: str
    collection: str
    modality: str
    raw: dict[str, Any]

    @property
    def subject(self) -> str:
        return f"dataset/{slug(NAME, self.key)}"

    @property
    def family(self) -> str:
        return f"dataset/{slug(NAME, f'collection {self.collection}')}" if self.collection else ""


@dataclass
class Reading:
    """Reads the fields of one entry."""

    summary: Summary
    fields: Fields
    known: dict[str, str]
    mentions: Mentions
    unusable: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.values = Values(self.summary.subject)

    def says(self) -> dict[str, Any]:
        summary = self.summary
        says = {
            "artifactLevel": "release",
            "memberOfFamily": summary.family,
            "modality": summary.modality,
            "url": self.addresses(),
            "hubRepository": self.hub(),
            "identifier": self.identifiers(),
            "supportsLanguage": self.languages(),
            "developedBy": self.creators(),
            "dependsOn": self.dependencies(),
            "issued": self.year(),
            "hasMetric": self.hours(),
        }
        licenses = self.licenses()
        values = [*licenses.pop("hasSourceValue"), *self.values.said]
        return says | licenses | {"hasSourceValue": values}

    def take(self, key: str) -> list[str]:
        """The texts of a field; what cannot be used is counted as unread."""
        value = self.fields.take(key)
        if unusable(value):
            self.unusable.append(key)
        return texts(value)

    def address(self, key: str) -> str | None:
        """The one address of a field; anything else is counted as unread."""
        value = self.fields.take(key)
        found = address(value)
        self.refuse(key, value, found)
        return found

    def refuse(self, key: str, value: Any, found: Any) -> None:
        """Count a field as unread that holds something of which nothing was made."""
        if value not in (None, "", [], {}) and found is None:
            self.unusable.append(key)

    def addresses(self) -> list[str]:
        found: dict[str, None] = {}
        for key in ("Dataset URL", "Website URL", "GitHub URL"):
            for written in self.take(key):
                web = address(written)
                if web:
                    found[web] = None
                else:
                    self.values.keep("url", written)
        return list(found)

    def hub(self) -> str:
        for written in self.take("Hugging Face URL"):
            found = hub_repository(written)
            if found is None:
                self.values.keep("hubRepository", written)
                continue
            repository, status = found
            if status != EXACT:
                self.values.keep("hubRepository", written, status)
            return repository
        return ""

    def identifiers(self) -> list[str]:
        readers: tuple[tuple[str, Callable[[str], str | None]], ...] = (
            ("ArXiv URL", arxiv),
            ("Paper URL", arxiv),
            ("Semantic Scholar Corpus ID", corpus),
        )
        found: dict[str, None] = {}
        for key, read_identifier in readers:
            for written in self.take(key):
                identifier = read_identifier(written)
                if identifier:
                    found[identifier] = None
                else:
                    self.values.keep("identifier", written)
        return list(found)

    def languages(self) -> list[str]:
        """Languages by name and by code; the two lists of the speech datasets are not always equally long."""
        names, codes = self.take("Languages"), self.take("Languages (ISO)")
        by_code = [language(code) for code in codes]
        aligned = by_code if len(names) == len(codes) else [None] * len(names)
        found: dict[str, None] = {}
        for written, same in zip(names, aligned, strict=True):
            meant = language_named(written) or same
            if meant:
                found[meant[0]] = None
            if meant is None or meant[1] != EXACT:
                self.values.keep("supportsLanguage", written, *_read(meant))
        for code, meant in zip(codes, by_code, strict=True):
            if meant:
                found[meant[0]] = None
            else:
                self.values.keep("supportsLanguage", code)
        return list(found)

    def creators(self) -> list[str]:
        found: dict[str, None] = {}
        for written in self.take("Creators"):
            subject = self.mentions.creator(written, self.summary.file)
            if subject:
                found[subject] = None
            else:
                self.values.keep("developedBy", written)
            if subject and written != on_one_line(written):
                self.values.keep("developedBy", written, NORMALIZED, subject)
        return list(found)

    def dependencies(self) -> list[str]:
        """Datasets that this one derives from and models that made its texts; of those not known the name is kept."""
        found: dict[str, None] = {}
        for written in self.take("Derived from Datasets"):
            known = self.known.get(written, "")
            found[known or self.mentions.dataset(written, self.summary.file)] = None
            self.values.keep("dependsOn", written, *((EXACT, known) if known else ()))
        for written in self.take("Model Generated"):
            subject = self.mentions.model(written, self.summary.file)
            if subject:
                found[subject] = None
            self.values.keep("dependsOn", written)
        return list(found)

    def licenses(self) -> dict[str, Any]:
        """Every license of the list; the address beside each is kept with its name."""
        says: dict[str, list[Any]] = {"hasLicense": [], "hasSourceValue": [], "hasComponentOpenness": []}
        given = self.fields.take("Licenses")
        number = 0
        for each in given if isinstance(given, list) else [given]:
            fields = each if isinstance(each, dict) else {"License": each}
            license_address = address(fields.get("License URL"))
            self.refuse("Licenses[].License URL", fields.get("License URL"), license_address)
            for written in texts(fields.get("License")):
                number += 1
                said = license_says(self.summary.subject, written, NAME, number=number)
                for value in said.get("hasSourceValue", []):
                    value["url"] = license_address
                for term, gathered in says.items():
                    found = said.get(term, [])
                    gathered.extend(found if isinstance(found, list) else [found])
            if unusable(fields.get("License")):
                self.unusable.append("Licenses[].License")
        return says | {"hasLicense": _known_first(says["hasLicense"])}

    def year(self) -> str:
        year = self.fields.take("Year Released")
        found = str(year) if isinstance(year, int) and FIRST_YEAR <= year <= LAST_YEAR else None
        self.refuse("Year Released", year, found)
        return found or ""

    def hours(self) -> dict[str, Any]:
        hours = self.fields.take("Hours")
        if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours < MOST_HOURS:
            self.refuse("Hours", hours, None)
            return {}
        return {
            "id": f"metric/{self.summary.subject.partition('/')[2][:110].rstrip('-.')}-hours",
            "metricType": "dataset-size",
            "metricValue": hours,
            "metricUnit": "hours",
            "comparator": "exact",
        }


def _read(meant: tuple[str, str] | None) -> tuple[str, str] | tuple[()]:
    """Status and concept of a language, for a source value."""
    return (meant[1], f"language/{meant[0]}") if meant else ()


def _known_first(licenses: list[Any]) -> list[Any]:
    """Licenses without repetition; that one is not known is said only where none is."""
    named = list(dict.fromkeys(each for each in licenses if isinstance(each, str)))
    return named or licenses[:1]
