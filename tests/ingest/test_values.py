import pytest
from pyoxigraph import Literal, Store

from ingest import values
from ingest.namespaces import iri
from ingest.values import ValueProblem


@pytest.mark.parametrize(
    ("written", "datatype"), [("2021", "xsd:gYear"), ("2021-05", "xsd:gYearMonth"), ("2021-05-03", "xsd:date")]
)
def test_a_date_is_typed_by_its_precision(written: str, datatype: str) -> None:
    assert values.date(written) == Literal(written, datatype=iri(datatype))


@pytest.mark.parametrize(
    "written", ["2021-13", "2021-02-30", "May 2021", "21", "", "2021-5", "0000", "\uff12\uff10\uff12\uff11"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueProblem, match="is no date"):
        values.date(written)


@pytest.mark.parametrize(
    ("written", "stored"), [("1000", "1000"), ("1E3", "1000"), ("0.50", "0.50"), ("-3", "-3"), ("1078272", "1078272")]
)
def test_a_decimal_is_stored_without_exponent(written: str, stored: str) -> None:
    assert values.decimal(written).value == stored


@pytest.mark.parametrize("written", ["1,000", "over 400", "NaN", "Infinity", "1e999", ""])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueProblem):
        values.decimal(written)


def test_a_number_with_separators_is_no_whole_number() -> None:
    assert values.integer("176000000000").value == "176000000000"
    with pytest.raises(ValueProblem, match="separators"):
        values.integer("176_000")


@pytest.mark.parametrize("written", ["1" * 18, "-" + "1" * 18, "0." + "1" * 18])
def test_a_number_is_taken_as_far_as_the_store_can_compare_it(written: str) -> None:
    compared = Store().query(f"ASK {{ FILTER({values.decimal(written)} < 1e18) }}")
    assert bool(compared)
    with pytest.raises(ValueProblem, match="out of range"):
        values.decimal(written + "1")


def test_a_whole_number_beyond_the_store_is_refused() -> None:
    with pytest.raises(ValueProblem, match="out of range"):
        values.integer("1" * 19)


@pytest.mark.parametrize("written", ["true", "false"])
def test_true_and_false_are_booleans(written: str) -> None:
    assert values.boolean(written) == Literal(written, datatype=iri("xsd:boolean"))


@pytest.mark.parametrize("written", ["True", "yes", "1", ""])
def test_what_is_neither_true_nor_false_is_refused(written: str) -> None:
    with pytest.raises(ValueProblem, match="neither true nor false"):
        values.boolean(written)


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\ufeff", "\x00", "\x1b"])
def test_a_character_that_a_reader_cannot_see_is_refused(character: str) -> None:
    with pytest.raises(ValueProblem, match="cannot be seen"):
        values.text(f"Alice{character}Bob")


def test_text_is_kept_in_composed_form() -> None:
    assert values.text("Alice\u0301", "fr") == Literal("Alicé", language="fr")


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/", "javascript:alert(1)", "https://", "https://a b", 'https://a/"x"', "https://a/<x>", "//a"],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(ValueProblem):
        values.web(address)


@pytest.mark.parametrize(
    ("written", "slug", "ends"),
    [
        ("2021-05/2022-07", "2021-05--2022-07", ["2021-05", "2022-07"]),
        ("2021/", "2021--unknown", ["2021"]),
        ("2021/..", "2021--open", ["2021"]),
        ("2021", "2021--2021", ["2021", "2021"]),
        ("/2022-07", "unknown--2022-07", ["2022-07"]),
        ("2021/2021-05", "2021--2021-05", ["2021", "2021-05"]),
    ],
)
def test_a_period_keeps_an_unknown_end_apart_from_an_open_one(written: str, slug: str, ends: list[str]) -> None:
    made, properties = values.period(written)
    assert made == slug
    assert [value.value for _, value in properties] == ends


@pytest.mark.parametrize("written", ["2022/2021", "/", "/..", "since 2021", "2021/2022/2023"])
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(ValueProblem):
        values.period(written)
