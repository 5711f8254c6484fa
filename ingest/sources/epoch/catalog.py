"""Epoch AI's table of models: compute, hardware, countries and accessibility."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingest.levels import level_of
from ingest.records import Record, Rejected
from ingest.sources.compute_partnerships import LONGEST_HARDWARE, Training
from ingest.sources.compute_sites import is_name, sites_in
from ingest.sources.entries import entry
from ingest.sources.epoch.cells import FILE, day, listed
from ingest.sources.epoch.fields import Reader, Says, confidence, facts, numbers
from ingest.sources.epoch.organizations import (
    CATEGORIES,
    COUNTRIES,
    Countries,
    assign,
    categories_of,
    countries_of,
)
from ingest.sources.epoch.rows import SOURCE, ModelRow, model_rows
from ingest.sources.hostile import one_line
from ingest.sources.manifest import Manifest
from ingest.sources.mentions import Mentions
from ingest.sources.names import Names
from ingest.sources.placeholders import names_one, placeholder
from ingest.sources.source_values import UNMAPPED, source_value
from ingest.strict_yaml import Text

MANIFEST: Final = Manifest(
    name=SOURCE,
    title="Epoch AI models",
    publisher="Epoch AI",
    homepage="https://epoch.ai/data/ai-models",
    license="https://creativecommons.org/licenses/by/4.0/",
    attribution="Epoch AI, 'Data on AI Models', https://epoch.ai/data/ai-models, CC BY.",
    update_rate="daily",
    carries=(
        "Models with developers, their countries and categories, dates, accessibility, parameters, training "
        "compute, hardware, cost and base models"
    ),
    bounds={"model": (1700, 6000), "organization": (600, 2500), "dataset": (300, 2000)},
)

COUNTRY: Final = "Country (of organization)"
CATEGORY: Final = "Organization categorization"
CATEGORY_AGAIN: Final = "Organization categorization (from Organization)"
NOT_NAMED: Final = frozenset({"unspecified unreleased", "unspecified", "unknown"})
"""What stands in the place of names of datasets."""


def read(folder: Path) -> Iterator[Record | Rejected]:
    """All records of a snapshot: the models, then what they name."""
    found: list[ModelRow] = []
    for each in model_rows(folder):
        if isinstance(each, Rejected):
            yield each
        else:
            found.append(each)
    yield from _Reading(found).records()


class _Reading:
    """The reading of all rows together, since they name each other."""

    def __init__(self, found: list[ModelRow]) -> None:
        self.rows = found
        self.names = Names((row.name, row.subject) for row in found)
        self.mentions = Mentions(MANIFEST)
        self.countries = countries_of((row.organizations, listed(row.cells.get(COUNTRY, ""))) for row in found)
        self.categories = categories_of((row.organizations, listed(row.cells.get(CATEGORY, ""))) for row in found)

    def records(self) -> Iterator[Record]:
        for row in self.rows:
            for name in row.organizations:
                self.organization(name, row)
        for row in self.rows:
            yield from self.record(row)
        yield from self.mentions.records()

    def organization(self, name: str, row: ModelRow) -> str:
        """The organization with its countries and its category; a slash stands between two names for it."""
        subject = self.mentions.organization(name, row.locator)
        mention = self.mentions.found[subject]
        mention.names.extend(each for each in name.split(" / ") if each not in mention.names)
        if "hasSourceValue" not in mention.says:
            self.mentions.add(subject, **self.kind_and_place(name, subject))
        return subject

    def kind_and_place(self, name: str, subject: str) -> Says:
        countries: Countries = self.countries.get(name, ())
        category = self.categories.get(name, "")
        status, concept = CATEGORIES.get(category, (UNMAPPED, ""))
        meant = f"organization-type/{concept}" if concept else ""
        kept = [source_value(subject, "classification", 1, category, status, meant)] if category else []
        for index, country in enumerate(countries, 1):
            if country not in COUNTRIES:
                kept.append(source_value(subject, "locatedIn", index, country, UNMAPPED))
        return {
            "locatedIn": [COUNTRIES[country] for country in countries if country in COUNTRIES],
            "classification": [concept] if concept else [],
            "hasSourceValue": kept,
        }

    def record(self, row: ModelRow) -> Iterator[Record]:
        reader = Reader(row.cells, row.subject)
        reader.take("Model")
        developers = self.developers(row, reader)
        hardware = reader.take("Training hardware")
        training = self.training(row, reader, developers, hardware)
        parents, parent_values = self.parents(row, reader)
        said = facts(reader)
        says = {
            **said,
            "artifactLevel": level_of(row.name),
            "developedBy": developers,
            "trainingHardware": hardware if len(hardware) <= LONGEST_HARDWARE else "",
            "trainedUsing": training.machines,
            "derivedFromModel": parents,
            "trainedOn": self.datasets(row, reader),
            "hasSourceValue": [*said["hasSourceValue"], *self.written_organization(row, developers), *parent_values],
        }
        yield self.with_numbers(row, reader, says)
        yield from training.partnerships(self.mentions)

    def with_numbers(self, row: ModelRow, reader: Reader, says: Says) -> Record:
        """The record; its numbers rest on evidence of their own, as sure as Epoch is of them."""
        measured = numbers(reader)
        written, sure = confidence(reader)
        file = f"{FILE}#row:{row.number}"
        name, kind = row.name, "Model"
        changed = reader.understood("Last modified", day) or ""
        unread = reader.unread()
        record = entry(
            MANIFEST, row.subject, kind, name, says, file=file, locator=row.locator, unread=unread, changed=changed
        )
        locator = f"{row.locator}; confidence: {written or 'not stated'}"
        estimates = entry(MANIFEST, row.subject, kind, name, measured, file=file, locator=locator, changed=changed)
        blocks = [replace(block, place="numbers", confidence=Text(sure)) for block in estimates.blocks if block.says]
        return replace(record, blocks=(*record.blocks, *blocks))

    def developers(self, row: ModelRow, reader: Reader) -> list[str]:
        """The developers; countries and categories are read where they can be told apart."""
        reader.take("Organization")
        categories, again = reader.take(CATEGORY), reader.take(CATEGORY_AGAIN)
        if again != categories:
            reader.give_back(CATEGORY_AGAIN, again)
        if categories and len(listed(categories)) != len(row.organizations):
            reader.give_back(CATEGORY, categories)
        countries = reader.take(COUNTRY)
        if countries and assign(row.organizations, listed(countries), self.countries) is None:
            reader.give_back(COUNTRY, countries)
        return [self.organization(name, row) for name in row.organizations]

    def written_organization(self, row: ModelRow, developers: list[str]) -> list[Says]:
        written = row.cells.get("Organization", "")
        if not written.strip():
            return []
        status = "exact" if len(developers) == 1 else "compound"
        return [source_value(row.subject, "developedBy", 1, written, status, developers)]

    def training(self, row: ModelRow, reader: Reader, developers: list[str], hardware: str) -> Training:
        """Where the model was trained: at a site that is known or named, or in the cloud of a vendor."""
        center = " ".join(reader.take("Training data center").split())
        vendor = one_line(reader.take("Training cloud compute vendor")) or ""
        described = "; ".join(each for each in (hardware, center) if each)
        training = Training(row.subject, row.name, developers, described[:LONGEST_HARDWARE], row.locator)
        sites = sites_in(center)
        for site in sites:
            training.at(site, self.mentions)
        if center and not sites and is_name(center):
            training.on(center, self.mentions)
        elif center and not sites:
            reader.give_back("Training data center", center)
        if vendor:
            training.by(self.mentions.organization(vendor, row.locator), provider_kind="cloud")
        return training

    def parents(self, row: ModelRow, reader: Reader) -> tuple[list[str], list[Says]]:
        """The base models, those that are not in the table by a placeholder, and all of them as written."""
        found = [(name, *self.names.find(name)) for name in listed(reader.take("Base model"))]
        parents = [
            subjects[0] if subjects else placeholder("model", name, self.mentions, row.locator)
            for name, _, subjects in found
            if len(subjects) == 1 or (not subjects and names_one(name))
        ]
        parents = [parent for parent in dict.fromkeys(parents) if parent != row.subject]
        values = [
            source_value(row.subject, "derivedFromModel", index, name, status, subjects)
            for index, (name, status, subjects) in enumerate(found, 1)
        ]
        return parents, values

    def datasets(self, row: ModelRow, reader: Reader) -> list[str]:
        """The datasets that are named; Epoch says of them that the model was trained on them."""
        named = [name for name in listed(reader.take("Training dataset")) if name.casefold() not in NOT_NAMED]
        return [self.mentions.name("dataset", "Dataset", name, row.locator) for name in named if one_line(name)]
