"""The files of a dataset: how many there are, in which formats, and how large they are together."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from pyoxigraph import BlankNode

from ingest.sources.described_datasets.files import BASE
from ingest.sources.described_datasets.graph import Description
from ingest.sources.described_datasets.names import ordered
from ingest.sources.described_datasets.vocabularies import (
    CONTAINER,
    DOWNLOAD,
    FILES,
    FORMAT,
    SIZE,
    TITLE,
    VALUE,
)
from ingest.sources.hostile import one_line

FILE: Final = ("cr:FileObject", "sc:FileObject")
GROUP: Final = ("cr:FileSet", "sc:FileSet")
REPOSITORIES: Final = frozenset({"git+https", "git+ssh", "git"})
"""What Croissant gives as the format of a repository, which is no file."""
MEDIA_TYPE: Final = re.compile(
    r"(?:https?://(?:www\.)?iana\.org/assignments/media-types/)?"
    r"((?:application|audio|chemical|font|image|message|model|multipart|text|video)/[a-z0-9][a-z0-9.+-]{0,80})"
    r"(?:\s*;.*)?",
    re.IGNORECASE,
)
LISTED: Final = re.compile(r"https?://publications\.europa\.eu/resource/authority/file-type/(\w+)")
BY_NAME: Final = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gz": "application/gzip",
    "gzip": "application/gzip",
    "html": "text/html",
    "jpeg": "image/jpeg",
    "json": "application/json",
    "json_ld": "application/ld+json",
    "jsonl": "application/jsonlines",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "png": "image/png",
    "rdf_turtle": "text/turtle",
    "rdf_xml": "application/rdf+xml",
    "tar": "application/x-tar",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
"""Media types by the names that people and the EU authority list give to formats."""
AMOUNT: Final = re.compile(r"(\d+(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+)\s*(?:([kmgtp]?)(i?)b|bytes?)?", re.IGNORECASE)
POWERS: Final = " kmgtp"
LARGEST: Final = Decimal(10) ** 18
LONGEST_AMOUNT: Final = 40
MOST: Final = 100_000
MOST_FORMATS: Final = 100


@dataclass
class Files:
    """What the distributions of a dataset tell together.

    Attributes:
        number: of files that are named one by one.
        whole: whether these are all.
        size: of all in bytes, None if it is not told of each.
        rounded: whether that is a rounded number.
        formats: media types.
        unknown: names of formats that stand for no media type that we know.
    """

    number: int = 0
    whole: bool = True
    size: Decimal | None = None
    rounded: bool = False
    formats: dict[str, None] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)


def read_files(description: Description) -> tuple[Files, list[Description]]:
    """The files of a dataset, and the descriptions of its distributions."""
    found, distributions = Files(), description.nested(FILES, MOST)
    sizes: list[tuple[Decimal, bool] | None] = []
    for each in distributions:
        media_types, unknown = _formats(each)
        contained, loads = bool(each.take(CONTAINER)), bool(each.take(DOWNLOAD))
        size = _size(each)
        if REPOSITORIES.intersection(unknown):
            found.whole = False
            sizes.append(None)
            continue
        found.formats |= dict.fromkeys(media_types)
        found.unknown |= dict.fromkeys(unknown)
        is_file = each.is_a(*FILE) or (loads and not each.is_a(*GROUP))
        found.number += is_file
        found.whole = found.whole and is_file
        if not contained:
            sizes.append(size)
    _add_up(found, sizes, distributions)
    return found, distributions


def media_type(text: str) -> str:
    """The media type that a text stands for, "" if it stands for none that we know.

    >>> media_type("http://publications.europa.eu/resource/authority/file-type/CSV"), media_type("Text/CSV; charset=x")
    ('text/csv', 'text/csv')
    """
    found = MEDIA_TYPE.fullmatch(text)
    if found:
        return found[1].lower()
    listed = LISTED.fullmatch(text)
    return BY_NAME.get((listed[1] if listed else text).lower().lstrip("."), "")


def byte_size(text: str) -> tuple[Decimal, bool] | None:
    """A number of bytes, and whether it is rounded.

    >>> byte_size("4.698 MB"), byte_size("117743 B"), byte_size("large")
    ((Decimal('4698000'), True), (Decimal('117743'), False), None)
    """
    found = AMOUNT.fullmatch(text.strip()) if len(text) <= LONGEST_AMOUNT else None
    if found is None:
        return None
    number = found[1].replace(",", "." if re.fullmatch(r"\d+,\d{1,2}", found[1]) else "")
    power = POWERS.index((found[2] or " ").lower())
    size = (Decimal(number) * (1024 if found[3] else 1000) ** power).to_integral_value()
    return (size, power > 0) if size < LARGEST else None


def _formats(distribution: Description) -> tuple[list[str], list[str]]:
    """Media types and other names of formats; a media type is told by whatever names it, the other names are left."""
    texts = []
    for each in distribution.nested(FORMAT):
        told = [*each.texts(VALUE), *(name for name, _ in ordered(each.literals(TITLE)))]
        texts.append([one_line(text.removeprefix(BASE)) for text in (*_own(each), *told)])
    known = [next((found for text in group if text and (found := media_type(text))), "") for group in texts]
    others = [next(filter(None, group), "") for group, found in zip(texts, known, strict=True) if not found]
    media_types = list(dict.fromkeys(filter(None, known)))
    return media_types, [] if media_types else list(dict.fromkeys(filter(None, others)))


def _own(format_: Description) -> list[str]:
    return [] if isinstance(format_.node, BlankNode) else [format_.node.value]


def _size(distribution: Description) -> tuple[Decimal, bool] | None:
    for text in distribution.texts(SIZE):
        found = byte_size(text)
        if found:
            return found
        distribution.refuse("size (refused)")
    return None


def _add_up(found: Files, sizes: list[tuple[Decimal, bool] | None], distributions: Iterable[Description]) -> None:
    """The sizes together; distributions of DCAT are the same data in several forms and are not added."""
    known = [size for size in sizes if size]
    if not known or len(known) < len(sizes):
        return
    if len(known) > 1 and any(each.has(("dcat:byteSize",)) for each in distributions):
        return
    found.size = sum((size for size, _ in known), Decimal(0))
    found.rounded = any(rounded for _, rounded in known)
