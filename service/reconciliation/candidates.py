"""What a name in a table may stand for, with a score that says why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ingest.search_index.kinds import SEARCHED
from service.errors import Json
from service.reconciliation.batches import MOST_CANDIDATES, Condition, Wanted
from service.reconciliation.properties import id_of, key_in, properties_of
from service.reconciliation.work import Work
from service.search.finding import Hit, similarity

EQUAL, FOLDED = 1.0, 0.99
"""How alike the label is to a text that is equal, or equal but for capitals and accents."""
ALIAS, FOLDED_ALIAS = 0.98, 0.97
"""The same of another name."""
ADDRESS: Final = 0.95
"""How alike a thing is to the address of a page about it or of its account, which may be those of others as well."""
NEAR: Final = 0.96
"""How alike a name is at most that is not equal."""
DIFFERS: Final = 20.0
"""What a property that differs, or a kind that should be another, takes from a score of 100."""
DATE: Final = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True)
class Candidate:
    """A thing that may be meant.

    Attributes:
        alike: how alike its name is, from 0 to 1, which an equal label or an identifier has alone.
        agrees: whether all properties that were given have one of the given values.
        addressed: whether the address of a page about it, or of its account, was asked for.
    """

    hit: Hit
    score: float
    alike: float
    agrees: bool
    addressed: bool


def candidates(work: Work, wanted: Wanted) -> list[Candidate]:
    """What may be meant, the likeliest first."""
    asked = [kind.removeprefix("kind/") for kind in wanted.kinds]
    known = [kind for kind in asked if kind in SEARCHED]
    filtered = [] if wanted.strict == "should" else known
    if (asked and not known and wanted.strict != "should") or (wanted.strict == "all" and len(set(asked)) > 1):
        return []
    found = [candidate(work, hit, text, wanted, known) for text in texts(wanted) for hit in hits(work, text, filtered)]
    if not wanted.text.strip():
        found = [each for each in found if each.agrees]
    once = {each.hit.key: each for each in reversed(found)}
    return sorted(once.values(), key=lambda each: (-each.score, -each.hit.score, each.hit.key))


def texts(wanted: Wanted) -> list[str]:
    """What is looked for: the name; without one, values that may be identifiers."""
    if wanted.text.strip():
        return [key_in(wanted.text)]
    return [key_in(value) for condition in wanted.conditions for value in condition.values]


def hits(work: Work, text: str, kinds: list[str]) -> tuple[Hit, ...]:
    work.go_on()
    return work.room.search.find(text, kinds, MOST_CANDIDATES).hits


def candidate(work: Work, hit: Hit, text: str, wanted: Wanted, kinds: list[str]) -> Candidate:
    work.go_on()
    addressed = hit.matched == "address" and ("/" in text or not wanted.text.strip())
    alike = max(likeness(hit, text), ADDRESS if addressed else 0.0)
    differing = sum(not agrees(work, hit, each) for each in wanted.conditions)
    other_kind = wanted.strict == "should" and bool(kinds) and hit.kind not in kinds
    score = max(0.0, 100 * alike - DIFFERS * (differing + other_kind))
    return Candidate(hit, score, alike, differing == 0, addressed)


def likeness(hit: Hit, text: str) -> float:
    if hit.matched == "identifier" or text == hit.label:
        return EQUAL
    if hit.exact and hit.matched == "name":
        return FOLDED
    if hit.exact:
        return ALIAS if text in hit.entry.others else FOLDED_ALIAS
    return min(NEAR, max(similarity(name, text) for name in hit.entry.names))


def agrees(work: Work, hit: Hit, condition: Condition) -> bool:
    """Whether a thing has one of the values; one that no property of its kind can have is none of its."""
    work.go_on()
    prop = properties_of(hit.kind).get(condition.prop)
    if prop is None:
        return False
    own = work.own(hit.key, prop)
    return any(same(work.given(text), other) for text in condition.values for other in own)


def same(one: set[str], other: set[str]) -> bool:
    """Equal, or dates of which one is the other less exactly."""
    if one & other:
        return True
    pairs = ((a, b) for a in one for b in other if DATE.fullmatch(a) and DATE.fullmatch(b))
    return any(a.startswith(b) or b.startswith(a) for a, b in pairs)


def result_json(found: Iterable[Candidate], limit: int) -> dict[str, Json]:
    """Candidates as the protocol has them; a match only if nothing else is called or identified so.

    If nothing is, one whose page or account was asked for is a match, unless it shares it.
    """
    listed = list(found)
    agreeing = [each for each in listed if each.agrees]
    certain = [each for each in agreeing if each.hit.exact] or [each for each in agreeing if each.addressed]
    sole = certain[0] if len(certain) == 1 else None
    return {"result": [candidate_json(each, match=each is sole) for each in listed[:limit]]}


def candidate_json(each: Candidate, *, match: bool) -> dict[str, Json]:
    told: dict[str, Json] = {
        "id": id_of(each.hit.key),
        "name": each.hit.label,
        "score": round(each.score, 1),
        "match": match,
        "type": [type_json(each.hit.kind)],
        "features": [
            {"id": "name_similarity", "value": round(each.alike, 3)},
            {"id": "all_properties", "value": each.agrees},
        ],
    }
    return told | ({"description": each.hit.description} if each.hit.description else {})


def type_json(kind: str) -> dict[str, Json]:
    return {"id": kind, "name": SEARCHED[kind].title}
