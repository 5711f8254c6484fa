"""Light queries while others ask for what no server can compute, and how late such queries are ended."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from bench.sparql.load import Load, load
from bench.sparql.rates import POINT, PREFIX
from bench.sparql.servers import Server

HEAVY: Final = PREFIX + "SELECT (COUNT(*) AS ?n) {{ ?a x:next ?b . ?c x:next ?d . ?e x:next ?f FILTER(?b != {}) }}"
ATTACKERS: Final = 8
CLIENTS: Final = 8
SECONDS: Final = 15.0


@dataclass
class Attack:
    """Heavy queries that were asked.

    Attributes:
        lasted: seconds that each took until it was answered or ended.
        statuses: what each was answered; 0 if nothing came within three deadlines.
    """

    lasted: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)


def ask_heavy(server: Server, number: int, attack: Attack, over: threading.Event, deadline: float) -> None:
    """Ask one heavy query after another until it is over."""
    while not over.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=deadline * 3)
        start = time.perf_counter()
        query = quote(HEAVY.format(f"{number} + {start}"), safe="")
        try:
            connection.request("GET", f"{server.path}?query={query}", headers={"X-Forwarded-For": f"192.0.2.{number}"})
            attack.statuses.append(connection.getresponse().status)
        except OSError:
            attack.statuses.append(0)
        attack.lasted.append(time.perf_counter() - start)
        connection.close()
        over.wait(0.1)


@contextmanager
def attacked(server: Server, deadline: float) -> Iterator[Attack]:
    attack, over = Attack(), threading.Event()
    threads = [
        threading.Thread(target=ask_heavy, args=(server, number, attack, over, deadline), daemon=True)
        for number in range(ATTACKERS)
    ]
    for thread in threads:
        thread.start()
    time.sleep(1)
    yield attack
    over.set()
    for thread in threads:
        thread.join(deadline * 4)


def under_attack(server: Server, things: int, deadline: float) -> tuple[Load, Load, Attack]:
    """Light queries before and during the attack, and what became of the heavy ones."""
    half = things // 2
    quiet = load(server, POINT, CLIENTS, SECONDS, (0, half))
    with attacked(server, deadline) as attack:
        busy = load(server, POINT, CLIENTS, SECONDS, (half, half))
    return quiet, busy, attack
