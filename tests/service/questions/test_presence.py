from pathlib import Path
from shutil import rmtree

import pytest

from ingest.questions.files import load
from ingest.release import SEARCH
from service.questions.errors import UnknownThing, WrongKind
from service.questions.execution import bind
from tests.service.conftest import publish_trig
from tests.service.live_rooms import room_of
from tests.service.search.named_things import ID, PROLOG, THINGS

TYPED = f"<{ID}project/bigscience> a <https://w3id.org/opencairn/ontology#Project> .\n"


def test_an_unknown_thing_costs_no_look_at_all_things(tmp_path: Path, question_folder: Path) -> None:
    release, question = publish_trig(tmp_path, PROLOG + THINGS + TYPED), load(question_folder)["numbers"]
    with pytest.raises(UnknownThing) as unknown:
        bind(room_of(release), question, {"project": "bigsciense"})
    assert unknown.value.near == ("project/bigscience",)
    rmtree(release.path / SEARCH)
    with pytest.raises(UnknownThing) as unknown:
        bind(room_of(release), question, {"project": "bigsciense"})
    assert unknown.value.near == ()


def test_a_thing_of_another_kind_leads_to_those_of_its_name(tmp_path: Path, question_folder: Path) -> None:
    release, question = publish_trig(tmp_path, PROLOG + THINGS + TYPED), load(question_folder)["numbers"]
    with pytest.raises(WrongKind) as wrong:
        bind(room_of(release), question, {"project": "model/bloom"})
    assert wrong.value.members["near"] == ["project/bloom"]
    assert "is a model. Did you mean project/bloom?" in wrong.value.detail
