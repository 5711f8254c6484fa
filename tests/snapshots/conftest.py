"""What several modules of snapshot tests look at."""

import pytest
from pyoxigraph import Quad, Store

from ingest.build import Inputs, assemble
from ingest.catalogs import read_all
from ingest.data_folders import CURATED, ONTOLOGY
from ingest.intake import names_of
from ingest.intake import read_all as read_curated
from ingest.mapping import Mapped, Mapper
from ingest.sources.registry import present
from ingest.vocabulary import load_vocabulary
from tests.snapshots.snapshot_load import DATA, OF_MODELS


@pytest.fixture(scope="session")
def joined() -> Store:
    """The canonical view of the catalogs that have models, and of the curated facts; nothing is validated for it."""
    curated, unreadable = read_curated(CURATED)
    loads = read_all(each for each in present(DATA) if each[0].manifest.name in OF_MODELS)
    vocabulary = load_vocabulary(ONTOLOGY)
    defined = names_of([*curated, *(record for load in loads for record in load.records)], unreadable)
    mappers = [(Mapper(vocabulary, defined), curated)]
    mappers += [(Mapper(vocabulary, defined, load.graph, statements=False), load.records) for load in loads]
    quads: list[Quad] = []
    for mapper, records in mappers:
        for record in records:
            mapped = mapper.map(record)
            if isinstance(mapped, Mapped):
                quads += mapped.quads
    store, _ = assemble(quads, Inputs())
    return store
