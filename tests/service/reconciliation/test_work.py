import json
from pathlib import Path

import pytest

from service.errors import DeadlinePassed
from service.live.reading_room import ReadingRoom
from service.reconciliation.batches import read_batch, read_extension
from service.reconciliation.candidates import candidates
from service.reconciliation.extension import extension_json
from service.reconciliation.properties import properties_of
from service.reconciliation.work import Work
from tests.server_process import serving
from tests.service.live_rooms import room_of
from tests.service.search.named_things import publish_things


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("things")


@pytest.fixture(scope="module")
def room(data: Path) -> ReadingRoom:
    return room_of(publish_things(data))


def test_work_ends_at_its_deadline(room: ReadingRoom) -> None:
    (wanted,) = read_batch('{"q": {"query": "BLOOM"}}').values()
    extension = read_extension('{"ids": ["model/m1"], "properties": [{"id": "developer"}]}')
    assert candidates(Work(room, 60.0), wanted)
    assert extension_json(Work(room, 60.0), extension)
    with pytest.raises(DeadlinePassed):
        candidates(Work(room, -1.0), wanted)
    with pytest.raises(DeadlinePassed):
        extension_json(Work(room, -1.0), extension)


def test_values_are_read_once_for_a_batch(data: Path) -> None:
    room = room_of(publish_things(data))
    work, prop = Work(room, 60.0), properties_of("model")["developer"]
    first = work.values("model/m1", prop)
    assert [value.key for value in first] == ["organization/huggingface"]
    assert work.values("model/m1", prop) is first


def test_a_batch_has_one_deadline(data: Path, room: ReadingRoom) -> None:
    assert room.live.release.path.is_dir()
    conditions = [{"pid": "developer", "v": [f"{place} {other}" for other in range(20)]} for place in range(30)]
    queries = {str(number): {"query": "Model", "properties": conditions} for number in range(50)}
    with serving(data, query_timeout="0.3") as server, server.client() as hurried:
        stopped = hurried.post("/reconcile", data={"queries": json.dumps(queries)})
    assert (stopped.status_code, stopped.json()["type"].rpartition("/")[2]) == (504, "deadline-passed")
