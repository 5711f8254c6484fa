import asyncio
import json
from dataclasses import replace
from pathlib import Path

from fastapi import FastAPI, Request

from service.fair_use.budgets import Account, Rates
from service.live.reading_room import furnish, reading_room
from service.live.releases import LiveRelease
from service.networks.files.formats import FormatName
from service.networks.routes import one_network
from service.settings import Settings
from service.workers.pool import Lanes, WorkerPool
from service.workers.worker import Limits
from tests.service.conftest import publish_trig
from tests.service.live_rooms import room_of
from tests.service.networks.sample import TRIG
from tests.until import LONG

LIMITS = Limits(LONG, 1024**3, 1024**2, LONG)
MORE = TRIG + "m:late a cairn:Model ; cairn:fineTunedFrom m:base ."


def live_with(data: Path, trig: str) -> LiveRelease:
    """A release that is served, with a worker."""
    data.mkdir()
    release = publish_trig(data, trig)
    live = replace(room_of(release).live, pool=WorkerPool(release.store_path, Lanes(1, 1, 1, 1), LIMITS))
    furnish(live)
    return live


def request_to(live: LiveRelease) -> Request:
    app = FastAPI()
    app.state.settings = Settings()
    where = {"type": "http", "method": "GET", "scheme": "http", "server": ("127.0.0.1", 80), "path": "/", "headers": []}
    scope = {**where, "query_string": b"", "app": app, "live_release": live, "account": Account("one", Rates(0, 1, 0))}

    async def receive() -> dict[str, object]:
        await asyncio.Event().wait()
        return {}

    return Request(scope, receive)


async def edges(live: LiveRelease, form: FormatName = "csv", start: str | None = None) -> int:
    answer = await one_network(request_to(live), "model-model", form=form, start=start)
    body = bytes(answer.body)
    return len(json.loads(body)["edges"]) if form == "json" else len(body.splitlines()) - 1


def test_a_network_is_made_once_for_all_formats_and_anew_for_the_next_release(tmp_path: Path) -> None:
    async def ask() -> None:
        first = live_with(tmp_path / "first", TRIG)
        kept = reading_room(first).networks
        before = await edges(first)
        assert await edges(first, "json") == before
        assert (len(kept), kept.found) == (1, 1)
        await edges(first, start="2021")
        assert (len(kept), kept.found) == (2, 1)
        second = live_with(tmp_path / "second", MORE)
        assert await edges(second) == before + 1
        assert await edges(first) == before
        assert len(reading_room(second).networks) == 1
        for live in (first, second):
            await live.pool.close()

    asyncio.run(ask())
