"""What clients ask for, read from JSON: batches of names to match, and values to fetch."""

import json
import math
from dataclasses import dataclass
from typing import Final, cast

from service.errors import BadParameter, Json, TooLarge

MOST_QUERIES: Final = 50
MOST_IDS, MOST_PROPERTIES, MOST_VALUES = 100, 30, 20
MOST_NAMELESS: Final = 10
"""Properties, and values of them all, of a query without a name: each value is looked for."""
LONGEST: Final = 500
MOST_CANDIDATES, USUAL_CANDIDATES = 25, 5
STRICT: Final = ("any", "should", "all")

Object = dict[str, Json]


@dataclass(frozen=True)
class Condition:
    """A property that a thing should have, with the texts that one of its values should equal."""

    prop: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """One name to match."""

    text: str
    kinds: tuple[str, ...]
    strict: str
    limit: int
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Extension:
    """Properties to fetch for things."""

    ids: tuple[str, ...]
    properties: tuple[str, ...]


def read_batch(text: str) -> dict[str, Wanted]:
    """A query batch; raises BadParameter, saying where, or TooLarge."""
    batch = an_object(read_json(text, "queries"), "queries")
    if len(batch) > MOST_QUERIES:
        raise TooLarge(f"The batch has {len(batch)} queries. Send {MOST_QUERIES} at once, as the manifest says.")
    found = {}
    for name, raw in batch.items():
        place = f"queries.{name[:40]}"
        found[name] = read_query(an_object(raw, place), place)
    return found


def read_query(raw: Object, place: str) -> Wanted:
    text = a_text(raw.get("query", ""), f"{place}.query")
    conditions = tuple(
        read_condition(an_object(each, f"{place}.properties"), f"{place}.properties")
        for each in a_list(raw.get("properties", []), f"{place}.properties", MOST_PROPERTIES)
    )
    if not text.strip() and not conditions:
        raise fault(place, "has neither a `query` nor `properties`")
    if not text.strip() and max(len(conditions), sum(len(each.values) for each in conditions)) > MOST_NAMELESS:
        raise fault(f"{place}.properties", f"has {MOST_NAMELESS} values at most where there is no `query`")
    kinds = raw.get("type", [])
    listed = a_list(kinds if isinstance(kinds, list) else [kinds], f"{place}.type", MOST_VALUES)
    strict = a_text(raw.get("type_strict", STRICT[0]), f"{place}.type_strict")
    if strict not in STRICT:
        raise fault(f"{place}.type_strict", f"is one of {', '.join(STRICT)}")
    limit = raw.get("limit", USUAL_CANDIDATES)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 1 <= limit < math.inf:
        raise fault(f"{place}.limit", "is a number from 1 on")
    chosen = tuple(each for each in (a_text(one, f"{place}.type") for one in listed) if each)
    return Wanted(text, chosen, strict, min(int(limit), MOST_CANDIDATES), conditions)


def read_condition(raw: Object, place: str) -> Condition:
    given = raw.get("v")
    several = given if isinstance(given, list) else [given]
    values = tuple(value_text(each, f"{place}.v") for each in a_list(several, f"{place}.v", MOST_VALUES))
    return Condition(a_text(raw.get("pid"), f"{place}.pid"), values)


def value_text(raw: Json, place: str) -> str:
    """A value as text; of a thing that was matched before, its id."""
    if isinstance(raw, dict):
        return a_text(raw.get("id"), f"{place}.id")
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw) if isinstance(raw, int | float) else a_text(raw, place)


def read_extension(text: str) -> Extension:
    """What to fetch; raises BadParameter, saying where."""
    raw = an_object(read_json(text, "extend"), "extend")
    ids = [a_text(each, "extend.ids") for each in a_list(raw.get("ids"), "extend.ids", MOST_IDS)]
    props = [
        a_text(an_object(each, "extend.properties").get("id"), "extend.properties.id")
        for each in a_list(raw.get("properties"), "extend.properties", MOST_PROPERTIES)
    ]
    return Extension(tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(props)))


def read_json(text: str, place: str) -> Json:
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half of a character can be escaped, but is no text
        return cast(Json, found)
    except (ValueError, RecursionError) as error:
        raise fault(place, f"is not JSON that can be read: {str(error)[:120]}") from error


def an_object(raw: Json, place: str) -> Object:
    if not isinstance(raw, dict):
        raise fault(place, "is an object")
    return raw


def a_list(raw: Json, place: str, most: int) -> list[Json]:
    if not isinstance(raw, list):
        raise fault(place, "is a list")
    if len(raw) > most:
        raise fault(place, f"has {most} entries at most, not {len(raw)}")
    return raw


def a_text(raw: Json, place: str) -> str:
    if not isinstance(raw, str):
        raise fault(place, "is a text")
    if len(raw) > LONGEST:
        raise fault(place, f"has {LONGEST} characters at most")
    return raw


def fault(place: str, said: str) -> BadParameter:
    return BadParameter(f"`{place}` {said}.", parameter=place.partition(".")[0], place=place)
