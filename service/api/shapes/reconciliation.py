"""`/reconcile`: the Reconciliation Service API 0.2."""

from typing import Any

from pydantic import Field

from service.api.shapes.shape import Maybe, OpenShape, Shape


class Manifest(OpenShape):
    """What the service offers, as the standard describes it."""

    versions: list[str]
    name: str
    identifierSpace: str
    schemaSpace: str


class NamedId(Shape):
    """Something by its id in this service."""

    id: str
    name: str
    description: Maybe[str]


class Feature(Shape):
    """What a score is made of."""

    id: str
    value: float | bool


class Candidate(NamedId):
    """A thing that a name may stand for."""

    score: float
    match: bool
    type: list[NamedId]
    features: list[Feature]


class Candidates(Shape):
    """What one name may stand for, the likeliest first."""

    result: list[Candidate]


class FetchedProperty(Shape):
    """A column."""

    id: str
    name: str
    type: Maybe[NamedId]


class Extension(Shape):
    """Values of things: rows by id, of cells by property."""

    meta: list[FetchedProperty]
    rows: dict[str, dict[str, list[dict[str, Any]]]]


Reconciled = Manifest | Extension | dict[str, Candidates]
Matched = Extension | dict[str, Candidates]


class SuggestedThing(NamedId):
    """A thing that a name may go on to."""

    notable: list[NamedId]


class SuggestedThings(Shape):
    """Things, the likeliest first."""

    result: list[SuggestedThing]


class Suggested(Shape):
    """Kinds or properties."""

    result: list[NamedId]


class ProposedProperties(Shape):
    """What can be fetched."""

    properties: list[NamedId]
    limit: int
    type: Maybe[str] = Field(description="the kind that was asked for")
