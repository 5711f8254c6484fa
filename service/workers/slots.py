"""Places for queries that have just begun, and the queue before them, fair to clients."""

import asyncio
from collections import Counter, deque

from service.errors import Busy, ClientGone
from service.workers.heavy_lane import HeavyLane

Turn = asyncio.Future[None]


class Slots:
    """Up to `size` queries hold a slot; of those that wait, the client with the fewest slots goes first.

    Clients that have just sent heavy queries leave a slot to the others, and wait while the heavy lane is full: what
    they send next is probably heavy too, and who sends light queries should not wait for that.
    """

    def __init__(self, size: int, most_waiting: int, lane: HeavyLane) -> None:
        self.waiting = 0
        self._size = size
        self._most_waiting = most_waiting
        self._lane = lane
        self._held: Counter[str] = Counter()
        self._queues: dict[str, deque[Turn]] = {}

    async def acquire(self, client: str, seconds: float, gone: "asyncio.Future[None] | None") -> None:
        """Wait for a slot; raises Busy when the queue is full or the time over, ClientGone when nobody waits."""
        if self._may_take(client):
            self._held[client] += 1
            return
        if self.waiting >= self._most_waiting:
            raise Busy(f"{self.waiting} queries wait already.")
        turn: Turn = asyncio.get_running_loop().create_future()
        self._queues.setdefault(client, deque()).append(turn)
        self.waiting += 1
        try:
            await asyncio.wait({turn, gone} if gone else {turn}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self._withdraw(client, turn)
            raise
        if gone and gone.done():
            self._withdraw(client, turn)
            raise ClientGone
        if not turn.done():
            self._withdraw(client, turn)
            raise Busy(f"No worker got free within {seconds:g} s.")

    def release(self, client: str) -> None:
        self._held[client] -= 1
        if not self._held[client]:
            del self._held[client]
        self.serve()

    def serve(self) -> None:
        """Let those go on who may."""
        while eligible := [client for client in self._queues if self._may_take(client)]:
            client = min(eligible, key=lambda each: self._held[each])
            turns = self._queues.pop(client)
            turns.popleft().set_result(None)
            if turns:
                self._queues[client] = turns  # behind the other clients
            self.waiting -= 1
            self._held[client] += 1

    def newcomer_waits(self, besides: str) -> bool:
        """Whether a client other than this one waits that has not sent heavy queries."""
        return any(client != besides and not self._lane.knows(client) for client in self._queues)

    def asked_by(self, client: str) -> int:
        """How many queries of the client have slots or wait for one."""
        return self._held[client] + len(self._queues.get(client, ()))

    def _may_take(self, client: str) -> bool:
        if self._held.total() >= self._size:
            return False
        if not self._lane.knows(client):
            return True
        theirs = sum(number for each, number in self._held.items() if self._lane.knows(each))
        return not self._lane.full and (self._size == 1 or theirs < self._size - 1)

    def _withdraw(self, client: str, turn: Turn) -> None:
        if turn.done():
            self.release(client)
            return
        self.waiting -= 1
        turns = self._queues[client]
        turns.remove(turn)
        if not turns:
            del self._queues[client]
