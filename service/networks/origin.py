"""Where a network is from, for whoever finds its file without its address."""

from typing import Final

from fastapi import Request

from service.addresses import base_url
from service.api.pages import own_url
from service.errors import Json
from service.linked_data.routes import from_catalogs
from service.live.reading_room import reading_room
from service.live.releases import live_release

CC0: Final = "https://creativecommons.org/publicdomain/zero/1.0/"


def origin_of(request: Request) -> dict[str, Json]:
    live = live_release(request)
    return {
        "release": live.id,
        "created": live.release.manifest.created,
        "url": own_url(request),
        "license": f"{base_url(request)}sources" if from_catalogs(reading_room(live)) else CC0,
    }
