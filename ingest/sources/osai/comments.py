"""Facts that files of the European Open Source AI Index give in comments, where a YAML parser does not see them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from ingest.sources.drafts import Draft
from ingest.sources.metrics import metric
from ingest.sources.source_values import ALIAS, NORMALIZED, UNMAPPED

HEDGED: Final = "hedged"
ORIGIN: Final = "National origin"
CONTRIBUTOR: Final = "Contributor type"
BASE_COMPUTE: Final = "Base model training compute"
END_COMPUTE: Final = "End model training compute"
TAGS: Final = f"{ORIGIN}|{CONTRIBUTOR}|{BASE_COMPUTE}|{END_COMPUTE}"
TAG: Final = re.compile(rf"^[ \t]*#[ \t]*-[ \t]*({TAGS})[ \t]*:[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
LONGEST_TAG: Final = 500
NOTHING: Final = frozenset({"", "-"})

COUNTRIES: Final = {
    "Canada": "can",
    "China": "chn",
    "Finland": "fin",
    "France": "fra",
    "Germany": "deu",
    "Israel": "isr",
    "Italy": "ita",
    "Netherlands": "nld",
    "Poland": "pol",
    "Singapore": "sgp",
    "South Korea": "kor",
    "Spain": "esp",
    "Sweden": "swe",
    "Switzerland": "che",
    "United Arab Emirates": "are",
    "United Kingdom": "gbr",
    "United States": "usa",
}
CONTRIBUTORS: Final = {
    "Company": "company",
    "Big Tech": "big-tech",
    "American Big Tech": "big-tech",
    "Chinese Big Tech": "big-tech",
    "European Big Tech": "big-tech",
    "Chinese AI Tiger": "startup",
    "Research institution": "research-institute",
    "Research lab": "research-lab",
    "University": "university",
}
"""Concepts of the scheme `organization-type` by what stands in the brackets of a contributor type."""

IN_BRACKETS: Final = re.compile(r"(?:Non-academic|Academic) \(([^()]+)\)")
INDIVIDUAL: Final = "Individual"

NUMBER: Final = r"\d{1,4}(?:\.\d{1,6})?e\+?\d{1,2}"
COMPUTE: Final = re.compile(
    rf"(?P<sign>~|>=|<=)?\s*(?P<number>{NUMBER})(?:\s*FLOP)?"
    rf"(?:\s+to\s+~?\s*(?P<greatest>{NUMBER})(?:\s*FLOP)?)?"
    r"(?:\s*\+-\s*(?P<orders>\d(?:\.\d+)?)\s*OoM)?"
    r"(?:\s*\((?P<basis>[^()]*)\))?(?:\s*\[(?P<author>Epoch AI)\])?"
)
COMPARATORS: Final = {"~": "about", ">=": "at-least", "<=": "at-most"}
BASES: Final = (
    (re.compile(r"param count.*hardware"), "estimated from parameters, data and hardware"),
    (re.compile(r"param count"), "estimated from parameters and data"),
    (re.compile(r"Chinchilla"), "lower bound from a scaling law"),
    (re.compile(r"hardware|tuning on"), "estimated from hardware and time"),
    (re.compile(r"preprint"), "as given in the preprint"),
)


@dataclass(frozen=True)
class Compute:
    """An amount of floating-point operations.

    Attributes:
        comparator: concept of the scheme `comparator`.
        note: how sure it is and where it comes from.
    """

    value: Decimal
    comparator: str
    note: str = ""


def tags(text: str) -> dict[str, str]:
    """What the comments of a file say, by tag; of two for a tag the first."""
    found: dict[str, str] = {}
    for tag, value in TAG.findall(text):
        if value not in NOTHING and len(value) <= LONGEST_TAG:
            found.setdefault(tag, value)
    return found


def is_individual(contributor: str) -> bool:
    found = IN_BRACKETS.fullmatch(contributor)
    return found is not None and found[1] == INDIVIDUAL


def describe_origin(developer: Draft, raw: str) -> None:
    country = COUNTRIES.get(raw)
    if country:
        developer.say("locatedIn", f"country/{country}")
    developer.write("locatedIn", raw, NORMALIZED if country else UNMAPPED, f"country/{country}" if country else "")


def describe_contributor(developer: Draft, raw: str) -> None:
    found = IN_BRACKETS.fullmatch(raw)
    kind = CONTRIBUTORS.get(found[1]) if found else None
    if kind:
        developer.say("classification", kind)
    developer.write("classification", raw, ALIAS if kind else UNMAPPED, f"organization-type/{kind}" if kind else "")


def describe_compute(model: Draft, raw: str) -> None:
    """Add the amounts of a comment; one that doubts itself is only kept as it is written."""
    metrics = [_metric(model, compute) for compute in amounts(raw)]
    model.say("hasMetric", *metrics)
    status = NORMALIZED if metrics else HEDGED if re.search(NUMBER, raw) else UNMAPPED
    model.write("hasMetric", raw, status, [metric["id"] for metric in metrics])


def amounts(raw: str) -> list[Compute]:
    """The amounts that a comment consists of, two for a range.

    >>> amounts("~7.0e+22 FLOP +- 0.30 OoM")
    [Compute(value=Decimal('7.0E+22'), comparator='about', note='within 0.30 orders of magnitude')]
    >>> amounts("unknown (~1e23?)")
    []
    """
    found = COMPUTE.fullmatch(raw)
    if not found:
        return []
    note = _note(found)
    value = Decimal(found["number"])
    if found["greatest"]:
        return [Compute(value, "at-least", note), Compute(Decimal(found["greatest"]), "at-most", note)]
    otherwise = "about" if found["orders"] else "exact"
    return [Compute(value, COMPARATORS.get(found["sign"] or "", otherwise), note)]


def _note(found: re.Match[str]) -> str:
    said = [f"within {found['orders']} orders of magnitude"] if found["orders"] else []
    said += [words for pattern, words in BASES if pattern.search(found["basis"] or "")][:1]
    said += [f"figure of {found['author']}"] if found["author"] else []
    return "; ".join(said)


def _metric(model: Draft, compute: Compute) -> dict[str, Any]:
    """The observation; its value is in its identifier, for several files may give one for the same base model."""
    part = f"{compute.comparator}-{_written(compute.value)}"
    found = metric(model.subject, "training-compute", compute.value, "flop", compute.comparator, part=part)
    return found | {"note": compute.note}


def _written(value: Decimal) -> str:
    return f"{value.normalize():e}".replace("+", "").lower()
