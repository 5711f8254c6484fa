from pathlib import Path

from ingest.namespaces import BASE
from tests.service.conftest import publish_trig
from tests.service.live_rooms import room_of
from tests.service.search.named_things import PROLOG, THINGS, thing

FRANCE = f'<{BASE}concept/country/fra> skos:prefLabel "France"@en .\n'
MINTED = thing("dataset/huggingface.some-corpus-0a1b2c", "Some Corpus")


def test_things_of_the_kind_come_before_namesakes_of_others(tmp_path: Path) -> None:
    room = room_of(publish_trig(tmp_path, PROLOG + THINGS + FRANCE + MINTED + thing("model/bigscience", "BigScience")))
    assert room.near("project/bigsciense")[0] == "project/bigscience"
    assert room.near("dataset/bigscience")[:2] == ["model/bigscience", "project/bigscience"]
    assert room.near("concept/country/franc") == ["concept/country/fra"]
    assert room.near("concept/region/franc") == []
    assert room.near("dataset/huggingface.some-corpus-ffffff") == ["dataset/huggingface.some-corpus-0a1b2c"]
    assert room.near("shoe/zyzzyva") == []


def test_the_document_of_a_catalog_comes_first_for_the_name_of_the_catalog(tmp_path: Path) -> None:
    documents = thing("document/catalog-osai", "Index of openness") + thing("document/web-1", "osai Neo.yaml")
    room = room_of(publish_trig(tmp_path, PROLOG + documents))
    assert room.near("document/osai") == ["document/catalog-osai", "document/web-1"]
