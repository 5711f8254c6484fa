from dataclasses import replace

import pytest
from pyoxigraph import Store

from ingest.build import Inputs, assemble
from ingest.intake import map_all, names_of, read_all
from ingest.mapping import Mapper
from ingest.records import Record
from ingest.vocabulary import load_vocabulary

FOUNDING = frozenset(
    f"document/{name}"
    for name in (
        "openness-beyond-open-access",
        "cartography-summary",
        "cartography-slides",
        "building-open-source-ai",
    )
)


@pytest.fixture(scope="session")
def full() -> Store:
    """The graph of everything that is curated."""
    return graph_of(read_all(Inputs().curated)[0])


@pytest.fixture(scope="session")
def founding() -> Store:
    """The graph of what the four founding documents say."""
    kept = []
    for record in read_all(Inputs().curated)[0]:
        blocks = tuple(block for block in record.blocks if block.source in FOUNDING)
        if blocks:
            kept.append(replace(record, blocks=blocks))
    return graph_of(kept)


def graph_of(records: list[Record]) -> Store:
    inputs = Inputs()
    accepted, rejected = map_all(records, Mapper(load_vocabulary(inputs.ontology), names_of(records)))
    assert not rejected, [str(problem) for each in rejected for problem in each.problems]
    return assemble([quad for each in accepted for quad in each.quads], inputs)[0]
