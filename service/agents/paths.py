"""The tool that tells how two things are connected."""

from urllib.parse import urlencode

from pyoxigraph import NamedNode

from service.agents.calls import Call
from service.agents.meant import named
from service.agents.results import PathFound, Paths, StepShown
from service.agents.sources import SourceList, explained, release_as_source
from service.agents.written import key_of
from service.heavy_work import HEAVY_WORK
from service.pages.linking import shortened
from service.paths.ends import read_end
from service.paths.search import hubs_on
from service.paths.steps import Step
from service.paths.told import Told, tell


async def find_path(call: Call, start: str, end: str, limit: int) -> Paths:
    ends = end_named(call, start, "from_id"), end_named(call, end, "to_id")
    return await HEAVY_WORK.do(lambda: paths(call, tell(call.live, ends, limit)), call.desk.account)


def end_named(call: Call, text: str, parameter: str) -> NamedNode:
    return read_end(named(call, text, parameter).value, parameter)


def paths(call: Call, told: Told) -> Paths:
    sources = SourceList()
    found = [path(told, steps, place, sources) for place, steps in enumerate(told.steps)]
    asked = urlencode({"from": key_of(told.ends[0]), "to": key_of(told.ends[1])})
    see = f"{call.base}api/path?{asked}"
    notes = []
    if not found:
        notes = [f"No path was found among {told.found.visited} things. To be of one kind, country or license is none."]
    if not told.found.complete:
        notes.append("The search was stopped before it had looked at everything.")
    return Paths(
        release=call.live.id,
        see=see,
        sources=sources.listed or [release_as_source(call.live.id, see)],
        notes=notes,
        length=min((len(steps) for steps in told.steps), default=None),
        paths=found,
    )


def path(told: Told, steps: list[Step], place: int, sources: SourceList) -> PathFound:
    hubs = hubs_on(told.links, told.found.paths[place])
    return PathFound(
        steps=[step_shown(told, step, sources) for step in steps],
        alike=told.found.alike[place],
        through_hubs=[key_of(node) for node in hubs],
    )


def step_shown(told: Told, step: Step, sources: SourceList) -> StepShown:
    """The step as a statement, in the direction in which the graph has it."""
    first = step.said[0]
    subject, value = (step.start, step.end) if first.forward else (step.end, step.start)
    return StepShown(
        subject=key_of(subject),
        property=shortened(first.quad.predicate),
        object=key_of(value),
        text=" ".join(told.teller.label(node) or key_of(node) for node in (subject, first.quad.predicate, value)),
        rules=list(first.made_by),
        sources=sources.places(explained(first.sources)),
    )
