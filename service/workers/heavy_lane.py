"""Queries that take long: few of them run at once, at the lowest priority, in turns that are fair to clients."""

import asyncio
from collections import Counter
from typing import Final

from service.workers.worker import Run

TURN_SECONDS: Final = 1.0
REMEMBERED_SECONDS: Final = 60.0
FORGIVEN_AFTER: Final = 8
"""Light queries of a client in a row: the heavy one before them was no habit."""


class HeavyLane:
    """Up to `at_once` queries run, the others of `places` are paused.

    Each runs for a turn while others wait, so that a query of two seconds does not wait for one of thirty.
    """

    def __init__(self, at_once: int, places: int) -> None:
        self.places = max(at_once, places)
        self._at_once = at_once
        self._running: list[Run] = []
        self._paused: list[Run] = []
        self._last_turn: dict[str, float] = {}
        self._light_since: Counter[str] = Counter()
        self._turn_over: asyncio.TimerHandle | None = None

    @property
    def running(self) -> int:
        return len(self._running)

    @property
    def paused(self) -> int:
        return len(self._paused)

    @property
    def full(self) -> bool:
        return self.running + self.paused >= self.places

    def holds(self, client: str) -> bool:
        """Whether a heavy query of the client is here."""
        return any(run.client == client for run in (*self._running, *self._paused))

    def knows(self, client: str) -> bool:
        """Whether the client has sent a heavy query just now: its next one may be heavy too."""
        return self.holds(client) or self._last_turn.get(client, -REMEMBERED_SECONDS) > now() - REMEMBERED_SECONDS

    def saw_light(self, client: str) -> None:
        """A query of the client was answered before it grew heavy."""
        if client in self._last_turn and not self.holds(client):
            self._light_since[client] += 1
            if self._light_since[client] >= FORGIVEN_AFTER:
                self._forget([client])

    def make_room(self, client: str) -> Run | None:
        """The query that has to go for one of the client when all places are taken.

        Of those that wait for whoever has the most it is the one that ran least; None when that is the client itself.
        """
        self._last_turn.setdefault(client, now())
        self._light_since.pop(client, None)
        taken = Counter(run.client for run in (*self._running, *self._paused))
        taken[client] += 1
        waiting = [run for run in self._paused if taken[run.client] > taken[client]]
        return max(waiting, key=lambda run: (taken[run.client], -run.seconds), default=None)

    def join(self, run: Run) -> None:
        run.heavy = True
        run.worker.give_way()
        self._light_since.pop(run.client, None)
        self._forget_old()
        if self.running < self._at_once:
            self._begin_turn(run)
        else:
            run.pause()
            self._paused.append(run)
        self._next_turns()

    def leave(self, run: Run) -> None:
        if run in self._running:
            self._running.remove(run)
            self._last_turn[run.client] = now()
        elif run in self._paused:
            self._paused.remove(run)
        self._next_turns()

    def close(self) -> None:
        if self._turn_over:
            self._turn_over.cancel()

    def _next_turns(self) -> None:
        while self._paused and self.running < self._at_once:
            run = min(self._paused, key=self._claim)
            self._paused.remove(run)
            self._begin_turn(run)
        if self._paused and self._turn_over is None:
            self._turn_over = asyncio.get_running_loop().call_later(TURN_SECONDS, self._end_turn)

    def _begin_turn(self, run: Run) -> None:
        self._running.append(run)
        self._last_turn[run.client] = now()
        run.go_on()

    def _claim(self, run: Run) -> tuple[int, float]:
        """Those go first whose client has the fewest queries running, and of these who waits longest for a turn."""
        return sum(run.client == other.client for other in self._running), self._last_turn.get(run.client, 0.0)

    def _end_turn(self) -> None:
        self._turn_over = None
        if self._paused and self._running:
            done = self._running.pop(0)
            done.pause()
            self._last_turn[done.client] = now()
            self._paused.append(done)
        self._next_turns()

    def _forget_old(self) -> None:
        old = now() - REMEMBERED_SECONDS
        self._forget([who for who, when in self._last_turn.items() if when <= old and not self.holds(who)])

    def _forget(self, clients: list[str]) -> None:
        for client in clients:
            del self._last_turn[client]
            self._light_since.pop(client, None)


def now() -> float:
    return asyncio.get_running_loop().time()
