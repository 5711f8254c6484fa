from pyoxigraph import Literal

from ingest.questions.expectation import Chart
from service.questions.answer import Answer
from service.questions.chart import picture
from service.result_rows import Row

BAR, LINE = Chart("bar", "name", "amount"), Chart("line", "name", "amount")


def answer(*pairs: tuple[str | None, str | None]) -> Answer:
    rows: list[Row] = [tuple(None if text is None else Literal(text) for text in pair) for pair in pairs]
    return Answer(("name", "amount"), rows, 0)


def test_bars_are_shares_of_the_largest() -> None:
    drawn = picture(BAR, answer(("a", "40"), (None, "10"), ("c", None)))
    assert drawn is not None
    assert [(mark.name, mark.value, mark.share) for mark in drawn.marks] == [("a", "40", 100), ("not told", "10", 25)]
    assert (drawn.without, drawn.left) == (1, 0)


def test_what_does_not_fit_is_counted() -> None:
    drawn = picture(BAR, answer(*((str(n), "1000.5") for n in range(30))))
    assert drawn is not None
    assert (len(drawn.marks), drawn.left, drawn.marks[0].value) == (20, 10, "1,000.5")


def test_a_line_goes_from_the_first_to_the_last() -> None:
    drawn = picture(LINE, answer(("2023", "10"), ("2021", "5"), ("2022", "0")))
    assert drawn is not None
    assert drawn.points == "0.0,100.0 320.0,200.0 640.0,0.0"


def test_a_line_leaves_out_what_has_no_place_on_it() -> None:
    drawn = picture(LINE, answer(("2021", "5"), ("2022", "10"), (None, "170")))
    assert drawn is not None
    assert [(mark.name, mark.share) for mark in drawn.marks] == [("2021", 50), ("2022", 100)]
    assert drawn.without == 1


def test_nothing_is_drawn_of_nothing() -> None:
    nothing = [answer(), answer(("a", "1")), answer(("a", "0"), ("b", "0")), answer(("a", "-1"), ("b", "many"))]
    assert [picture(BAR, each) for each in nothing] == [None] * 4
    assert picture(None, answer(("a", "1"), ("b", "2"))) is None
    assert picture(Chart("network", "name", "amount"), answer(("a", "1"), ("b", "2"))) is None
