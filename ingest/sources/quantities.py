"""Read numbers with units out of the free text of catalogs, or nothing if the text says more than one thing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

EXACT: Final = "exact"
NUMBER: Final = r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
SCALES: Final[Mapping[str, int]] = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "b": 10**9,
    "billion": 10**9,
    "t": 10**12,
    "trillion": 10**12,
}
SCALE: Final = r"\s*(?P<scale>[kmbt]?|thousand|million|billion|trillion)"
COMPARATORS: Final[Mapping[str, str]] = {
    "~": "about",
    "about": "about",
    "approximately": "about",
    "around": "about",
    "roughly": "about",
    "less than": "at-most",
    "up to": "at-most",
    "at least": "at-least",
    "more than": "at-least",
    "over": "at-least",
}
COMPARED: Final = rf"(?:(?P<compared>{'|'.join(COMPARATORS)})\s*)?"
CITED: Final = r"(?:,? according to \[\[.*\]\]\(.*\))?"

PARAMETERS: Final = re.compile(
    rf"{COMPARED}{NUMBER}{SCALE}\s+param(?:eter)?s?(?:\s*\((?:dense|sparse)(?: model)?\))?", re.IGNORECASE
)


@dataclass(frozen=True)
class Quantity:
    """A number of a known unit.

    Attributes:
        kind: concept of the scheme `metric`.
        unit: concept of the scheme `unit`.
        comparator: concept of the scheme `comparator`.
    """

    kind: str
    value: Decimal
    unit: str
    comparator: str = EXACT


@dataclass(frozen=True)
class Unit:
    """How a unit is written, with the concept it is given in and the factor to get there."""

    written: str
    kind: str
    unit: str
    factor: Decimal = Decimal(1)

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"{COMPARED}{NUMBER}{SCALE}\s*(?:{self.written}){CITED}\.?", re.IGNORECASE)


PETAFLOP_DAY: Final = Decimal(10) ** 15 * 86_400
EMISSIONS: Final = tuple(
    (unit, unit.pattern)
    for unit in (
        Unit(
            r"t\s*CO2(?:eq?)?|(?:metric )?tons of (?:CO2(?:eq?)?|carbon dioxide)|tons CO2(?:eq?)?", "emissions", "tco2e"
        ),
        Unit(r"kg(?: of)?\s*CO2(?:eq?)?", "emissions", "tco2e", Decimal("0.001")),
    )
)
TIMES: Final = tuple(
    (unit, unit.pattern)
    for unit in (
        Unit("minutes?", "training-time", "hours", Decimal(1) / 60),
        Unit(r"hours?(?: on p4d\.24xlarge EC2 instance)?", "training-time", "hours"),
        Unit("days?", "training-time", "hours", Decimal(24)),
        Unit("weeks?", "training-time", "hours", Decimal(168)),
        Unit("(?:A100 |V100 |H100 )?GPU hours|[AVH]100[- ]hours?", "training-time", "gpu-hours"),
        Unit("[AVH]100 days", "training-time", "gpu-hours", Decimal(24)),
        Unit("peta-?flops?/s-days?", "training-compute", "flop", PETAFLOP_DAY),
    )
)
SIZES: Final = tuple(
    (unit, unit.pattern)
    for unit in (
        Unit("KB", "dataset-size", "bytes", Decimal(10) ** 3),
        Unit("MB", "dataset-size", "bytes", Decimal(10) ** 6),
        Unit("GB", "dataset-size", "bytes", Decimal(10) ** 9),
        Unit("TB", "dataset-size", "bytes", Decimal(10) ** 12),
        Unit("tokens", "dataset-size", "tokens"),
    )
)

Units = tuple[tuple[Unit, re.Pattern[str]], ...]


def parameter_count(text: str) -> int | None:
    """A number of parameters that stands alone and is given as it is.

    >>> parameter_count("176B parameters (dense)")
    176000000000
    >>> parameter_count("61B parameters (sparse); 6.6B active parameters")
    """
    found = PARAMETERS.fullmatch(text.strip())
    if found is None or found["compared"]:
        return None
    count = _number(found)
    return int(count) if count == count.to_integral_value() and count > 0 else None


def quantity(text: str, units: Units) -> Quantity | None:
    """The quantity that a text consists of, None if it is none of the units or there is more in it.

    >>> quantity("124 kg of CO2eq", EMISSIONS)
    Quantity(kind='emissions', value=Decimal('0.124'), unit='tco2e', comparator='exact')
    >>> quantity("2.5 to 5 days", TIMES)
    """
    for unit, pattern in units:
        found = pattern.fullmatch(text.strip())
        if found is not None:
            comparator = COMPARATORS.get((found["compared"] or "").lower(), EXACT)
            return Quantity(unit.kind, _number(found) * unit.factor, unit.unit, comparator)
    return None


def _number(found: re.Match[str]) -> Decimal:
    return Decimal(found["number"].replace(",", "")) * SCALES[found["scale"].lower()]
