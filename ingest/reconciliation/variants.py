"""Link models of one maker whose names differ only in size, tuning, format, length or date: variants of one another.

Nothing is merged here. Of the things that share a stem, a version and a maker each is linked to the one that comes
nearest to it among those whose names say less: `Gull-7B-Chat-GPTQ` to `Gull-7B-Chat`, that to `Gull-7B`, that to
`Gull 2` or, where no such thing is known, to another size. All are members of the family of that stem.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from ingest.levels import FAMILY, SEVERAL
from ingest.namespaces import iri
from ingest.reconciliation.clusters import precedence
from ingest.reconciliation.decisions import Relation
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.qualifiers import QUALIFIERS
from ingest.reconciliation.surroundings import Related
from ingest.reconciliation.traits import Traits, numbered, size_number, without_owner
from ingest.resolution import thing
from ingest.work_names import ADDRESS, Name

VARIANT_OF: Final = iri("cairn:variantOf")
MEMBER_OF_FAMILY: Final = iri("cairn:memberOfFamily")
REPOSITORY_OF: Final = iri("cairn:repositoryOf")
MARKS: Final = ("sizes", "tunings", "formats", "context", "editions")
"""Parts of a name in which variants may differ."""
YEAR: Final = re.compile(r"19\d\d|20[0-2]\d")
"""What tells two works of one name apart, as in `Gull (2017)`; a variant tells at least a month."""
TELLING: Final = 3
"""Letters from which on a stem without the words of its maker can name a model."""

Stem = tuple[tuple[str, ...], tuple[str, ...]]
Mark = tuple[str, str]


@dataclass(frozen=True)
class Variant:
    """A model with all that is one with it.

    Attributes:
        first: the profile that stands for it.
        makers: who made it; where nobody says so, the owners of its addresses.
        stems: stem and version of its name, with and without words that only repeat the maker.
        marks: what its names tell beside the stem.
    """

    first: Profile
    makers: tuple[str, ...]
    stems: frozenset[Stem]
    marks: frozenset[Mark]

    @property
    def rank(self) -> tuple[int, int, int, float, tuple[int, int, str]]:
        """The least marked comes first: of as many marks what is not tuned, then the original format, then by size."""
        parts = [part for part, value in self.marks if (part, value) != ("tunings", "base")]
        sizes = [size_number(value) for part, value in self.marks if part == "sizes"]
        return (
            len(self.marks),
            parts.count("tunings"),
            len(parts) - parts.count("tunings") - len(sizes),
            min(sizes, default=0.0),
            precedence(self.first),
        )


def variants(
    things: Mapping[str, Sequence[Profile]],
    traits: Callable[[Profile], Traits],
    related: Related,
    known: Collection[Relation],
) -> tuple[Relation, ...]:
    """The links between variants and to families that `known` relations do not tell already.

    Args:
        things: for each thing that stays the profiles that are one with it, the one that stands for it first.
        traits: reads the names of a profile.
        related: whether two groups of makers have one in common.
        known: relations between levels; what lies in a repository is linked, and not the repository.
    """
    held = {each.subject for each in known if each.predicate == REPOSITORY_OF}
    models = [
        _variant(members, traits)
        for subject, members in things.items()
        if members[0].kind == "model" and thing(subject) not in held
    ]
    families = [each for each in models if each.first.level == FAMILY and each.makers]
    others = [each for each in models if each.first.level != FAMILY and each.makers]
    tied = {(each.subject, each.object) for each in known}
    found = [
        Relation(thing(each.first.subject), VARIANT_OF, thing(nearest.first.subject))
        for each, nearer in _lesser(others, related)
        if (nearest := _nearest(each, nearer))
    ]
    in_family = {each.subject for each in known if each.predicate == MEMBER_OF_FAMILY}
    found += [each for each in _members(others, families, related) if each.subject not in in_family]
    found = [each for each in found if (each.subject, each.object) not in tied]
    return tuple(sorted(found, key=lambda each: (each.subject.value, each.predicate.value)))


def _variant(members: Sequence[Profile], traits: Callable[[Profile], Traits]) -> Variant:
    told = tuple(dict.fromkeys(maker for each in members for maker in each.organizations))
    makers = told or tuple(dict.fromkeys(owner for each in members for name in each.names if (owner := _owner(name))))
    read = [(each, traits(each)) for each in members]
    names = [name for _, of in read for name in of.own]
    version = next((of.first.version for _, of in read if of.first.version), ())
    years = sorted(filter(YEAR.fullmatch, _told(names, "editions")))
    stems = {
        (stem, (*numbered(version), *years))
        for of in (of for _, of in read)
        for name in (of.first, without_owner(of.first, makers))
        if (stem := _stem(name)) and (name == of.first or _tells(stem))
    }
    marks = {(part, value) for part in MARKS for value in _told(names, part) if value not in years}
    return Variant(members[0], makers, frozenset(stems), frozenset(marks))


def _told(names: Iterable[Name], part: str) -> frozenset[str]:
    """A part of the names of a thing, from the first of them that tells it."""
    return next((found for name in names if (found := getattr(name, part))), frozenset())


def _owner(name: str) -> str:
    """The account that an address such as `owner/name` or `service/@x/owner/name` lies in."""
    if not ADDRESS.fullmatch(name):
        return ""
    return name.rpartition("/")[0].rpartition("/")[2].rpartition(":")[2].lstrip("@")


def _stem(name: Name) -> tuple[str, ...]:
    return name.stem[:-1] if name.stem[-1:] and name.stem[-1] in SEVERAL else name.stem


def _tells(stem: tuple[str, ...]) -> bool:
    """Whether a stem without its maker still names something, unlike `Coder` or `VL`."""
    return any(len(word) >= TELLING and word not in QUALIFIERS for word in stem)


def _lesser(models: Iterable[Variant], related: Related) -> list[tuple[Variant, list[Variant]]]:
    """For each model the models of its stem, version and maker that come before it in rank."""
    blocks: dict[Stem, list[Variant]] = defaultdict(list)
    for each in models:
        for stem in each.stems:
            blocks[stem].append(each)
    lesser: dict[str, dict[str, Variant]] = defaultdict(dict)
    of = {each.first.subject: each for each in models}
    for members in blocks.values():
        for before, after in combinations(sorted(members, key=lambda each: each.rank), 2):
            if before.marks != after.marks and related(before.makers, after.makers):
                lesser[after.first.subject][before.first.subject] = before
    return [(of[subject], list(found.values())) for subject, found in sorted(lesser.items())]


def _nearest(model: Variant, lesser: Iterable[Variant]) -> Variant | None:
    """What shares most of the marks and has no other ones, else the least marked."""
    within = [each for each in lesser if each.marks < model.marks]
    if within:
        return min(within, key=lambda each: (-len(each.marks), each.rank))
    return min(lesser, key=lambda each: each.rank, default=None)


def _members(models: Iterable[Variant], families: Sequence[Variant], related: Related) -> list[Relation]:
    """Each model as a member of the family that its stem names; a family that tells a version holds no other."""
    named: dict[tuple[str, ...], list[Variant]] = defaultdict(list)
    for family in sorted(families, key=lambda each: each.rank):
        for stem, _ in family.stems:
            named[stem].append(family)
    found = []
    for model in models:
        fitting = [
            family
            for stem, version in sorted(model.stems)
            for family in named[stem]
            if {told for _, told in family.stems} & {(), version} and related(model.makers, family.makers)
        ]
        found += [
            Relation(thing(model.first.subject), MEMBER_OF_FAMILY, thing(each.first.subject)) for each in fitting[:1]
        ]
    return found
