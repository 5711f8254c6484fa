import pytest
from pyoxigraph import Literal

from ingest.namespaces import iri
from service.pages.literals import date, measured, number, period, readable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2021", "2021"),
        ("2021-05", "May 2021"),
        ("2021-05-03", "3 May 2021"),
        ("2021-05-03T10:00:00Z", "3 May 2021"),
        ("2021-13", "2021-13"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_dates_are_written_at_their_own_precision(text: str, shown: str) -> None:
    assert date(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1000.0", "1,000"),
        ("0.50", "0.5"),
        ("100", "100"),
        ("176000000000", "176 billion"),
        ("9999999", "9,999,999"),
        ("1.5E9", "1.5 billion"),
        ("12345678", "12,345,678"),
        ("-3", "-3"),
        ("NaN", "NaN"),
        ("INF", "INF"),
        ("many", "many"),
        ("123456789012345", "123,456,789,012,345"),
        ("1.2E25", "1.2 × 10²⁵"),
        ("3.8000E+25", "3.8 × 10²⁵"),
        ("-1234567890000000", "-1.23456789 × 10¹⁵"),
        ("12345678.25", "12,345,678.25"),
        ("12345E9999999", "1.2345 × 10¹⁰⁰⁰⁰⁰⁰³"),
        ("0.00000015", "1.5 × 10⁻⁷"),
        ("0.0", "0"),
    ],
)
def test_numbers_are_written_without_losing_a_digit(text: str, shown: str) -> None:
    assert number(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0.30000000000000004", "0.3"),
        ("0.333333333333333333", "0.333333"),
        ("1234567.89999999999999", "1,234,567.9"),
        ("12345678.123456789012", "12,345,678.12"),
        ("56.5000000001", "56.5"),
        ("1129999999.9999998", "1.13 billion"),
        ("3.8000000000000003E25", "3.8 × 10²⁵"),
    ],
)
def test_numbers_that_were_computed_are_written_without_noise(text: str, shown: str) -> None:
    assert number(text) == shown


@pytest.mark.parametrize(
    ("slug", "shown"),
    [
        ("2021-05--2022-07", "May 2021 to July 2022"),
        ("2021--2021", "2021"),
        ("2021--open", "since 2021"),
        ("2021--unknown", "from 2021, end not known"),
        ("unknown--2024-10", "until October 2024, start not known"),
    ],
)
def test_periods_tell_open_from_unknown(slug: str, shown: str) -> None:
    assert period(slug) == shown


def test_a_number_keeps_its_comparator() -> None:
    value = Literal("1000.0", datatype=iri("xsd:decimal"))
    assert measured(value, "at-least", "volunteers") == "at least 1,000 volunteers"
    assert measured(value, "exact", "volunteers") == "1,000 volunteers"
    assert measured(None, "about", "") == "about"


@pytest.mark.parametrize(
    ("literal", "shown"),
    [
        (Literal("true", datatype=iri("xsd:boolean")), "yes"),
        (Literal("maybe", datatype=iri("xsd:boolean")), "maybe"),
        (Literal("2021-05", datatype=iri("xsd:gYearMonth")), "May 2021"),
        (Literal("2021-05"), "2021-05"),
        (Literal("1000"), "1000"),
    ],
    ids=str,
)
def test_literals_are_read_by_their_datatype_alone(literal: Literal, shown: str) -> None:
    assert readable(literal) == shown
