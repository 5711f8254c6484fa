"""The Data Provenance Initiative: datasets for training language and speech models, one file for each collection."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ingest.records import Problem, Record, Rejected
from ingest.sources.data_provenance.mentions import Mentions, read_groups
from ingest.sources.data_provenance.reading import NAME, Reading, Summary
from ingest.sources.entries import Fields, entry
from ingest.sources.hostile import Untrusted, load_file, name
from ingest.sources.manifest import Manifest

MANIFEST: Final = Manifest(
    name=NAME,
    title="Data Provenance Collection",
    publisher="Data Provenance Initiative",
    homepage="https://github.com/Data-Provenance-Initiative/Data-Provenance-Collection",
    license="",
    attribution="Data of the Data Provenance Initiative, https://www.dataprovenance.org/",
    update_rate="not changed since March 2025",
    carries="Datasets for training language and speech models: creators, licenses, languages, what they derive from.",
    bounds={"dataset": (2_000, 20_000), "organization": (300, 5_000)},
)

TEMPLATE: Final = "_template"
FOLDERS: Final = {"data_summaries": "text", "data_summaries-speech": "audio"}
"""Modality of the datasets of each folder."""


@dataclass
class Family:
    """A collection, with what its entries say of it."""

    file: str
    label: str
    addresses: dict[str, None] = field(default_factory=dict)
    modalities: dict[str, None] = field(default_factory=dict)


def read(folder: Path) -> Iterator[Record | Rejected]:
    """Every dataset of a snapshot folder, then the collections, then what is only named."""
    summaries: list[Summary] = []
    for found in _summaries(folder):
        if isinstance(found, Rejected):
            yield found
        else:
            summaries.append(found)
    mentions = Mentions(MANIFEST, read_groups(folder))
    known = {each.collection: each.family for each in summaries} | {each.key: each.subject for each in summaries}
    families: dict[str, Family] = {}
    for summary in summaries:
        yield _dataset(summary, known, mentions, families)
    for subject, family in families.items():
        yield _family(subject, family)
    yield from mentions.records()


def _summaries(folder: Path) -> Iterator[Summary | Rejected]:
    for name_of_folder, modality in FOLDERS.items():
        for path in sorted((folder / name_of_folder).glob("*.json")):
            if path.name.startswith(TEMPLATE):
                continue
            file = f"{name_of_folder}/{path.name}"
            try:
                content = load_file(path)
            except Untrusted as error:
                yield _rejected(file, "", str(error))
                continue
            if not isinstance(content, dict):
                yield _rejected(file, "", "an object of datasets by identifier is expected")
                continue
            for title, raw in content.items():
                yield _summary(file, modality, title, raw)


def _summary(file: str, modality: str, title: str, raw: Any) -> Summary | Rejected:
    if not isinstance(raw, dict):
        return _rejected(file, title, "an entry is an object with keys")
    key = name(raw.get("Unique Dataset Identifier"))
    if key is None:
        return _rejected(file, title, "`Unique Dataset Identifier` is missing or cannot be shown")
    titles = [raw.get("Dataset Name"), title]
    if modality == "audio":
        titles.reverse()
    label = next((shown for shown in map(name, titles) if shown), key)
    return Summary(file, key, label, name(raw.get("Collection")) or "", modality, raw)


def _rejected(file: str, place: str, detail: str) -> Rejected:
    return Rejected(f"{MANIFEST.name}/{file}", (Problem(place[:100], 0, detail),))


def _dataset(summary: Summary, known: dict[str, str], mentions: Mentions, families: dict[str, Family]) -> Record:
    reading = Reading(summary, Fields(summary.raw), known, mentions)
    reading.fields.take("Unique Dataset Identifier")
    reading.take("Collection")
    collection_address = reading.address("Collection URL")
    if summary.family:
        family = families.setdefault(summary.family, Family(summary.file, summary.collection))
        family.modalities[summary.modality] = None
        if collection_address:
            family.addresses[collection_address] = None
    other = name(reading.fields.take("Dataset Name"))
    says = reading.says()
    return entry(
        MANIFEST,
        summary.subject,
        "Dataset",
        summary.label,
        says,
        file=f"{summary.file}#{summary.key}",
        locator=f"{summary.file}, {summary.key}",
        alt_labels=[other] if other else [],
        unread=(*reading.fields.unread(), *dict.fromkeys(reading.unusable)),
    )


def _family(subject: str, family: Family) -> Record:
    says = {"artifactLevel": "family", "modality": list(family.modalities), "url": list(family.addresses)}
    return entry(
        MANIFEST,
        subject,
        "Dataset",
        family.label,
        says,
        file=f"{family.file}#{subject}",
        locator=family.file,
    )
