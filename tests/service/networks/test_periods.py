import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.networks.periods import Period, first_day, hull, last_day

DATES = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)).flatmap(
    lambda date: st.sampled_from([date.isoformat()[:4], date.isoformat()[:7], date.isoformat()])
)
PERIODS = st.tuples(DATES | st.just(""), DATES | st.just("")).map(
    lambda ends: Period(*ends) if not all(ends) else Period(*sorted(ends, key=first_day))
)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
        ("2024-02-03T10:00:00Z", "2024-02-03", "2024-02-03"),
    ],
)
def test_a_date_is_as_wide_as_it_is_known(date: str, first: str, last: str) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


@given(PERIODS, PERIODS)
def test_periods_overlap_if_they_have_a_day_in_common(one: Period, other: Period) -> None:
    first = max(first_day(each.start) if each.start else "0000" for each in (one, other))
    last = min(last_day(each.end) if each.end else "9999" for each in (one, other))
    assert one.overlaps(other) == other.overlaps(one)
    if first <= last:
        assert one.overlaps(other)


def test_what_is_not_known_of_a_part_is_taken_from_the_whole_unless_they_disagree() -> None:
    whole = Period("2019", "2022-07")
    assert Period("2021", "").within(whole) == Period("2021", "2022-07")
    assert Period("", "2020").within(whole) == Period("2019", "2020")
    assert Period("2018", "2023").within(whole) == Period("2018", "2023")
    assert Period().within(whole) == whole
    assert Period("2023", "").within(whole) == Period("2023", "")


@given(PERIODS, PERIODS)
def test_a_joint_period_lies_in_one_of_both(one: Period, other: Period) -> None:
    joint = one.joint(other)
    assert joint.dated == (one.dated and other.dated)
    assert joint.start in (one.start, other.start, "")
    assert not joint.dated or joint.overlaps(one) or joint.overlaps(other)


def test_a_tie_by_somebody_who_moved_begins_with_the_later_role() -> None:
    assert Period("2019", "2020").joint(Period("2022", "")) == Period("2022", "")
    assert Period("2019", "2022").joint(Period("2021", "")) == Period("2021", "2022")
    assert Period("2019", "2020").joint(Period()) == Period()


def test_a_hull_reaches_from_the_first_to_the_last_and_stays_open() -> None:
    assert hull([Period("2021", "2021-05"), Period("2020-06", "2020"), Period()]) == Period("2020-06", "2021-05")
    assert hull([Period("2021", ""), Period("2020", "2020")]) == Period("2020", "")
    assert hull([Period()]) == Period()
