from pathlib import Path
from shutil import rmtree

import pytest

from ingest.namespaces import BASE
from ingest.questions.files import load
from ingest.release import SEARCH
from service.questions.asking import ask
from service.questions.errors import UnknownThing
from service.questions.likely_names import likely_names
from tests.service.conftest import publish_trig
from tests.service.live_rooms import room_of
from tests.service.search.named_things import ID, PROLOG, THINGS, thing

TYPED = f"<{ID}project/bigscience> a <https://w3id.org/opencairn/ontology#Project> .\n"
FRANCE = f'<{BASE}concept/country/fra> skos:prefLabel "France"@en .\n'


def test_names_come_from_the_index(tmp_path: Path) -> None:
    room = room_of(publish_trig(tmp_path, PROLOG + THINGS + FRANCE + thing("model/bigscience", "BigScience")))
    assert likely_names(room, f"{BASE}id/project/", "bigsciense") == ["bigscience"]
    assert likely_names(room, f"{BASE}concept/country/", "franc") == ["fra"]
    assert likely_names(room, f"{BASE}concept/region/", "franc") == []
    assert likely_names(room, f"{BASE}id/shoe/", "bigscience") == []


def test_an_unknown_thing_costs_no_look_at_all_things(tmp_path: Path, question_folder: Path) -> None:
    release, question = publish_trig(tmp_path, PROLOG + THINGS + TYPED), load(question_folder)["numbers"]
    with pytest.raises(UnknownThing) as unknown:
        ask(room_of(release), question, {"project": "bigsciense"})
    assert unknown.value.near == ("project/bigscience",)
    rmtree(release.path / SEARCH)
    with pytest.raises(UnknownThing) as unknown:
        ask(room_of(release), question, {"project": "bigsciense"})
    assert unknown.value.near == ()
