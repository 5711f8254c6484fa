"""Paths found and told, for whoever answers with them."""

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from service.errors import Json
from service.evidence.provenance import Provenance
from service.live.reading_room import reading_room
from service.live.releases import LiveRelease
from service.paths.ends import present
from service.paths.links import Links
from service.paths.search import Bounds, PathsFound, find_paths, hubs_on
from service.paths.steps import Step, Teller, step_json, thing_json

BOUNDS: Final = Bounds()


@dataclass(frozen=True)
class Told:
    """Paths with the steps of each."""

    ends: tuple[NamedNode, NamedNode]
    found: PathsFound
    steps: list[list[Step]]
    links: Links
    teller: Teller


def tell(live: LiveRelease, asked: tuple[NamedNode, NamedNode], limit: int) -> Told:
    """The paths between two things; takes seconds.

    Raises:
        UnknownThing: the release does not have one of them.
    """
    room = reading_room(live)
    start, end = (present(room, node, parameter) for node, parameter in zip(asked, ("from", "to"), strict=True))
    links = Links(live.store, (start, end))
    teller = Teller(links, Provenance(live.store))
    found = find_paths(links, start, end, limit, BOUNDS)
    return Told((start, end), found, [teller.steps(each) for each in found.paths], links, teller)


def paths_json(told: Told, release: str, base: str) -> dict[str, Json]:
    start, end = told.ends
    return {
        "release": release,
        "from": thing_json(start, told.teller),
        "to": thing_json(end, told.teller),
        "length": min((len(steps) for steps in told.steps), default=None),
        "paths": [
            {
                "length": len(steps),
                "steps": [step_json(step, told.teller, base) for step in steps],
                "alike": alike,
                "through_hubs": [thing_json(node, told.teller) for node in hubs_on(told.links, each)],
            }
            for each, steps, alike in zip(told.found.paths, told.steps, told.found.alike, strict=True)
        ],
        "visited": told.found.visited,
        "complete": told.found.complete,
        "bounds": {"steps": BOUNDS.steps, "things": BOUNDS.nodes, "seconds": BOUNDS.seconds},
    }
