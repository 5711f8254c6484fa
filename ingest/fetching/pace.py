"""Leave each upstream alone for as long as it asks."""

import logging
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from ingest.errors import FetchFailed
from ingest.fetching.policy import Policy
from ingest.fetching.rate_limits import asked_pause

LOG: Final = logging.getLogger(__name__)


class Pace:
    """When each host may be asked next."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._next: dict[str, float] = {}

    def heed(self, url: str, headers: Mapping[str, str]) -> float:
        """Note what an answer says about the next request; returns the pause that it asks for, in seconds."""
        now = self._policy.now()
        pause = asked_pause(headers, now)
        if pause:
            self._next[urlsplit(url).netloc] = now + pause
        return pause

    def wait(self, url: str) -> None:
        """Wait until the host may be asked; raises FetchFailed if that is too long."""
        host = urlsplit(url).netloc
        pause = self._next.get(host, 0.0) - self._policy.now()
        if pause > self._policy.longest_asked:
            raise FetchFailed(
                f"{host} asks to be left alone for {pause:,.0f} s: run the same command again then, "
                "and it goes on where it stopped"
            )
        if pause > 0:
            LOG.info("%s asks for a pause of %.0f s", host, pause)
            self._policy.sleep(pause)
        self._next.pop(host, None)
