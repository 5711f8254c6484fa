"""`/why`: the sources of a statement. Terms are written as in SPARQL results."""

from pydantic import Field

from service.api.shapes.shape import Maybe, OpenShape, Release, Shape


class Rdf(OpenShape):
    """An IRI or literal."""

    type: str
    value: object
    datatype: Maybe[str]
    language: Maybe[str] = Field(alias="xml:lang")


class NamedIri(Shape):
    """A thing by its IRI."""

    iri: str
    label: str | None


class StatementSource(Shape):
    """One place where a statement stands."""

    evidence: str
    restsOn: str | None = Field(description="the statement, its subject or object, or the whole record")
    document: NamedIri | None
    url: str | None
    locator: str | None
    kind: str | None
    speaker: NamedIri | None
    confidence: str | None
    readHow: list[str]
    title: str | None
    note: str | None
    rows: list[str]
    graph: str | None


class OtherPosition(Shape):
    """Another value that a disagreement holds against a statement."""

    disagreement: NamedIri
    position: NamedIri
    object: Rdf | None
    sources: list[StatementSource]


class Premise(Shape):
    """A statement from which another was made."""

    subject: Rdf
    predicate: Rdf
    object: Rdf
    sources: list[StatementSource]
    inferredBy: list["Rule"]


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
    statedIn: list[str] = Field(description="graphs of the sources that say it")
    restsOn: str | None
    sources: list[StatementSource]
    conflicts: list[OtherPosition]
    inferredBy: list[Rule]


class Why(Shape):
    """Every statement that was asked about."""

    release: Release
    statements: list[Statement]
