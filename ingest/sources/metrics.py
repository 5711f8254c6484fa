"""Numbers that a catalog gives for a thing, as observations."""

from collections.abc import Mapping
from decimal import Context, Decimal
from typing import Any, Final

from ingest.sources.entries import nested_id
from ingest.sources.quantities import EXACT, Quantity

LAST_PLACE: Final = Decimal("1e-18")
PRECISE: Final = Context(prec=60)
LARGER_UNITS: Final[Mapping[str, tuple[str, Decimal]]] = {"flop": ("exaflop", Decimal(10) ** 18)}
"""Units in which numbers get too long for a store, with the one they are given in and its size."""


def metric(
    subject: str, kind: str, value: Decimal | int, unit: str = "", comparator: str = EXACT, *, part: str = ""
) -> dict[str, Any]:
    """The value of `hasMetric` for one number; `part` tells two numbers of a kind apart.

    >>> metric("model/osai.bloom", "training-compute", Decimal("4.1e23"), "flop")["metricValue"]
    '410000'
    """
    larger, size = LARGER_UNITS.get(unit, (unit, Decimal(1)))
    return {
        "id": nested_id("metric", subject, kind, *([part] if part else [])),
        "metricType": kind,
        "metricValue": digits(Decimal(value) / size),
        "metricUnit": larger,
        "comparator": comparator,
    }


def metric_of(subject: str, quantity: Quantity) -> dict[str, Any]:
    return metric(subject, quantity.kind, quantity.value, quantity.unit, quantity.comparator)


def digits(value: Decimal) -> str:
    """A number without an exponent, to 18 places after the point.

    >>> digits(Decimal(1) / 3), digits(Decimal("2.50")), digits(Decimal("1e3"))
    ('0.333333333333333333', '2.5', '1000')
    """
    rounded = f"{value.quantize(LAST_PLACE, context=PRECISE):f}"
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded
