"""All records of the snapshots and the curated files, as profiles; nothing is validated or published."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from ingest import catalogs
from ingest.data_folders import CURATED, ONTOLOGY
from ingest.mapping import Mapped, Mapper, definitions
from ingest.reconciliation.gold import Place
from ingest.reconciliation.people import People, reviewed
from ingest.reconciliation.profiles import Profile, profiles
from ingest.reconciliation.review import facts_of
from ingest.records import Record
from ingest.sources import curated
from ingest.sources.registry import present
from ingest.vocabulary import load_vocabulary


@dataclass(frozen=True)
class Corpus:
    """What reconciliation reads.

    Attributes:
        places: where each thing was read.
        facts: how many facts and links each `kind/slug` has.
        left_out: how many records could not be mapped.
    """

    places: list[Place]
    profiles: list[Profile]
    people: People
    facts: Mapping[str, int]
    left_out: int


def read_corpus(snapshots: Path, curated_folder: Path = CURATED) -> Corpus:
    """What reconciliation sees in a build from a folder of snapshots."""
    loads = catalogs.read_all(present(snapshots))
    own = [found for found in curated.read(curated_folder) if isinstance(found, Record)]
    records = [*own, *(record for load in loads for record in load.records)]
    defined = frozenset(key for record in records for key in definitions(record))
    vocabulary = load_vocabulary(ONTOLOGY)
    quads: list[Quad] = []
    left_out = 0
    mappers = [(Mapper(vocabulary, defined), own)]
    mappers += [(Mapper(vocabulary, defined, load.graph, statements=False), load.records) for load in loads]
    for mapper, group in mappers:
        for record in group:
            outcome = mapper.map(record)
            if isinstance(outcome, Mapped):
                quads += outcome.quads
            else:
                left_out += 1
    facts = facts_of(
        (quad.subject.value, quad.object.value)
        for quad in quads
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
    )
    places = [Place(record.file, record.subject) for record in records]
    return Corpus(places, profiles(quads), reviewed(curated_folder / "redirects.yaml"), facts, left_out)
