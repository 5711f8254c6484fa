"""DCAT: catalogs of datasets in RDF, as data portals publish them.

Files hold DCAT 2 or 3, or a profile of it such as DCAT-AP, or datasets of schema.org, in Turtle, N-Triples, N-Quads,
TriG, RDF/XML or JSON-LD. Each catalog in them is a document of its own, with the license that it states.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ingest.records import Record, Rejected
from ingest.sources.described_datasets.reader import Reader
from ingest.sources.manifest import EACH_ITS_OWN, Manifest
from ingest.sources.upstream import documents

MANIFEST: Final = Manifest(
    name="dcat",
    title="DCAT catalogs",
    publisher="the publisher of each catalog",
    homepage="https://www.w3.org/TR/vocab-dcat-3/",
    license="",
    terms=EACH_ITS_OWN,
    attribution="Each dataset names the catalog that describes it, and that catalog its publisher and license.",
    update_rate="as each catalog",
    carries="Datasets with publisher, creators, license, dates, languages, formats and origin.",
    bounds={},
)
UPSTREAM: Final = documents(
    {
        "text/turtle": ".ttl",
        "application/rdf+xml": ".rdf",
        "application/ld+json": ".jsonld",
        "application/n-triples": ".nt",
        "application/n-quads": ".nq",
        "application/trig": ".trig",
        "application/xml": ".xml",
        "application/json": ".json",
    }
)


def read(folder: Path) -> Iterator[Record | Rejected]:
    """Every dataset that the files of a folder describe."""
    return Reader(MANIFEST).read(folder)
