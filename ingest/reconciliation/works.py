"""Whether two records denote one model or dataset: vetoes first, then the weight of what agrees."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Final

from ingest.reconciliation.blocking import REGISTRIES
from ingest.reconciliation.evidence import Evidence, Verdict, ruled_out, undecided, verdict
from ingest.reconciliation.names import Name, words
from ingest.reconciliation.organizations import Organizations
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.spelling import one_slip_of_word
from ingest.reconciliation.traits import (
    Traits,
    one_is_short,
    sizes_differ,
    stems_alike,
    traits,
    versions_agree,
    without_owner,
)

FULL_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?.*")
APART: Final = 200
"""Days from which on two dates of release speak of two releases."""
FAR: Final = 400
NEAR: Final = 75
MONTHS_LATE: Final = 1
KEEPS_APART: Final = REGISTRIES | {"curated", "huggingface", "data_provenance", "croissant", "dcat"}
"""Sources of which no two works are one, whatever their names: identifiers and parts of collections."""
KIND_WORDS: Final = {
    "dataset": "dataset",
    "datasets": "dataset",
    "corpus": "dataset",
    "model": "model",
    "api": "software",
}
TELLING: Final = 0.3
"""Weight from which on names agree; names that are merely alike need a link."""


class Works:
    """Compares models and datasets with what all sources together tell."""

    def __init__(self, profiles: Iterable[Profile], organizations: Organizations) -> None:
        works = [profile for profile in profiles if profile.kind != "organization"]
        self._organizations = organizations
        self._renamed = renamed_owners(works)
        self._traits: dict[str, Traits] = {}
        self._makers: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = defaultdict(set)
        for work in works:
            if work.organizations and work.level != "repository":
                self._makers[_title(self.traits(work).first)].add(work.organizations)

    def traits(self, profile: Profile) -> Traits:
        known = self._traits.get(profile.subject)
        if known is None:
            known = self._traits[profile.subject] = traits(profile, self._renamed)
        return known

    def compare(self, left: Profile, right: Profile) -> Verdict:
        """Whether two records denote one work; the same for either order."""
        if kinds_differ(left, right):
            return ruled_out(Evidence("kind", 0.0, f"{left.kind}, {right.kind}"))
        if left.source == right.source and not self._told_alike(left, right):
            return ruled_out(
                Evidence("one-source", 0.0, "a source keeps its own things apart unless their names are one")
            )
        a, b = self.traits(left), self.traits(right)
        if left.level == right.level == "repository" and a.repositories and b.repositories:
            return one_repository(a, b)
        name = self._name(left, right, a, b)
        link = bool(a.repositories & b.repositories)
        vetoes = [*feature_vetoes(a, b, link=link), *parameter_vetoes(left, right, a, b)]
        vetoes += date_vetoes(left, right, a, b)
        if vetoes:
            return ruled_out(*vetoes)
        evidence = [name, self._organization(left, right, name, link=link)]
        if link:
            evidence.append(Evidence("same-repository", 0.4, min(a.repositories & b.repositories)))
        evidence += agreements(left, right, a, b)
        evidence += dates(left, right, numbered=bool(a.versions & b.versions - {()}))
        counted = [each for each in evidence if each.weight]
        return verdict(*counted) if link or name.weight >= TELLING else undecided(*counted)

    def _told_alike(self, left: Profile, right: Profile) -> bool:
        """Whether two records of one source have one name in all its parts."""
        if left.source in KEEPS_APART or (left.level != right.level and "artifact" not in (left.kind, right.kind)):
            return False
        related = self._organizations.related(left.organizations, right.organizations)
        makers = (*left.organizations, *right.organizations) if related else ()
        a, b = (without_owner(self.traits(each).first, makers) for each in (left, right))
        return replace(a, stem=(a.squashed,), spoken=()) == replace(b, stem=(b.squashed,), spoken=())

    def _name(self, left: Profile, right: Profile, a: Traits, b: Traits) -> Evidence:
        related = self._organizations.related(left.organizations, right.organizations)
        makers = (*left.organizations, *right.organizations) if related else ()
        pairs = [(x, y) for x in a.known[: _depth(a)] for y in b.known[: _depth(b)]]
        return max((name_evidence(x, y, makers) for x, y in pairs), key=lambda each: (each.weight, each.words))

    def _organization(self, left: Profile, right: Profile, name: Evidence, *, link: bool) -> Evidence:
        if not left.organizations or not right.organizations:
            told = name.reason == "same-name" and not self._homonyms(left, right)
            return Evidence("organization-unknown", 0.25 if told else 0.15 if link else 0.0)
        if self._organizations.related(left.organizations, right.organizations):
            return Evidence("same-organization", 0.3)
        return Evidence("other-organization", 0.0 if link else -0.2)

    def _homonyms(self, left: Profile, right: Profile) -> bool:
        """Whether works of unrelated organizations bear the name."""
        makers = {each for one in (left, right) for each in self._makers[_title(self.traits(one).first)]}
        return any(not self._organizations.related(a, b) for a, b in combinations(sorted(makers), 2))


def one_repository(a: Traits, b: Traits) -> Verdict:
    """Whether two records of repositories are of the same one, whatever they are called."""
    shared = a.repositories & b.repositories
    if shared:
        return verdict(Evidence("same-repository", 1.0, min(shared)))
    return ruled_out(Evidence("other-repository", 0.0, f"{min(a.repositories)} / {min(b.repositories)}"))


def _title(name: Name) -> tuple[str, tuple[str, ...]]:
    return name.squashed, name.version


def _depth(of: Traits) -> int:
    """How many names stand for the thing itself: its own, and what a moving record holds at present."""
    return len(of.own) + (1 if of.moved else 0)


def kinds_differ(left: Profile, right: Profile) -> bool:
    """Whether one is a dataset and the other a model, by their kinds or, where a kind is not known, by their names."""
    kinds = {
        KIND_WORDS.get(words(each.names[0])[-1:][0] if words(each.names[0]) else "", each.kind)
        if each.kind == "artifact"
        else each.kind
        for each in (left, right)
    }
    return len(kinds - {"artifact"}) > 1


def name_evidence(left: Name, right: Name, makers: tuple[str, ...]) -> Evidence:
    a, b = without_owner(left, makers), without_owner(right, makers)
    shown = " / ".join(sorted((left.squashed, right.squashed)))
    if left.squashed == right.squashed or a.squashed == b.squashed:
        return Evidence("same-name", 0.5, shown)
    if sorted(a.stem) == sorted(b.stem):
        return Evidence("same-words", 0.45, shown)
    if one_is_short(left, right):
        return Evidence("short-name", 0.3, shown)
    if one_slip_of_word(a.stem, b.stem):
        return Evidence("spelled-alike", 0.4, shown)
    if stems_alike(left, right, makers):
        return Evidence("like-name", 0.15, shown)
    return Evidence("other-name", 0.0, shown)


def feature_vetoes(a: Traits, b: Traits, *, link: bool) -> list[Evidence]:
    found = []
    if not any(versions_agree(x, y) for x in a.versions for y in b.versions):
        found.append(Evidence("version", 0.0, _shown(a.versions, b.versions)))
    if a.sizes and b.sizes and sizes_differ(a.sizes, b.sizes):
        found.append(Evidence("size", 0.0, f"{sorted(a.sizes)} / {sorted(b.sizes)}"))
    if not a.tunings & b.tunings and not (link and not (a.first.tunings and b.first.tunings)):
        found.append(Evidence("tuning", 0.0, _shown(a.tunings, b.tunings)))
    if a.formats != b.formats:
        found.append(Evidence("format", 0.0, f"{sorted(a.formats)} / {sorted(b.formats)}"))
    if a.context and b.context and a.context != b.context:
        found.append(Evidence("context", 0.0, f"{sorted(a.context)} / {sorted(b.context)}"))
    if a.editions and b.editions and a.editions != b.editions:
        found.append(Evidence("edition", 0.0, f"{sorted(a.editions)} / {sorted(b.editions)}"))
    return found


def _shown(left: Iterable[Iterable[str]], right: Iterable[Iterable[str]]) -> str:
    return " / ".join(
        sorted(" or ".join(sorted("-".join(sorted(each)) or "none" for each in side)) for side in (left, right))
    )


def parameter_vetoes(left: Profile, right: Profile, a: Traits, b: Traits) -> list[Evidence]:
    """Counted parameters rule out others, unless both names tell one size."""
    if not left.parameters or not right.parameters or (a.first.sizes and a.first.sizes == b.first.sizes):
        return []
    ratio = left.parameters / right.parameters
    if 0.7 <= ratio <= 1.45 or not (left.measured or right.measured):
        return []
    return [Evidence("parameters", 0.0, f"{left.parameters:g} / {right.parameters:g}")]


def date_vetoes(left: Profile, right: Profile, a: Traits, b: Traits) -> list[Evidence]:
    """A name that carries a date is not the name of what came out at another time."""
    for dated, other in ((a, right), (b, left)):
        day = day_of(other.issued)
        mine = a.editions if dated is a else b.editions
        yours = b.editions if dated is a else a.editions
        if mine and not yours and day:
            months = [month for edition in mine for month in readings(edition)]
            if months and not any(
                -MONTHS_LATE * 8 <= month - (day.year * 12 + day.month) <= MONTHS_LATE for month in months
            ):
                return [Evidence("edition-date", 0.0, f"{sorted(mine)} / {other.issued}")]
    return []


@lru_cache(maxsize=10_000)
def readings(edition: str) -> tuple[int, ...]:
    """Months, counted from year 0, that a row of digits in a name can mean; none for a bare month and day."""
    found = []
    a, b = int(edition[:2]), int(edition[2:4])
    if len(edition) == 4:
        found += [(2000 + b) * 12 + a] if 1 <= a <= 12 and 18 <= b <= 35 else []
        found += [(2000 + a) * 12 + b] if 1 <= b <= 12 and 18 <= a <= 35 else []
    elif edition.startswith("20"):
        month = int(edition[4:6])
        found += [int(edition[:4]) * 12 + month] if 1 <= month <= 12 else []
    return tuple(found)


@lru_cache(maxsize=50_000)
def day_of(text: str) -> date | None:
    match = FULL_DATE.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2] or 6), int(match[3] or 15)) if match else None
    except ValueError:
        return None


def dates(left: Profile, right: Profile, *, numbered: bool) -> list[Evidence]:
    """What dates of release say; one day in two sources says much, a repository may come late."""
    a, b = day_of(left.issued), day_of(right.issued)
    if not a or not b:
        return []
    apart = abs((a - b).days)
    shown = " / ".join(sorted((left.issued, right.issued)))
    if apart <= 1 and len(left.issued) == len(right.issued) == 10:
        return [Evidence("same-day", 0.3, shown)]
    if apart <= NEAR:
        return [Evidence("near-dates", 0.15, shown)]
    late_copy = (left.level == "repository" and a > b) or (right.level == "repository" and b > a)
    if apart <= APART or late_copy:
        return []
    return [Evidence("far-dates", -0.05 if apart <= FAR else -0.1 if numbered else -0.3, shown)]


def agreements(left: Profile, right: Profile, a: Traits, b: Traits) -> list[Evidence]:
    found = []
    if a.first.sizes and b.first.sizes:
        found.append(Evidence("same-size", 0.15))
    elif left.parameters and right.parameters and 0.98 <= left.parameters / right.parameters <= 1.02:
        found.append(Evidence("same-parameters", 0.3))
    elif left.parameters and right.parameters and not 0.7 <= left.parameters / right.parameters <= 1.45:
        found.append(Evidence("other-parameters", -0.35, f"{left.parameters:g} / {right.parameters:g}"))
    if a.versions & b.versions - {()}:
        found.append(Evidence("same-version", 0.1))
    if a.first.tunings and a.first.tunings == b.first.tunings:
        found.append(Evidence("same-tuning", 0.05))
    return found


def renamed_owners(profiles: Iterable[Profile]) -> dict[str, str]:
    """Owners on the Hub that others link to by an older name, with the present one.

    An owner that holds no repository in the Hub's own records, of which two or more linked repositories are there
    under one other owner, has been renamed.
    """
    held: dict[str, set[str]] = defaultdict(set)
    owners: set[str] = set()
    linked: dict[str, set[str]] = defaultdict(set)
    for profile in profiles:
        for repository in profile.repositories:
            owner, _, name = repository.casefold().partition("/")
            if profile.level == "repository":
                held[name].add(owner)
                owners.add(owner)
            else:
                linked[owner].add(name)
    renamed = {}
    for owner, names in linked.items():
        if owner in owners:
            continue
        moved = Counter(new for name in names if len(held.get(name, ())) == 1 for new in held[name])
        best = sorted(moved.items(), key=lambda item: (-item[1], item[0]))[:1]
        if best and best[0][1] >= 2:
            renamed[owner] = best[0][0]
    return renamed
