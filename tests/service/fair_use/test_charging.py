import asyncio
import time
from collections.abc import Iterator

import httpx
import pytest

from service.errors import Throttled
from service.fair_use.budgets import Account, Rates
from service.fair_use.charging import aside, charged
from tests.server_process import Server, serving

RATES = Rates(seconds_per_minute=0.001, burst=10, at_once=1)
WORK = 0.05


def test_work_is_charged_with_its_time_and_not_with_that_of_waiting_for_its_turn() -> None:
    async def work() -> float:
        account, turn = Account("one", RATES), asyncio.Lock()
        await turn.acquire()
        asyncio.get_running_loop().call_later(10 * WORK, turn.release)
        async with charged(account, turn):
            await asyncio.sleep(WORK)
        return account.left

    assert 10 - 10 * WORK < asyncio.run(work()) <= 10 - WORK / 2


def test_work_that_fails_is_charged_too() -> None:
    account = Account("one", RATES)

    def fail() -> None:
        time.sleep(WORK)
        raise ValueError

    with pytest.raises(ValueError):
        asyncio.run(aside(account, fail))
    assert account.at_once == 0
    assert account.left <= 10 - WORK / 2


def test_who_was_admitted_is_not_refused_after_a_query_that_took_all_that_was_left() -> None:
    async def work() -> Account:
        account = Account("one", RATES)
        account.admit()
        account.begin()
        account.end(20)
        async with charged(account, admitted=True):
            await asyncio.sleep(WORK)
        return account

    account = asyncio.run(work())
    assert account.at_once == 0 and account.left <= -10 - WORK / 2
    with pytest.raises(Throttled):
        account.admit()


def test_whoever_has_nothing_left_is_refused_before_the_work() -> None:
    account = Account("one", RATES)
    account.begin()
    account.end(20)
    done: list[bool] = []
    with pytest.raises(Throttled):
        asyncio.run(aside(account, lambda: done.append(True)))
    assert not done


@pytest.fixture(scope="module")
def spent(site: Server) -> Iterator[httpx.Client]:
    """A client that has nothing left."""
    with serving(site.data, client_seconds="0.001", client_burst="0.000001") as server, server.client() as client:
        client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o . ?o ?q ?r } LIMIT 100"})
        yield client


@pytest.mark.parametrize(
    "path",
    [
        "/api/search?q=bigscience",
        "/api/entities",
        "/api/entities/project",
        "/api/entities/project/bigscience",
        "/api/entities/concept/country/fra",
        "/api/concepts",
        "/api/concepts/region",
        "/reconcile/suggest/entity?prefix=big",
        "/api/network?projection=person-project",
        "/api/questions/organizations-that-collaborate/network",
        "/why?subject=project/bigscience&predicate=rdfs:label",
    ],
)
def test_every_route_that_reads_much_is_charged(spent: httpx.Client, path: str) -> None:
    assert spent.get(path).status_code == 429
