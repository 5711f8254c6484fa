"""What a work's record says of it, its links and contents included where they can be believed."""

import difflib
from dataclasses import dataclass, replace
from typing import Final

from ingest.reconciliation.organization_names import read_organization, within
from ingest.reconciliation.profiles import Profile
from ingest.work_names import FIRST_VERSIONS, Name, read_name

ALIKE: Final = 0.85
"""Share of letters in common from which on a link may be to the thing of that name."""
TELLING: Final = 3
"""Letters of a word from which on it can be the name that a longer name holds."""
LONG: Final = 7
"""Letters from which on names may be compared letter by letter; in short ones each letter counts."""
ALIKE_NUMBERS: Final = (0.7, 1.45)
"""Ratios of parameters within which a stated and a counted number may be of one thing."""
LARGE: Final = {"t": 1e12, "b": 1e9, "m": 1e6}


@dataclass(frozen=True)
class Traits:
    """A work's own names as read, and what is known of each part that its names leave open.

    Attributes:
        own: its names as read.
        known: all names that describe it: own ones, contents, and links that fit.
        repositories: links that fit, in lower case.
        contents: what it holds at present, if its record follows a family as it moves on.
    """

    own: tuple[Name, ...]
    known: tuple[Name, ...]
    repositories: frozenset[str]
    contents: tuple[Name, ...]

    @property
    def moved(self) -> bool:
        return bool(self.contents)

    @property
    def first(self) -> Name:
        return self.own[0]

    @property
    def versions(self) -> frozenset[tuple[str, ...]]:
        """The versions that it can have: of a moving record that of its contents."""
        told = [name.version for name in self.known if name.version]
        if self.moved:
            held = [name.version for name in self.contents if name.version]
            return frozenset(held or [self.first.version])
        return frozenset({self.first.version} if self.first.version else {(), *told})

    @property
    def own_versions(self) -> frozenset[tuple[str, ...]]:
        """The version that its own name tells, whatever it holds at present."""
        return frozenset({self.first.version})

    @property
    def tunings(self) -> frozenset[frozenset[str]]:
        """The tunings that it can have, only that of its own names if they tell one; a base model is not tuned."""
        own = next((name.tunings for name in self.own if name.tunings), frozenset())
        others = (name.tunings for name in self.known)
        return frozenset(each - {"base"} for each in ((own,) if own else (own, *others)))

    @property
    def sizes(self) -> frozenset[str]:
        return self._first_of("sizes")

    @property
    def editions(self) -> frozenset[str]:
        return self._first_of("editions")

    @property
    def context(self) -> frozenset[str]:
        return self.first.context

    @property
    def formats(self) -> frozenset[str]:
        """The format that its own names tell, its label or an address."""
        return next((name.formats for name in self.own if name.formats), frozenset())

    def _first_of(self, part: str) -> frozenset[str]:
        return next((found for name in self.known if (found := getattr(name, part))), frozenset())


def traits(profile: Profile, renamed: dict[str, str]) -> Traits:
    own = tuple(dict.fromkeys(read_name(name) for name in profile.names))
    contents = tuple(read_name(name) for name in profile.contents)
    links = [
        link
        for link in profile.repositories
        if believable(profile, link, (*own, *contents)) and not of_another_size(profile, own[0], read_name(link))
    ]
    known = (*own, *contents, *(read_name(link) for link in links))
    return Traits(
        own,
        tuple(dict.fromkeys(known)) if not contents else known,
        frozenset(current(link, renamed) for link in links),
        contents,
    )


def current(repository: str, renamed: dict[str, str]) -> str:
    """The repository under the present name of its owner, in lower case."""
    owner, _, name = repository.casefold().partition("/")
    return f"{renamed.get(owner, owner)}/{name}"


