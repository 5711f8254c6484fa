from decimal import Decimal

import pytest

from ingest.sources.metrics import digits, metric
from ingest.sources.quantities import EMISSIONS, SIZES, TIMES, Units, parameter_count, quantity


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("176B parameters (dense)", 176 * 10**9),
        ("1.75T parameters (dense)", 1750 * 10**9),
        ("200M parameters (dense model)", 200 * 10**6),
        ("671B parameters (sparse)", 671 * 10**9),
        ("61B parameters (sparse); 6.6B active parameters", None),
        ("14B parameters with 2.7B parameters for activation (MoE)", None),
        ("13B labels of quantum nature", None),
        ("70M", None),
        ("about 7B parameters", None),
    ],
)
def test_a_number_of_parameters_stands_alone(text: str, count: int | None) -> None:
    assert parameter_count(text) == count


@pytest.mark.parametrize(
    ("text", "units", "value", "unit", "comparator"),
    [
        ("75.05 tCo2eq", EMISSIONS, "75.05", "tco2e", "exact"),
        ("29,622.83 kgCO2eq", EMISSIONS, "29.62283", "tco2e", "exact"),
        ("2.8 metric tons of carbon dioxide", EMISSIONS, "2.8", "tco2e", "exact"),
        ("6 weeks", TIMES, "1008", "hours", "exact"),
        ("less than 9 days", TIMES, "216", "hours", "at-most"),
        ("~3 days", TIMES, "72", "hours", "about"),
        ("2.788M GPU hours", TIMES, "2788000", "gpu-hours", "exact"),
        ("4096 A100 days", TIMES, "98304", "gpu-hours", "exact"),
        ("18 days according to [[the paper]](https://example.org)", TIMES, "432", "hours", "exact"),
        ("6.3 trillion tokens", SIZES, "6300000000000", "tokens", "exact"),
        ("10.5 TB", SIZES, "10500000000000", "bytes", "exact"),
    ],
)
def test_quantities_come_in_one_unit(text: str, units: Units, value: str, unit: str, comparator: str) -> None:
    found = quantity(text, units)
    assert found is not None
    assert (found.value, found.unit, found.comparator) == (Decimal(value), unit, comparator)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("2.5 to 5 days", TIMES),
        ("15 days on 1536 TPUs", TIMES),
        ("3 months", TIMES),
        ("20,000 steps", TIMES),
        ("145,152 hours (cumulative)", TIMES),
        ("182GB Text, 185M Images", SIZES),
        ("unknown", EMISSIONS),
    ],
)
def test_what_says_more_than_a_quantity_is_none(text: str, units: Units) -> None:
    assert quantity(text, units) is None


def test_compute_is_given_in_a_unit_that_a_store_can_count_in() -> None:
    found = metric("model/a", "training-compute", Decimal("4.64e26"), "flop")
    assert (found["metricValue"], found["metricUnit"]) == ("464000000", "exaflop")


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Decimal(1) / 3, "0.333333333333333333"),
        (Decimal("1e3"), "1000"),
        (Decimal("2.50"), "2.5"),
        (Decimal(100), "100"),
    ],
)
def test_numbers_have_no_exponent_and_no_more_places_than_a_store_keeps(number: Decimal, written: str) -> None:
    assert digits(number) == written
