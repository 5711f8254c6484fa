"""What takes long is done aside, where nobody else waits for it."""

import asyncio
import threading
from collections.abc import Iterable
from pathlib import Path

from fastapi import FastAPI, Request
from pyoxigraph import Literal, NamedNode

from ingest.questions.files import load
from service.execution import desk_of
from service.fair_use.budgets import Account, Rates
from service.live.reading_room import ReadingRoom
from service.pages.reading import Reader
from service.questions.answer import Answer
from service.questions.execution import bind
from service.questions.fields import fields_of
from service.questions.forms import JSON
from service.questions.responses import rows_response
from service.settings import Settings
from tests.service.conftest import publish_trig
from tests.service.live_rooms import room_of

REGION = "https://w3id.org/opencairn/concept/region"
TRIG = f"""
<{REGION}/africa> <http://www.w3.org/2004/02/skos/core#inScheme> <{REGION}> ;
  <http://www.w3.org/2004/02/skos/core#prefLabel> "Africa"@en .
"""


class Watched(Reader):
    """Knows in which threads it was asked for labels."""

    threads: set[int]

    def labels(self, nodes: Iterable[NamedNode]) -> dict[NamedNode, Literal]:
        self.threads.add(threading.get_ident())
        return super().labels(nodes)


def watched(room: ReadingRoom) -> set[int]:
    room.reader = reader = Watched(room.live.store)
    reader.threads = set()
    return reader.threads


def request_in(room: ReadingRoom) -> Request:
    app = FastAPI()
    app.state.settings = Settings()
    where = {"type": "http", "method": "GET", "scheme": "http", "server": ("127.0.0.1", 80), "path": "/", "headers": []}
    account = Account("somebody", Rates(0, 1, 0))
    return Request({**where, "query_string": b"", "app": app, "live_release": room.live, "account": account})


def test_choices_and_rows_are_named_aside(tmp_path: Path, question_folder: Path) -> None:
    room, question = room_of(publish_trig(tmp_path, TRIG)), load(question_folder)["regions"]
    request, threads = request_in(room), watched(room)
    (field,) = asyncio.run(fields_of(desk_of(request), question, {}))
    assert [option.text for option in field.options] == ["Any", "Africa"]
    assert threads
    assert threading.get_ident() not in threads
    wanted = bind(room, question, {"region": "africa"})
    room.answers.keep(wanted.query, Answer(("name",), [(NamedNode(f"{REGION}/africa"),)], 1))
    threads.clear()
    told = asyncio.run(rows_response(request, wanted, JSON, None, None))
    assert b'"label":"Africa"' in bytes(told.body)
    assert threads
    assert threading.get_ident() not in threads
