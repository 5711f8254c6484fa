"""The names of all things, watched: what a source asked of them decides how long its outcome holds."""

import hashlib
from collections.abc import Collection, Iterator


class KnownNames(Collection[str]):
    """Names of the form `kind/slug`.

    Attributes:
        found: those that were asked for and are there.
        missed: those that were asked for and are not.
        searched: whether all were gone through, to find one that is near.
    """

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self.found: set[str] = set()
        self.missed: set[str] = set()
        self.searched = False

    def __contains__(self, name: object) -> bool:
        there = name in self._names
        (self.found if there else self.missed).add(str(name))
        return there

    def __iter__(self) -> Iterator[str]:
        self.searched = True
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def names_digest(names: Collection[str]) -> str:
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()
