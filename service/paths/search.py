"""The shortest paths between two things, from both ends at once, within bounds."""

import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Final

from pyoxigraph import NamedNode

from service.pages.linking import kind_of
from service.paths.links import RECORDS, Links

MOST_RANKED: Final = 2_000
DETOUR: Final = 2
"""So many steps longer may a path be to be shown before one that leads over a hub."""

Path = tuple[NamedNode, ...]


@dataclass(frozen=True)
class Bounds:
    """How far is looked."""

    steps: int = 8
    nodes: int = 20_000
    seconds: float = 2.0


@dataclass(frozen=True)
class PathsFound:
    """The paths, those that explain most first.

    Attributes:
        alike: of each, how many more there are that differ only in the records, such as roles, over which they lead.
        visited: how many things were looked at.
        complete: whether there are no others as short, and, if there are none, none at all within the bounds.
    """

    paths: tuple[Path, ...]
    alike: tuple[int, ...]
    visited: int
    complete: bool


@dataclass
class Side:
    """What was reached from one end: how far away it is, and over which things."""

    frontier: list[NamedNode]
    distance: dict[NamedNode, int]
    before: dict[NamedNode, list[NamedNode]] = field(default_factory=dict)
    level: int = 0

    def paths_to(self, node: NamedNode) -> Iterator[Path]:
        """Every shortest path from the end to a thing."""
        if not self.distance[node]:
            yield (node,)
            return
        for previous in self.before[node]:
            yield from ((*path, node) for path in self.paths_to(previous))


def joined(start: Side, end: Side, met: Iterable[NamedNode]) -> Iterator[Path]:
    """The paths over each thing that both sides have reached; none is made before it is asked for."""
    for node in met:
        for there in start.paths_to(node):
            yield from ((*there, *reversed(back[:-1])) for back in end.paths_to(node))


class Search:
    """One search; `over_hubs` tells whether paths may lead over hubs."""

    def __init__(self, links: Links, start: NamedNode, end: NamedNode, bounds: Bounds, *, over_hubs: bool) -> None:
        self._links = links
        self._bounds = bounds
        self._over_hubs = over_hubs
        self._sides = tuple(Side([each], {each: 0}) for each in (start, end))
        self._deadline = time.monotonic() + bounds.seconds
        self.complete = True

    @property
    def visited(self) -> int:
        return sum(len(side.distance) for side in self._sides)

    def paths(self) -> list[Path]:
        """All shortest paths, up to `MOST_RANKED`; none if there are none within the bounds."""
        start, end = self._sides
        while start.level + end.level < self._bounds.steps:
            side, other = sorted(self._sides, key=lambda each: len(each.frontier))
            if not side.frontier:
                return []
            self._widen(side)
            met = (
                node
                for node in side.frontier
                if other.distance.get(node) == other.level and (self._over_hubs or not self._links.is_hub(node))
            )
            found = list(islice(joined(start, end, met), MOST_RANKED + 1))
            if len(found) > MOST_RANKED:
                found.pop()
                self.complete = False
            if found or not self.complete:
                return found
        return []

    def _widen(self, side: Side) -> None:
        """Go one step further on one side; stops within the step when a bound is reached."""
        side.level += 1
        reached: list[NamedNode] = []
        for node in side.frontier:
            if self.visited > self._bounds.nodes or time.monotonic() > self._deadline:
                self.complete = False
                break
            if not self._over_hubs and self._links.is_hub(node):
                continue
            for following in self._links.of(node):
                if following not in side.distance:
                    side.distance[following] = side.level
                    side.before[following] = []
                    reached.append(following)
                if side.distance[following] == side.level:
                    side.before[following].append(node)
        side.frontier = reached


def find_paths(links: Links, start: NamedNode, end: NamedNode, limit: int, bounds: Bounds) -> PathsFound:
    """The shortest paths without hubs, and shorter ones over hubs; those over rarely connected things first."""
    if start == end:
        return PathsFound(((start,),), (0,), 1, complete=True)
    plain = Search(links, start, end, bounds, over_hubs=False)
    found = plain.paths()
    shorter = Bounds(len(found[0]) - 2 if found else bounds.steps, bounds.nodes, bounds.seconds)
    anyway = Search(links, start, end, shorter, over_hubs=True)
    found += anyway.paths()
    groups: dict[Path, list[Path]] = {}
    for path in sorted(found, key=lambda path: rank(links, path)):
        groups.setdefault(without_records(path), []).append(path)
    shown = list(groups.values())[:limit]
    return PathsFound(
        tuple(paths[0] for paths in shown),
        tuple(len(paths) - 1 for paths in shown),
        plain.visited + anyway.visited,
        plain.complete and anyway.complete,
    )


def without_records(path: Path) -> Path:
    return (path[0], *(node for node in path[1:-1] if kind_of(node) not in RECORDS), path[-1])


def hubs_on(links: Links, path: Path) -> list[NamedNode]:
    return [node for node in path[1:-1] if links.is_hub(node)]


def rank(links: Links, path: Path) -> tuple[int, int, float, str]:
    """Shorter before longer, what was done before what is only sold, rarely connected things before common ones."""
    sold = sum(links.is_weak(one, other) for one, other in pairwise(path))
    common = sum(math.log(len(links.of(node))) for node in path[1:-1])
    return len(path) + DETOUR * len(hubs_on(links, path)), sold, round(common, 6), " ".join(map(str, path))
