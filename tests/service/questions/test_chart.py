from pyoxigraph import Literal

from ingest.questions.expectation import Chart
from service.questions.answer import Answer
from service.questions.chart import COLORS, Part, picture
from service.result_rows import Row

BAR, YEARS = Chart("bar", "name", "amount"), Chart("years", "name", "amount")
STACKED = Chart("bar", "name", "amount", "level", ("open", "closed"))


def answer(*rows: tuple[str | None, ...]) -> Answer:
    terms: list[Row] = [tuple(None if text is None else Literal(text) for text in row) for row in rows]
    return Answer(("name", "amount", "level")[: len(rows[0]) if rows else 2], terms, 0)


def test_bars_are_shares_of_the_longest() -> None:
    drawn = picture(BAR, answer(("a", "40"), (None, "10"), ("c", None)))
    assert drawn is not None
    assert [(bar.name, *bar.parts) for bar in drawn.bars] == [
        ("a", Part(0, "", "40", 0, 100)),
        ("not told", Part(0, "", "10", 0, 25)),
    ]
    assert (drawn.without, drawn.left, drawn.by) == (1, 0, "")


def test_what_does_not_fit_is_counted() -> None:
    drawn = picture(BAR, answer(*((str(n), "1000.5") for n in range(30))))
    assert drawn is not None
    assert (len(drawn.bars), drawn.left, drawn.bars[0].parts[0].value) == (20, 10, "1,000.5")


def test_years_stand_in_order_with_those_of_which_nobody_tells() -> None:
    drawn = picture(YEARS, answer(("2023", "10"), ("2020", "5"), ("2022", "0"), (None, "1700")))
    assert drawn is not None
    assert [(bar.name, bar.parts[0].value, bar.parts[0].share) for bar in drawn.bars] == [
        ("2020", "5", 50),
        ("2021", "none", 0),
        ("2022", "0", 0),
        ("2023", "10", 100),
    ]
    assert (drawn.undated, drawn.without) == ("1,700", 0)


def test_rows_of_the_same_year_are_one_bar() -> None:
    drawn = picture(YEARS, answer(("2020", "5"), ("2021", "1"), ("2020", "2")))
    assert drawn is not None
    assert [(bar.name, bar.parts[0].value) for bar in drawn.bars] == [("2020", "7"), ("2021", "1")]


def test_times_that_are_no_years_or_lie_far_apart_are_not_filled_up() -> None:
    for times in (("2021-05", "2023-01"), ("0001", "9999")):
        drawn = picture(YEARS, answer((times[1], "2"), (times[0], "1")))
        assert drawn is not None
        assert [bar.name for bar in drawn.bars] == list(times)


def test_bars_are_divided_in_the_order_that_the_chart_gives() -> None:
    drawn = picture(
        STACKED,
        answer(("data", "1", "open"), ("code", "6", "closed"), ("code", "0", "odd"), ("code", "2", "open")),
    )
    assert drawn is not None
    assert [(bar.name, bar.parts) for bar in drawn.bars] == [
        ("code", (Part(0, "open", "2", 0, 25), Part(1, "closed", "6", 25, 75))),
        ("data", (Part(0, "open", "1", 0, 12.5),)),
    ]
    assert drawn.by == "level"


def test_there_is_a_last_color_for_the_parts_that_have_none_of_their_own() -> None:
    drawn = picture(STACKED, answer(("x", "1", "open"), *(("data", "1", f"part {n:02}") for n in range(12))))
    assert drawn is not None
    assert [part.color for part in drawn.bars[0].parts] == [*range(1, COLORS), *[COLORS] * 5]


def test_nothing_is_drawn_of_nothing() -> None:
    nothing = [answer(), answer(("a", "1")), answer(("a", "0"), ("b", "0")), answer(("a", "-1"), ("b", "many"))]
    assert [picture(BAR, each) for each in nothing] == [None] * 4
    assert picture(None, answer(("a", "1"), ("b", "2"))) is None
