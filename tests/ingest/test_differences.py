import pytest
from pyoxigraph import Literal, NamedNode

from ingest.differences import is_coarser_date, is_rounded, kind_of_difference
from ingest.evidence import concept
from ingest.namespaces import iri
from ingest.values import date, integer


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        pytest.param(["2023", "2023-02"], "precision", id="a year and a month in it"),
        pytest.param(["2023", "2023-02", "2023-02-24"], "precision", id="year, month and day"),
        pytest.param(["2023-01-09", "2023-02"], "contradiction", id="two months"),
        pytest.param(["2023", "2023-02", "2023-03"], "contradiction", id="two months of a year"),
    ],
)
def test_dates_differ_in_precision_or_for_good(values: list[str], kind: str) -> None:
    assert kind_of_difference({date(value) for value in values}) == kind


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        pytest.param(["7000000000", "6740000000"], "rounding", id="rounded up"),
        pytest.param(["176000000000", "176247271424"], "rounding", id="rounded down"),
        pytest.param(["6700000000", "6780000000"], "rounding", id="cut"),
        pytest.param(["176000000000", "366000000000"], "contradiction", id="parameters and tokens"),
        pytest.param(["100000000000", "176000000000"], "contradiction", id="first digit alone"),
        pytest.param(["7000000000", "70000000000"], "contradiction", id="one begins like the other"),
        pytest.param(["176000000000", "176247271424", "366000000000"], "contradiction", id="the worst pair counts"),
        pytest.param(["0", "7000000000"], "contradiction", id="nothing is no rounded number"),
    ],
)
def test_numbers_are_rounded_or_others(values: list[str], kind: str) -> None:
    assert kind_of_difference({integer(value) for value in values}) == kind


def test_things_and_words_contradict_each_other() -> None:
    assert kind_of_difference({concept("country", "fra"), concept("country", "deu")}) == "contradiction"
    assert kind_of_difference({Literal("2023"), Literal("2023-02")}) == "contradiction"


def test_addresses_and_names_of_repositories_may_differ_in_spelling_alone() -> None:
    assert kind_of_difference({NamedNode("https://allenai.org"), NamedNode("https://allenai.org/")}) == "spelling"
    assert kind_of_difference({Literal("PleIAs/Baguettotron"), Literal("pleias/baguettotron")}) == "spelling"
    assert kind_of_difference({Literal("PleIAs/Baguettotron"), Literal("PleIAs/Monad")}) == "contradiction"


def test_a_number_is_no_date_and_a_date_no_number() -> None:
    assert not is_coarser_date(integer("2023"), date("2023-02"))
    assert not is_rounded(date("2023"), date("2024"))
    assert not is_rounded(Literal("no number", datatype=iri("xsd:integer")), integer("1"))
