"""Whether two records denote one model or dataset: vetoes first, then the weight of what agrees."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ingest.levels import FAMILY
from ingest.reconciliation.blocking import kept_apart
from ingest.reconciliation.dates import dates, half_a_year_apart
from ingest.reconciliation.evidence import Evidence, Verdict, ruled_out, undecided, verdict
from ingest.reconciliation.hub_owners import renamed_owners
from ingest.reconciliation.organizations import Organizations
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.qualifiers import QUALIFIERS, SOFT_TYPE_WORDS
from ingest.reconciliation.served import may_move_on, served_vetoes
from ingest.reconciliation.spelling import one_slip_of_word
from ingest.reconciliation.surroundings import Surroundings, squashed_name
from ingest.reconciliation.traits import Traits, one_is_short, stems_alike, traits, without_owner
from ingest.reconciliation.vetoes import date_vetoes, feature_vetoes, parameter_vetoes
from ingest.reconciliation.weights import WEIGHTS, weighed
from ingest.work_names import Name, words

KIND_WORDS: Final = {
    "dataset": "dataset",
    "datasets": "dataset",
    "corpus": "dataset",
    "model": "model",
    "api": "software",
}
TOLD_TOGETHER: Final = frozenset({"same-organization", "joint-organization"})
"""Observations without which a name that is only part of the other does not suffice."""
ONE_SIZE: Final = (0.98, 1.02)
ONE_RELEASE: Final = (1 / 3, 3.0)
"""Ratios of parameters within which two sizes of one release may be meant."""
ONE_NAME: Final = frozenset({"same-name", "name-but-for-maker"})
SURE_NAMES: Final = WEIGHTS["same-words"]
"""Weight from which on names are one but for their parts."""


class Works:
    """Compares models and datasets with what all sources together tell."""

    def __init__(self, profiles: Iterable[Profile], organizations: Organizations) -> None:
        works = [profile for profile in profiles if profile.kind != "organization" and profile.names]
        self._organizations = organizations
        self._renamed = renamed_owners(works)
        self._traits: dict[str, Traits] = {}
        self._around = Surroundings(works, self.traits, organizations.related)

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
        link = bool(a.repositories & b.repositories) and not (left.part or right.part)
        families = left.level == right.level == FAMILY
        vetoes = feature_vetoes(a, b, link=link, families=families)
        vetoes += parameter_vetoes(left, right, a, b, link=link)
        vetoes += date_vetoes(left, right, a, b)
        vetoes += served_vetoes(left, right, a, b)
        if not link and self._around.tuned_in_silence(left, right):
            vetoes.append(Evidence("tuning", 0.0, "a catalog has both, and calls one of them base"))
        if vetoes:
            return ruled_out(*vetoes)
        name = self._name(left, right, a, b)
        if not (link or left.part or right.part):
            name += self._rivals(left, right, a, b, name[0])
            name += [weighed("one-length")] if bool(a.context) != bool(b.context) else []
        evidence = [*name, self._organization(left, right, name[0], link=link)]
        if link:
            evidence.append(weighed("same-repository", min(a.repositories & b.repositories)))
        evidence += agreements(left, right, a, b)
        evidence += dates(left, right, numbered=bool(a.versions & b.versions - {()}))
        if any(each.reason == "only-bearer" for each in evidence) and half_a_year_apart(left, right):
            evidence += [weighed("may-move-on")] if may_move_on(left, right, a, b) else []
        counted = [each for each in evidence if each.weight]
        if not link and name[0].reason == "other-name":
            return Verdict(0.0, tuple(counted))
        if left.part or right.part:
            return undecided(*counted)
        reasons = {each.reason for each in evidence}
        enough = link or name[0].weight > WEIGHTS["like-name"]
        if name[0].reason == "contained-name" and not (link or reasons & TOLD_TOGETHER):
            enough = False
        return verdict(*counted) if enough else undecided(*counted)

    def _told_alike(self, left: Profile, right: Profile) -> bool:
        """Whether two records of one source have one name in all its parts."""
        if kept_apart(left) or (left.level != right.level and "artifact" not in (left.kind, right.kind)):
            return False
        a, b = (without_owner(self.traits(each).first, self._makers(left, right)) for each in (left, right))
        return replace(a, stem=(a.squashed,), spoken=()) == replace(b, stem=(b.squashed,), spoken=())

    def _makers(self, left: Profile, right: Profile) -> tuple[str, ...]:
        """Who made both, if their makers are related or only one tells them: names of works may leave them out."""
        if not left.organizations or not right.organizations:
            return (*left.organizations, *right.organizations)
        related = self._organizations.related(left.organizations, right.organizations)
        return (*left.organizations, *right.organizations) if related else ()

    def _name(self, left: Profile, right: Profile, a: Traits, b: Traits) -> list[Evidence]:
        """What the closest names of two works share, and whether others come closer."""
        makers = self._makers(left, right)
        families = left.level == right.level == FAMILY
        pairs = [
            (x, y) for x in a.known[: _depth(a, families=families)] for y in b.known[: _depth(b, families=families)]
        ]
        return max((self._names(x, y, makers) for x, y in pairs), key=lambda each: (each[0].weight, each[0].words))

    def _rivals(self, left: Profile, right: Profile, a: Traits, b: Traits, name: Evidence) -> list[Evidence]:
        """Whether other things of their catalogs come closer to the name, or as close in another size."""
        if name.weight >= SURE_NAMES:
            if self._around.alone(left, right):
                return [weighed("alone")]
            sized = bool(a.sizes) != bool(b.sizes) and not (left.parameters and right.parameters)
            if sized and self._around.sized_otherwise(left, right):
                return [weighed("one-of-several-sizes")]
            if self._around.told_otherwise(left, right, "context"):
                return [weighed("one-of-several-lengths")]
            if self._around.told_otherwise(left, right, "editions"):
                return [weighed("one-of-several-editions")]
            return []
        if name.weight <= 0:
            return []
        return [weighed("better-elsewhere" if self._around.closer(left, right) else "only-candidate")]

    def _names(self, left: Name, right: Name, makers: tuple[str, ...]) -> list[Evidence]:
        a, b = without_owner(left, makers), without_owner(right, makers)
        shown = " / ".join(sorted((left.squashed, right.squashed)))
        if left.squashed == right.squashed:
            return [weighed("same-name", shown)]
        if a.squashed == b.squashed:
            return [weighed("name-but-for-maker", shown)]
        if sorted(a.stem) == sorted(b.stem):
            return [weighed("same-words", shown)]
        if _without_type(a) == _without_type(b) != ():
            return [weighed("name-of-its-kind", shown)]
        qualified = [weighed("qualified", shown)] if (set(left.stem) ^ set(right.stem)) & QUALIFIERS else []
        if one_slip_of_word(a.stem, b.stem):
            return [weighed("spelled-alike", shown)]
        if one_is_short(left, right):
            return [weighed("short-name", shown)]
        if self._contained(a, b) or self._contained(left, right):
            return [weighed("contained-name", shown), *qualified]
        if stems_alike(left, right, makers):
            return [weighed("like-name", shown), *qualified]
        return [weighed("other-name", shown)]

    def _contained(self, a: Name, b: Name) -> bool:
        """Whether all words of one name are in the other, a rare one among them."""
        short, long = sorted((set(a.stem), set(b.stem)), key=len)
        return short < long and any(self._around.rare(word) for word in short)

    def _organization(self, left: Profile, right: Profile, name: Evidence, *, link: bool) -> Evidence:
        ours, theirs = self._told_makers(left), self._told_makers(right)
        if self._organizations.related(left.organizations, right.organizations):
            return weighed("same-organization")
        if not ours or not theirs:
            if name.reason in ONE_NAME and self._around.only_bearers(left, right):
                return weighed("only-bearer")
            if name.reason == "name-but-for-maker" and not link:
                return weighed("other-bearers")
            return weighed("linked-bearer") if link else Evidence("organization-unknown", 0.0)
        if self._around.joint(left, right):
            return weighed("joint-organization")
        return Evidence("other-organization", 0.0) if link else weighed("other-organization")

    def _told_makers(self, work: Profile) -> tuple[str, ...]:
        """The makers but for one that a catalog merely calls by the name of the work."""
        name = self.traits(work).first.squashed
        return tuple(each for each in work.organizations if squashed_name(each) != name)


def one_repository(a: Traits, b: Traits) -> Verdict:
    """Whether two records of repositories are of the same one, whatever they are called."""
    shared = a.repositories & b.repositories
    if shared:
        return verdict(Evidence("same-repository", 1.0, min(shared)))
    return ruled_out(Evidence("other-repository", 0.0, f"{min(a.repositories)} / {min(b.repositories)}"))


def _depth(of: Traits, *, families: bool) -> int:
    """How many names stand for the thing itself: its own, and what a moving record holds where that is compared."""
    return len(of.own) + (1 if of.moved and not families else 0)


def _without_type(name: Name) -> tuple[str, ...]:
    return tuple(word for word in name.stem if word not in SOFT_TYPE_WORDS)


def kinds_differ(left: Profile, right: Profile) -> bool:
    """Whether one is a dataset and the other a model, by their kinds or, where a kind is not known, by their names."""
    kinds = {
        KIND_WORDS.get(words(each.names[0])[-1:][0] if words(each.names[0]) else "", each.kind)
        if each.kind == "artifact"
        else each.kind
        for each in (left, right)
    }
    return len(kinds - {"artifact"}) > 1


def agreements(left: Profile, right: Profile, a: Traits, b: Traits) -> list[Evidence]:
    found = []
    if a.first.sizes and b.first.sizes:
        found.append(weighed("same-size"))
    elif left.parameters and right.parameters:
        found += _parameters(left.parameters, right.parameters)
    if a.versions & b.versions - {()}:
        found.append(weighed("same-version"))
    if a.first.tunings and a.first.tunings == b.first.tunings:
        found.append(weighed("same-tuning"))
    return found


def _parameters(left: float, right: float) -> list[Evidence]:
    shown = f"{left:g} / {right:g}"
    if ONE_SIZE[0] <= left / right <= ONE_SIZE[1]:
        return [weighed("same-parameters")]
    if ONE_RELEASE[0] <= left / right <= ONE_RELEASE[1]:
        return [] if 0.7 <= left / right <= 1.45 else [weighed("further-size", shown)]
    return [weighed("other-parameters", shown)]
