"""Gather accepted pairs into groups of one thing each, none of which holds a pair that is ruled out.

Each thing keeps the IRI that its source gave it, and of a group one of those stays. Which one is decided by
`Reconciler.outcome`; the order of sources below counts only among things that no release has published yet.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from ingest.levels import CHECKPOINT, RELEASE
from ingest.reconciliation.blocking import WORKS
from ingest.reconciliation.evidence import Verdict
from ingest.reconciliation.profiles import Profile

CURATED: Final = "curated"
SOURCE_ORDER: Final = (
    CURATED,
    "ror",
    "spdx",
    "scancode_licensedb",
    "ecosystem_graphs",
    "epoch",
    "model_openness_tool",
    "osai",
    "data_provenance",
    "huggingface",
    "models_dev",
)
"""Whose IRI stays when things of several sources are one; a source that is not named comes last."""
OF_DATA: Final = frozenset({"", RELEASE, CHECKPOINT})
"""Levels that are one for datasets and what may be one."""


@dataclass(frozen=True)
class Judgment:
    """A pair of profiles with what is held of it."""

    left: Profile
    right: Profile
    verdict: Verdict


def one_level(left: Profile, right: Profile) -> bool:
    """Whether two works stand on one level; a number in the name of a dataset makes no checkpoint of it."""
    if "dataset" in (left.kind, right.kind):
        return {left.level, right.level} <= OF_DATA or left.level == right.level
    return left.level == right.level


def clusters(
    judgments: Iterable[Judgment],
    ruled_out: Callable[[Profile, Profile], bool],
    certain: Iterable[tuple[Profile, Profile]] = (),
) -> list[list[Profile]]:
    """Groups of two or more profiles that denote one thing.

    The surest pairs come first. A pair joins two groups only if no member of one is ruled out beside a member of the
    other; so links are not followed from thing to thing without end. `certain` pairs join whatever else is held.
    """
    group: dict[str, list[Profile]] = {}
    accepted = [each for each in judgments if each.verdict.same and one_level(each.left, each.right)]
    accepted.sort(key=lambda each: (-each.verdict.confidence, each.left.subject, each.right.subject))
    for left, right in certain:
        _join(group, left, right, lambda _a, _b: False)
    for each in accepted:
        _join(group, each.left, each.right, ruled_out)
    unique = {id(members): members for members in group.values() if len(members) > 1}
    return sorted(
        (sorted(members, key=precedence) for members in unique.values()), key=lambda found: precedence(found[0])
    )


def _join(
    group: dict[str, list[Profile]], left: Profile, right: Profile, ruled_out: Callable[[Profile, Profile], bool]
) -> None:
    a = group.setdefault(left.subject, [left])
    b = group.setdefault(right.subject, [right])
    if a is b or any(not one_level(x, y) or ruled_out(x, y) for x in a for y in b):
        return
    merged = [*a, *b]
    for member in merged:
        group[member.subject] = merged


def precedence(profile: Profile) -> tuple[int, int, str]:
    """Rank by which the thing that stays is chosen: what is described first, then by source, then by IRI.

    No count or order of records matters.
    """
    rank = SOURCE_ORDER.index(profile.source) if profile.source in SOURCE_ORDER else len(SOURCE_ORDER)
    return _told(profile), rank, profile.subject


def _told(profile: Profile) -> int:
    """How little is said of a thing: 0 if it is described, 1 to 3 if it is named with level, kind or neither."""
    if profile.kind == "artifact":
        return 3
    if profile.source == CURATED or profile.kind not in WORKS or profile.described:
        return 0
    return 2 if profile.bare else 1
