"""What people should decide first, and how a question is put to them.

A question is worth what its answer changes: the facts and links of the lesser of the two things, each with all
that is one with it already, would be seen beside those of the other. A likely pair is worth more than an unlikely one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ingest.namespaces import PREFIXES
from ingest.reconciliation.clusters import Judgment, one_level, precedence
from ingest.reconciliation.decisions import final_targets
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.reconciler import Outcome

MOST_NAMES: Final = 3


@dataclass(frozen=True)
class Question:
    """An undecided pair.

    Attributes:
        stays: the side whose IRI would stay.
        value: what a decision would change, in facts and links.
    """

    stays: Profile
    other: Profile
    judgment: Judgment
    value: float


def questions(outcome: Outcome, facts: Mapping[str, int]) -> list[Question]:
    """The undecided pairs, those first whose decision changes most; of the same two groups only the likeliest.

    Args:
        outcome: what is decided already.
        facts: how many facts and links each `kind/slug` has, over all sources.
    """
    targets = {_key(old.value): _key(new.value) for old, new in final_targets(outcome.decisions).items()}
    weight: Counter[str] = Counter()
    for subject, number in facts.items():
        weight[targets.get(subject, subject)] += number
    likeliest: dict[frozenset[str], Judgment] = {}
    for each in sorted(outcome.undecided, key=lambda each: (-each.verdict.confidence, each.left.subject)):
        if one_level(each.left, each.right) and not (each.left.part or each.right.part):
            ends = frozenset(targets.get(side.subject, side.subject) for side in (each.left, each.right))
            likeliest.setdefault(ends, each)
    found = [_question(ends, each, weight) for ends, each in likeliest.items() if len(ends) > 1]
    return sorted(found, key=lambda each: (-each.value, each.stays.subject, each.other.subject))


def _question(ends: frozenset[str], judgment: Judgment, weight: Mapping[str, int]) -> Question:
    stays, other = sorted((judgment.left, judgment.right), key=precedence)
    value = judgment.verdict.confidence * min(weight.get(end, 0) for end in ends)
    return Question(stays, other, judgment, round(value, 1))


def asked(question: Question) -> Iterator[str]:
    """The lines in which a question is put, with the entry of redirects.yaml for either answer."""
    yield f"worth {question.value:g}, confidence {question.judgment.verdict.confidence:.2f}"
    yield from (f"  {line}" for side in (question.stays, question.other) for line in _described(side))
    yield f"  why not decided: {question.judgment.verdict.words or 'nothing else is known'}"
    yield "  if one:"
    yield f"    {question.other.subject}: {{to: {question.stays.subject}, because: }}  # under redirects"
    yield "  if two:"
    yield f"    - {{pair: [{question.stays.subject}, {question.other.subject}], because: }}  # under different"


def _described(side: Profile) -> Iterator[str]:
    told = {
        "names": ", ".join(side.names[:MOST_NAMES]),
        "source": side.source,
        "level": side.level,
        "by": ", ".join(side.organizations[:MOST_NAMES]),
        "date": side.issued,
        "parameters": f"{side.parameters:g}" if side.parameters else "",
        "holds": ", ".join(side.contents[:MOST_NAMES]),
        "repository": ", ".join(side.repositories[:1]),
        "country": side.country,
    }
    yield side.subject
    yield "  " + "; ".join(f"{name}: {value}" for name, value in told.items() if value)


def facts_of(said: Iterable[tuple[str, str]]) -> Counter[str]:
    """How often each `kind/slug` is the subject or the object of a quad, from pairs of their IRIs."""
    found: dict[str, int] = defaultdict(int)
    for subject, value in said:
        for term in (subject, value):
            if term.startswith(PREFIXES["id"]):
                found[_key(term)] += 1
    return Counter(found)


def _key(address: str) -> str:
    return address.removeprefix(PREFIXES["id"])
