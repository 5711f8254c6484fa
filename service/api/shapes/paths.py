"""`/api/path`: how two things are connected."""

from pydantic import Field

from service.api.shapes.shape import Links, Release, Shape
from service.api.shapes.things import NamedThing, Source


class Connection(Shape):
    """One way in which two things are connected."""

    property: NamedThing
    forward: bool = Field(description="whether the property leads from `from` to `to`")
    made_by: list[str] = Field(description="the rules that made it, if no source says it")
    sources: list[Source]
    more_sources: int = Field(description="how many more there are, at `links.why`")
    links: Links


class Step(Connection):
    """From a thing to the next."""

    from_: NamedThing = Field(alias="from")
    to: NamedThing
    also: list[Connection]


class Path(Shape):
    """Steps from one end to the other."""

    length: int
    steps: list[Step]
    alike: int = Field(description="how many further paths differ from it little")
    through_hubs: list[NamedThing]


class Bounds(Shape):
    """How far the search goes."""

    steps: int
    things: int
    seconds: float


class Paths(Shape):
    """The shortest explanations; no path leaves `length` null."""

    release: Release
    from_: NamedThing = Field(alias="from")
    to: NamedThing
    length: int | None
    paths: list[Path]
    visited: int
    complete: bool = Field(description="false if the search was stopped at its bounds")
    bounds: Bounds
