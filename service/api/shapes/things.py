"""Things and the sources of what is said of them, wherever they stand in answers."""

from pydantic import Field

from service.api.shapes.shape import Shape


class NamedThing(Shape):
    """A thing, term or property by its IRI."""

    id: str
    label: str | None


class Source(Shape):
    """One place where something is said."""

    document: NamedThing | None
    url: str | None
    locator: str | None = Field(description="where in the document")
    kind: str | None = Field(description="fact, author-claim, speaker-claim and so on")
    confidence: str | None
    speaker: NamedThing | None
    evidence: str = Field(description="IRI of the record of it")


class SelfLink(Shape):
    """Where all about a thing is."""

    self_: str = Field(alias="self")


class ThingLinks(SelfLink):
    """A thing as JSON, and its page."""

    page: str
