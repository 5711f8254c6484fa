"""Things of several levels that name one repository: a release beside its checkpoint or beside the repository itself.

They are not one, and each keeps what is said of it. What is said of the lower one is compared with what is said of the
higher one all the same, since both are about what lies in that repository. Catalogs copy addresses from entry to entry:
a name that the repository's does not hold is that of another thing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import permutations
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.evidence import concept
from ingest.levels import CHECKPOINT, RELEASE, REPOSITORY
from ingest.namespaces import iri
from ingest.naming import LABEL
from ingest.positions import Saying
from ingest.work_names import read_name

IN_REPOSITORY: Final = iri("cairn:hubRepository")
LEVEL: Final = iri("cairn:artifactLevel")
HEIGHT: Final[dict[NamedNode, int]] = {
    concept("artifact-level", name): rank for rank, name in enumerate((REPOSITORY, CHECKPOINT, RELEASE))
}
"""Families hold several things, so that what is said of one of them need not be so of another."""
MOST_THINGS: Final = 20
"""Things that name one repository, from which on the name tells nothing."""


def sharing(said: Iterable[Saying], moved: Callable[[NamedNode], NamedNode]) -> dict[NamedNode, frozenset[NamedNode]]:
    """For each thing those above it that name the same repository.

    Args:
        said: what sources say, labels included.
        moved: the IRI of a thing after joining.
    """
    names: dict[NamedNode, set[str]] = defaultdict(set)
    heights: dict[NamedNode, int] = {}
    things: dict[str, set[NamedNode]] = defaultdict(set)
    for saying in said:
        thing, value = moved(saying.entry), saying.value
        if saying.predicate == LABEL and isinstance(value, Literal):
            names[thing].add(value.value)
        elif saying.predicate == LEVEL and isinstance(value, NamedNode) and value in HEIGHT:
            heights[thing] = max(HEIGHT[value], heights.get(thing, 0))
        elif saying.predicate == IN_REPOSITORY and isinstance(value, Literal):
            things[value.value.casefold()].add(thing)
    found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for repository, named in things.items():
        fitting = {
            thing for thing in named if thing in heights and any(fits(name, repository) for name in names[thing])
        }
        for low, high in permutations(fitting, 2) if len(fitting) <= MOST_THINGS else ():
            if heights[low] < heights[high]:
                found[low].add(high)
    return {low: frozenset(high) for low, high in found.items()}


def fits(name: str, repository: str) -> bool:
    """Whether all words of a name are in that of a repository, and no version, size or tuning is another one.

    >>> fits("Gull", "harbor/Gull-LM-7B-alpha"), fits("harbor/gull-2", "harbor/Gull-2")
    (True, True)
    >>> fits("Heron 2", "harbor/Gull-2-7B"), fits("Gull 2", "harbor/Gull-3"), fits("Gull-7B", "harbor/Gull-13B")
    (False, False, False)
    """
    own, its = read_name(name), read_name(repository)
    return (
        bool(own.stem)
        and set(own.stem) <= set(its.stem)
        and own.version in ((), its.version)
        and own.sizes <= its.sizes
        and own.tunings <= its.tunings
    )
