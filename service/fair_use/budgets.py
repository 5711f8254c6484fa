"""Budgets of clients in seconds of work, refilled all the time; kept answers cost nothing.

The fields are those of draft-ietf-httpapi-ratelimit-headers. Of the units that it names none is work, so ours is.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from service.errors import Throttled

MOST_CLIENTS: Final = 10_000
POLICY: Final = b"ratelimit-policy"
STATE: Final = b"ratelimit"
MORE: Final = (
    "Queries that were asked before cost nothing while their answers are kept. For more than that take the dump at "
    "/dumps/graph.nq.gz, which is not counted, or run a copy of your own, without a limit: `opencairn serve`."
)

Fields = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Rates:
    """What one client may take; 0 stands for no limit.

    Attributes:
        seconds_per_minute: seconds of work that come back in a minute.
        burst: seconds of work of a client that has rested.
        at_once: queries that run or wait.
    """

    seconds_per_minute: float
    burst: float
    at_once: int

    @property
    def limits_work(self) -> bool:
        return self.seconds_per_minute > 0

    def policy(self) -> bytes:
        """The field `RateLimit-Policy`; empty without any limit."""
        work = f'"default";q={self.burst:.0f};w={self.seconds_until(self.burst)};qu="worker-seconds"'
        at_once = f'"at-once";q={self.at_once};qu="concurrent-requests"'
        return ", ".join([work] * self.limits_work + [at_once] * bool(self.at_once)).encode()

    def seconds_until(self, work: float) -> int:
        """Time in which this much work comes back."""
        return max(1, math.ceil(work / self.seconds_per_minute * 60)) if self.limits_work else 0


class Account:
    """What one client has left; less than nothing after a query that took more than there was."""

    def __init__(self, client: str, rates: Rates, clock: Callable[[], float] = time.monotonic) -> None:
        self.client = client
        self.at_once = 0
        self._rates = rates
        self._clock = clock
        self._left = rates.burst
        self._seen = clock()

    @property
    def left(self) -> float:
        """Seconds of work."""
        now = self._clock()
        self._left = min(self._rates.burst, self._left + (now - self._seen) * self._rates.seconds_per_minute / 60)
        self._seen = now
        return self._left

    def begin(self) -> None:
        """Count a query that is about to run; raises Throttled when it must not."""
        self.admit()
        self.go_on()

    def admit(self) -> None:
        """Raises Throttled when nothing more must run for the client now."""
        if self._rates.at_once and self.at_once >= self._rates.at_once:
            raise Throttled(
                f"{self.at_once} queries of yours run or wait already. Send the next one when one is answered.",
                headers={"Retry-After": "1"},
            )
        if self._rates.limits_work and self.left <= 0:
            seconds = self._seconds_to_wait()
            raise Throttled(
                f"Your queries have taken more than {self._rates.seconds_per_minute:g} s of work a minute. "
                f"Wait for {seconds} s. {MORE}",
                headers={"Retry-After": str(seconds)},
            )

    def go_on(self) -> None:
        """Count more work of a request that was admitted."""
        self.at_once += 1

    def end(self, seconds: float) -> None:
        """Charge a query that has begun with the work that it took."""
        self.at_once -= 1
        self._left = self.left - seconds

    def fields(self) -> Fields:
        """The field `RateLimit` as it is now."""
        if not self._rates.limits_work:
            return []
        left = self.left
        wait = self._seconds_to_wait() if left <= 0 else self._rates.seconds_until(self._rates.burst - left)
        return [(STATE, b'"default";r=%d;t=%d' % (max(0, math.floor(left)), wait))]

    def told(self) -> dict[str, float | None]:
        """What is left, in words for programs; None where there is no limit."""
        limited = self._rates.limits_work
        return {
            "work_seconds_left": round(self.left, 1) if limited else None,
            "work_seconds_per_minute": self._rates.seconds_per_minute if limited else None,
            "queries_at_once": self._rates.at_once or None,
        }

    def _seconds_to_wait(self) -> int:
        """Until there is a second of work, so that not everybody comes back for nothing."""
        return self._rates.seconds_until(min(1.0, self._rates.burst) - self.left)


class Budgets:
    """The accounts of the clients that came last; whoever is forgotten starts again with a full one."""

    def __init__(self, rates: Rates, most_clients: int = MOST_CLIENTS) -> None:
        self._rates = rates
        self._most_clients = most_clients
        self._accounts: OrderedDict[str, Account] = OrderedDict()
        policy = rates.policy()
        self._policy: Fields = [(POLICY, policy)] if policy else []

    def __len__(self) -> int:
        return len(self._accounts)

    def account(self, client: str) -> Account:
        found = self._accounts.get(client)
        if found is None:
            found = self._accounts[client] = Account(client, self._rates)
            self._forget()
        else:
            self._accounts.move_to_end(client)
        return found

    def fields(self, account: Account) -> Fields:
        """What an answer to the client says of its budget."""
        return [*self._policy, *account.fields()]

    def _forget(self) -> None:
        """Make room, but not for those whose queries still run: they would run uncounted."""
        while len(self._accounts) > self._most_clients:
            client, oldest = self._accounts.popitem(last=False)
            if oldest.at_once:
                self._accounts[client] = oldest
                return
