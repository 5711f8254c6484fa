"""`/api/entities/{kind}/{slug}`: all about a thing."""

from pydantic import Field

from service.api.shapes.shape import Maybe, OpenShape, Release, Shape
from service.api.shapes.things import SelfLink, Source, ThingLinks


class TypedText(Shape):
    """A text with its language, or a date or number with its datatype, as JSON-LD writes them."""

    value: str = Field(alias="@value")
    type: Maybe[str] = Field(alias="@type")
    language: Maybe[str] = Field(alias="@language")


class RelatedThing(OpenShape):
    """A thing as a value of another; memberships, metrics, periods and such with their own facts."""

    __pydantic_extra__: dict[str, list["FactValue"]]
    id: str
    label: str | None
    kind: Maybe[str] = Field(description="its kind, `concept` of a term; left out for what is not ours")
    links: Maybe[SelfLink]
    type: Maybe[list[str]] = Field(description="its classes, where its own facts are given")


FactValue = RelatedThing | TypedText | str | int | bool


class SourcedFact(Shape):
    """Something that is said of a thing, with who says so."""

    property: str
    value: str | int | bool = Field(description="a thing by its IRI")
    label: str | None = Field(description="of a thing")
    shown: bool = Field(description="whether it is among the facts of this answer")
    claimed: bool = Field(description="whether it is only claimed, and no source states it as a fact")
    sources: list[Source]


class Position(Shape):
    """What one side of a conflict says."""

    id: str
    value: str | int | bool | None
    label: str | None
    sources: list[Source]


class Conflict(Shape):
    """A matter on which sources differ."""

    id: str
    label: str | None
    property: list[str]
    difference: str | None = Field(description="the kind of difference")
    positions: list[Position]


class Gap(Shape):
    """What is known to be missing."""

    id: str
    property: str
    status: str = Field(description="unknown, not-disclosed, none, not-applicable ...")
    evidence: str


class EntityLinks(ThingLinks):
    """Other forms of it, and what was left out."""

    turtle: str
    more: dict[str, str] = Field(description="for each key of `more` a query that gives all; `Accept: text/csv` ...")


class Entity(OpenShape):
    """Facts stand under their properties, such as `developedBy` or `rdfs:label`; values are always lists."""

    __pydantic_extra__: dict[str, list[FactValue]]
    context: list[str | dict[str, None]] = Field(alias="@context")
    id: str
    label: str | None
    kind: str
    type: list[str] = Field(description="the narrowest classes")
    reverse: dict[str, list[RelatedThing]] = Field(alias="@reverse", description="what points at it, by property")
    release: Release
    sources: list[SourcedFact]
    conflicts: list[Conflict]
    gaps: list[Gap]
    more: dict[str, int] = Field(description="how many values are left out, by key")
    links: EntityLinks
