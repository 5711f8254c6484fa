"""Croissant: descriptions of datasets for machine learning, one JSON-LD file each, by whoever publishes the dataset.

Versions 0.8, 1.0 and 1.1 are read, as the Hugging Face Hub, Kaggle, OpenML and Dataverse give them out. What the files
say of records and their fields, and of responsible use (`rai:`), is counted and not mapped.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ingest.records import Record, Rejected
from ingest.sources.described_datasets.reader import Reader
from ingest.sources.manifest import EACH_ITS_OWN, Manifest
from ingest.sources.upstream import documents

MANIFEST: Final = Manifest(
    name="croissant",
    title="Croissant files",
    publisher="whoever publishes the dataset",
    homepage="https://mlcommons.org/working-groups/data/croissant/",
    license="",
    terms=EACH_ITS_OWN,
    attribution="Each dataset names the file that describes it, and the terms of that description if it states any.",
    update_rate="as each file",
    carries="Datasets for machine learning with license, creators, languages, files, formats and size.",
    bounds={},
)
UPSTREAM: Final = documents({"application/ld+json": ".jsonld", "application/json": ".json"})


def read(folder: Path) -> Iterator[Record | Rejected]:
    """Every dataset that the files of a folder describe."""
    return Reader(MANIFEST).read(folder)
