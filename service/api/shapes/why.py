"""`/why`: the sources of a statement. Terms are written as in SPARQL results."""

from pydantic import Field

from service.api.shapes.shape import Maybe, OpenShape, Release, Shape
from service.api.shapes.things import NamedThing, Source


class Rdf(OpenShape):
    """An IRI or literal."""

    type: str
    value: object
    datatype: Maybe[str]
    language: Maybe[str] = Field(alias="xml:lang")


class StatementSource(Source):
    """One place where a statement stands, and how it was read there."""

    rests_on: str | None = Field(description="the statement, its subject or object, or the whole record")
    read_how: list[str]
    title: str | None
    note: str | None
    rows: list[str]
    graph: str | None


class OtherPosition(Shape):
    """Another value that a disagreement holds against a statement."""

    disagreement: NamedThing
    position: NamedThing
    object: Rdf | None
    sources: list[StatementSource]


class Premise(Shape):
    """A statement from which another was made."""

    subject: Rdf
    predicate: Rdf
    object: Rdf
    sources: list[StatementSource]
    inferred_by: list["Rule"]


class Rule(Shape):
    """A rule or choice of ours that adds a statement."""

    graph: str
    label: str | None
    description: str | None
    from_: list[Premise] = Field(alias="from")


class Statement(Shape):
    """A statement with all that speaks for and against it."""

    subject: Rdf
    predicate: Rdf
    object: Rdf
    asserted: bool = Field(description="false for what is only claimed")
    shown: bool = Field(description="whether pages and answers show it; of contradicting facts only one is")
    stated_in: list[str] = Field(description="graphs of the sources that say it")
    rests_on: str | None
    sources: list[StatementSource]
    conflicts: list[OtherPosition]
    inferred_by: list[Rule]


class Why(Shape):
    """Every statement that was asked about."""

    release: Release
    statements: list[Statement]
