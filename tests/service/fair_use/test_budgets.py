import pytest

from service.errors import Throttled
from service.fair_use.budgets import Account, Budgets, Rates

RATES = Rates(seconds_per_minute=60, burst=120, at_once=2)


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def after_work(seconds: float, clock: Clock) -> Account:
    account = Account("192.0.2.1", RATES, clock)
    account.begin()
    account.end(seconds)
    return account


def test_a_client_that_has_rested_may_take_its_burst_and_goes_on_when_some_of_it_is_back() -> None:
    clock = Clock()
    account = after_work(125, clock)
    with pytest.raises(Throttled) as throttled:
        account.begin()
    wait = int(throttled.value.headers["Retry-After"])
    assert wait == 6  # five of debt, one to work with
    clock.seconds += wait
    account.begin()


def test_work_comes_back_all_the_time_but_never_more_than_the_burst() -> None:
    clock = Clock()
    account = after_work(100, clock)
    clock.seconds += 30
    assert account.left == pytest.approx(50)
    clock.seconds += 1000
    assert account.left == RATES.burst


def test_more_queries_at_once_than_a_client_may_have_are_refused_until_one_ends() -> None:
    account = Account("192.0.2.1", RATES, Clock())
    account.begin()
    account.begin()
    with pytest.raises(Throttled, match="run or wait already"):
        account.begin()
    account.end(0)
    account.begin()


def test_the_fields_say_what_is_left_and_when_all_or_enough_is_back() -> None:
    assert RATES.policy() == b'"default";q=120;w=120;qu="worker-seconds", "at-once";q=2;qu="concurrent-requests"'
    assert after_work(20.5, Clock()).fields() == [(b"ratelimit", b'"default";r=99;t=21')]
    assert after_work(125, Clock()).fields() == [(b"ratelimit", b'"default";r=0;t=6')]


def test_without_limits_nothing_is_refused_and_nothing_is_said() -> None:
    budgets = Budgets(Rates(0, 120, 0))
    account = budgets.account("192.0.2.1")
    for _ in range(100):
        account.begin()
    account.end(10_000)
    account.begin()
    assert budgets.fields(account) == []


def test_the_table_of_clients_is_bounded_and_keeps_those_whose_queries_run() -> None:
    budgets = Budgets(RATES, most_clients=10)
    running = budgets.account("running")
    running.begin()
    first = budgets.account("first")
    for number in range(100):
        budgets.account(f"198.51.100.{number}")
    assert len(budgets) <= 11
    assert budgets.account("running") is running
    assert budgets.account("first") is not first
