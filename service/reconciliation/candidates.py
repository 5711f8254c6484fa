"""What a name in a table may stand for, with a score that says why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ingest.search_index.kinds import SEARCHED
from ingest.search_index.names import marks, squeezed
from service.errors import Json
from service.reconciliation.batches import MOST_CANDIDATES, Condition, Wanted
from service.reconciliation.properties import id_of, key_in, properties_of
from service.reconciliation.work import Work
from service.search.finding import Hit, similarity

EQUAL, FOLDED = 1.0, 0.99
"""How alike the label is to a text that is equal, or equal but for capitals and accents."""
ALIAS, FOLDED_ALIAS = 0.98, 0.97
"""The same of another name; the second also of any name that is equal but for blanks and hyphens."""
KNOWN_BY_LABEL: Final = frozenset({"organization"})
"""Kinds whose other names are acronyms and the like; those of artifacts and licenses are labels in other catalogs."""
ADDRESS: Final = 0.95
"""How alike a thing is to the address of a page about it or of its account, which may be those of others as well."""
NEAR: Final = 0.96
"""How alike a name is at most that is not equal."""
OTHER_MARKS: Final = 0.2
"""What it takes from how alike a name is that other numbers stand in it: it is that of another version."""
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
    once = {each.hit.key: each for each in sorted(found, key=lambda each: (each.score, each.hit.score))}
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
    return max(nearness(name, text) for name in hit.entry.names)


def nearness(name: str, text: str) -> float:
    """How alike a name is that is not equal."""
    same_marks = marks(name) == marks(text)
    if same_marks and squeezed(name) == squeezed(text) != "":
        return FOLDED_ALIAS
    return max(0.0, min(NEAR, similarity(name, text)) - (0.0 if same_marks else OTHER_MARKS))


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
    """Candidates as the protocol has them, at most one of them as a match."""
    listed = list(found)
    certain = match(listed)
    return {"result": [candidate_json(each, match=each is certain) for each in listed[:limit]]}


def match(found: Iterable[Candidate]) -> Candidate | None:
    """What is meant for certain: the only one that is called or identified so.

    If nothing is, then the only one that is called so but for blanks and hyphens, or whose page or account it is.
    """
    agreeing = [each for each in found if each.agrees]
    exact = [each for each in agreeing if each.hit.exact]
    same_letters = [each for each in agreeing if each.alike >= FOLDED_ALIAS]
    certain = exact or same_letters or [each for each in agreeing if each.addressed]
    if len(certain) > 1 and named_first(certain):
        return max(certain, key=likeliest)
    return certain[0] if len(certain) == 1 else None


def named_first(found: list[Candidate]) -> bool:
    """Whether the name is the label of the likeliest, letter by letter, and but another name of all others."""
    first, *others = sorted(found, key=likeliest, reverse=True)
    labeled = first.hit.matched == "name" and first.alike == EQUAL and first.hit.kind in KNOWN_BY_LABEL
    return labeled and all((each.hit.kind, each.hit.matched) == (first.hit.kind, "alias") for each in others)


def likeliest(each: Candidate) -> float:
    return each.hit.score


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
