"""Ties as the release has them: each with what it rests on, and when it held."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

from service.execution import Desk, result_of
from service.networks.errors import NetworkTooLarge
from service.networks.periods import Period
from service.networks.projections import Projection, Via, ViaName
from service.result_rows import read_rows, text_of

MOST_TIES: Final = 50_000
SMALLER: Final = "Ask for one kind of tie with `via`, or for a time with `from` and `to`."

Row = dict[str, str]


@dataclass(frozen=True)
class Tie:
    """That one thing is tied to another through a third."""

    source: str
    target: str
    via: str
    through: str
    period: Period


async def answers_of(desk: Desk, projection: Projection, vias: Iterable[Via]) -> dict[ViaName, bytes]:
    """What the release answers to the query of each kind of tie."""
    limit = f"LIMIT {MOST_TIES + 1}"
    return {via.name: await result_of(desk, projection.query(via.name) + limit, "json") for via in vias}


def ties_in(answers: Mapping[ViaName, bytes]) -> list[Tie]:
    """All ties in the answers; raises NetworkTooLarge beyond `MOST_TIES`, and where more rows than that were cut."""
    told = {via: rows(answer) for via, answer in answers.items()}
    found = list(islice((tie for via, each in told.items() for tie in ties(each, via)), MOST_TIES + 1))
    if max(len(found), *map(len, told.values())) > MOST_TIES:
        raise NetworkTooLarge(f"There are more than {MOST_TIES:,} ties. {SMALLER}", most=MOST_TIES)
    return found


def rows(answer: bytes) -> list[Row]:
    """What the cells of an answer say, by column; of those that are not empty."""
    columns, found = read_rows(answer, "json")
    return [{name: text for name, cell in zip(columns, row, strict=True) if (text := text_of(cell))} for row in found]


def ties(found: list[Row], via: str) -> Iterator[Tie]:
    """The ties in the rows of a query: told as pairs, or as members who share what they are tied through."""
    shared: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        if "member" in row:
            shared[row["through"]].append(row)
        else:
            yield Tie(row["a"], row["b"], via, row["through"], period(row))
    for through, members in shared.items():
        for one, other in combinations(members, 2):
            yield Tie(one["member"], other["member"], via, through, period(one).joint(period(other)))


def period(row: Row) -> Period:
    """When a tie held, within the time of what it belongs to if the row tells it."""
    return dates(row, "start", "end").within(dates(row, "since", "until"))


def dates(row: Row, start: str, end: str) -> Period:
    return Period(row.get(start, ""), row.get(end, ""))
