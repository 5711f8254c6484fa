"""Croissant files as the Hub, and others, write them."""

import json
from pathlib import Path
from typing import Any, Final

from ingest.records import Record, Rejected
from ingest.sources import croissant
from tests.ingest.sources.reading import records

CONTEXT: Final[dict[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "column": "cr:column",
    "includes": "cr:includes",
    "key": "cr:key",
    "md5": "cr:md5",
    "prov": "http://www.w3.org/ns/prov#",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "sc": "https://schema.org/",
    "source": "cr:source",
    "transform": "cr:transform",
}
OLD_CONTEXT: Final[dict[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "column": "ml:column",
    "data": {"@id": "ml:data", "@type": "@json"},
    "field": "ml:field",
    "includes": "ml:includes",
    "ml": "http://mlcommons.org/schema/",
    "recordSet": "ml:recordSet",
    "sc": "https://schema.org/",
    "source": "ml:source",
}
DATASET: Final[dict[str, Any]] = {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    "conformsTo": "http://mlcommons.org/croissant/1.1",
    "name": "Heron calls",
    "url": "https://huggingface.co/datasets/heron-lab/calls",
}
REPOSITORY: Final[dict[str, Any]] = {
    "@type": "cr:FileObject",
    "@id": "repo",
    "name": "repo",
    "contentUrl": "https://huggingface.co/datasets/heron-lab/calls/tree/refs%2Fconvert%2Fparquet",
    "encodingFormat": "git+https",
    "sha256": "https://github.com/mlcommons/croissant/issues/80",
}
FILE: Final[dict[str, Any]] = {
    "@type": "cr:FileObject",
    "contentUrl": "https://herons.example/file",
    "md5": "d41d8cd98f00b204e9800998ecf8427e",
}
CALLS: Final = "dataset/croissant.huggingface.co-datasets-heron-lab-calls-"
"""How the slug of `DATASET` begins."""


def write(folder: Path, file: str = "calls.json", /, **said: Any) -> Path:
    """Write `DATASET` with other properties; a property that is None is left out."""
    content = {key: value for key, value in {**DATASET, **said}.items() if value is not None}
    path = folder / file
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def read(folder: Path) -> list[Record | Rejected]:
    return list(croissant.read(folder))


def one(folder: Path, /, **said: Any) -> Record:
    """The record of the only dataset that a file describes."""
    write(folder, **said)
    [found] = [each for key, each in records(read(folder)).items() if key.startswith("dataset/")]
    return found