def believable(profile: Profile, link: str, names: tuple[Name, ...]) -> bool:
    """Whether a link can be to the thing that the record names: stems alike, nothing else at odds."""
    target = read_name(link)
    if profile.level == "repository":
        return True
    return any(stems_alike(name, target, profile.organizations) and not at_odds(name, target) for name in names)


def of_another_size(profile: Profile, own: Name, link: Name) -> bool:
    """Whether a link is to another size than the record states, of which its name says nothing."""
    if not profile.parameters or profile.measured or own.sizes or not link.sizes:
        return False
    return not any(stated_alike(size_number(size), profile.parameters) for size in link.sizes)


def stated_alike(one: float, other: float) -> bool:
    """Whether two numbers of parameters, stated or counted, may be of one thing."""
    return ALIKE_NUMBERS[0] <= one / other <= ALIKE_NUMBERS[1]


def stems_alike(left: Name, right: Name, organizations: tuple[str, ...]) -> bool:
    a, b = without_owner(left, organizations).squashed, without_owner(right, organizations).squashed
    if not a or not b:
        return a == b
    if a == b or sorted(a) == sorted(b) or one_is_short(left, right):
        return True
    x, y = set(left.stem), set(right.stem)
    if (x <= y or y <= x) and max(map(len, x & y), default=0) >= TELLING:
        return True
    if min(len(a), len(b)) >= LONG and (a.startswith(b) or b.startswith(a) or a.endswith(b) or b.endswith(a)):
        return True
    return min(len(a), len(b)) >= LONG and difflib.SequenceMatcher(None, a, b).ratio() >= ALIKE


def one_is_short(left: Name, right: Name) -> bool:
    """Whether one name is made of letters of the other's words."""
    return shortened(left.squashed, right.spoken) or shortened(right.squashed, left.spoken)


def shortened(short: str, words: tuple[str, ...]) -> bool:
    """Whether `short` takes letters of each word, first letters first: BTLM of Bittensor Language Model."""
    if len(words) < 2 or short in words or not len(words) <= len(short) <= 2 * len(words) + 1:
        return False
    return _takes(short, words)


def _takes(short: str, words: tuple[str, ...]) -> bool:
    if not words:
        return not short
    word, rest = words[0], words[1:]
    return any(
        short[0] == word[0] and within(short[1:taken], word[1:]) and _takes(short[taken:], rest)
        for taken in range(1, len(short) - len(rest) + 1)
    )


def without_owner(name: Name, organizations: tuple[str, ...]) -> Name:
    """A name without words that only repeat who made the thing."""
    owners = (
        {read_organization(each).bare for each in organizations}
        | {read_organization(each).key for each in organizations}
        | {word for each in organizations for word in read_organization(each).words[:1] if len(word) > 3}
    )
    stem = tuple(word for word in name.stem if word not in owners)
    return replace(name, stem=stem) if stem else name


def at_odds(left: Name, right: Name) -> bool:
    """Whether two names that should be of one thing exclude each other."""
    if left.sizes and right.sizes and sizes_differ(left.sizes, right.sizes):
        return True
    return bool(left.version and right.version and not versions_agree(left.version, right.version))


def versions_agree(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two versions can be one; a first version is often not numbered."""
    return left == right or numbered(left) == numbered(right)


def numbered(version: tuple[str, ...]) -> tuple[str, ...]:
    """A version without numbers at its end that only say that it is the first."""
    while version and version[-1] in FIRST_VERSIONS:
        version = version[:-1]
    return version


def sizes_differ(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two sets of sizes exclude each other; a total beside an active size is one size told twice."""
    if left <= right or right <= left:
        return False
    a, b = sorted(map(size_number, left)), sorted(map(size_number, right))
    return not any(0.95 <= x / y <= 1.05 for x in a for y in b)


def size_number(size: str) -> float:
    """How many parameters a size is, such as 7e9 for 7b; experts are multiplied."""
    experts, _, each = size.rpartition("x")
    return float(experts or 1) * float(each[:-1].lstrip("a")) * LARGE[each[-1]]
