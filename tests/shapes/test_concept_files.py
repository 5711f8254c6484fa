import pyoxigraph as ox

from ingest.data_folders import folder
from ingest.rdf_files import read_rdf_file
from ingest.shapes import Shapes
from ingest.validation import validate_records, validate_whole_graph

CONCEPTS = sorted((folder("ontology") / "concepts").glob("*.ttl"))


def test_our_own_concept_schemes_meet_the_shapes(shapes: Shapes) -> None:
    assert validate_records([(path.name, read_rdf_file(path)) for path in CONCEPTS], shapes) == {}


def test_our_own_concept_schemes_have_unique_names_and_no_cycle(shapes: Shapes) -> None:
    store = ox.Store()
    for path in CONCEPTS:
        store.load(path=str(path))
    found = {result.code for result in validate_whole_graph(store, shapes)}
    assert not found & {"WHOLE-02", "WHOLE-11"}
