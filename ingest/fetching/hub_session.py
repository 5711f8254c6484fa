"""Let huggingface_hub ask the Hub through our collection: with its limits, its pace and its journal.

The library builds the requests and turns the pages. It is handed names and identifiers only: cards are free text by
strangers, and no part of them goes through code that expects them to be well formed.
"""

import json
import re
from typing import Any, Final

import httpx2
from huggingface_hub import HfApi, close_session, set_client_factory
from huggingface_hub.constants import is_offline_mode

from ingest.errors import FetchFailed
from ingest.fetching.client import WHOLE
from ingest.fetching.collection import Collection
from ingest.fetching.journal import Answer
from ingest.sources.hostile import Untrusted, load

HANDED_ON: Final = ("_id", "id", "name", "fullname", "avatarUrl")
ASKED: Final = re.compile(r"/api/(models|datasets|organizations)(/|$)")
"""Paths that are asked for. What the library wants for itself, such as a list of programs that use it, is not."""
LISTS: Final = ("/api/models", "/api/datasets")


class HubSession(httpx2.BaseTransport):
    """What huggingface_hub takes for the network.

    Attributes:
        api: to ask.
        answered: the answers to the last call, one for each page.
    """

    def __init__(self, base: str, collection: Collection, largest: int) -> None:
        if is_offline_mode():
            raise FetchFailed("HF_HUB_OFFLINE is set: unset it to fetch from the Hub")
        self.api = HfApi(endpoint=base.rstrip("/"), token=False)
        self.answered: list[Answer] = []
        self._collection = collection
        self._largest = largest
        set_client_factory(lambda: httpx2.Client(transport=self))

    def __enter__(self) -> "HubSession":
        return self

    def __exit__(self, *error: object) -> None:
        close_session()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.method != "GET" or not ASKED.search(request.url.path):
            return httpx2.Response(404, request=request)
        answer = self._collection.answer(str(request.url), self._largest)
        self.answered.append(answer)
        headers = {"link": answer.link} if answer.link else {}
        content = json.dumps(_handed_on(self.objects(answer), request.url.path)) if answer.status == WHOLE else ""
        return httpx2.Response(answer.status, headers=headers, text=content, request=request)

    def objects(self, answer: Answer) -> Any:
        """What an answer holds; {} for one that cannot be read."""
        try:
            return load(self._collection.content(answer).decode())
        except (Untrusted, UnicodeDecodeError):
            return {}


def _handed_on(found: Any, path: str) -> Any:
    """What the library needs of an answer, in the form that it expects from this path."""
    if not path.endswith(LISTS):
        return _short(found)
    return [_short(each) for each in found] if isinstance(found, list) else []


def _short(found: Any) -> dict[str, str]:
    names = {key: found.get(key) for key in HANDED_ON} if isinstance(found, dict) else {}
    return {"id": "", **{key: value for key, value in names.items() if isinstance(value, str)}}
