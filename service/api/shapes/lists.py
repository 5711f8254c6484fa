"""Lists: a page of each, and the things on it."""

from typing import Any

from pydantic import Field

from service.api.shapes.shape import Links, Maybe, Release, Shape
from service.api.shapes.things import NamedThing, SelfLink, ThingLinks


class PageLinks(Shape):
    """Pages of a list."""

    self_: str = Field(alias="self")
    first: str
    next: Maybe[str] = Field(description="left out on the last page")


class List(Shape):
    """A page of a list; some lists tell more beside it."""

    release: Release
    total: int = Field(ge=0, description="how many there are on all pages, counted")
    limit: int = Field(ge=1, description="how many a page holds at most")
    after: str | None = Field(description="for the next page; null on the last")
    results: list[Any]
    links: PageLinks


class Described(Shape):
    """Something that can be asked for by name."""

    name: str
    description: str


class KindOfThings(Shape):
    """A kind of things."""

    kind: str
    title: str
    count: int
    facets: list[Described]
    sorts: list[Described]
    links: SelfLink


class KindList(List):
    """The kinds of things."""

    results: list[KindOfThings]


class FacetValue(Shape):
    """A value of a facet: what a filter takes, and what it is called."""

    value: str
    label: str


class CountedValue(FacetValue):
    """How many things have it, under the filters of the other facets."""

    count: int


class FacetCounts(Shape):
    """The values of a facet, the most frequent first."""

    values: list[CountedValue]
    other: int = Field(description="how often further values occur")
    without: int = Field(description="how many things have none")


class ListedThing(NamedThing):
    """A thing of a list."""

    label: str
    type: list[str]
    description: str | None
    values: dict[str, list[FacetValue]] = Field(description="by facet")
    links: ThingLinks


class ThingList(List):
    """The things of a kind."""

    results: list[ListedThing]
    kind: str
    facets: dict[str, FacetCounts]


class Hit(NamedThing):
    """A thing that a search found."""

    kind: str
    label: str
    level: str | None = Field(description="of artifacts: family, release, checkpoint, repository")
    also: list[str] = Field(description="other names")
    description: str | None
    matched: str = Field(description="by what it was found")
    exact: bool
    score: float
    links: ThingLinks


class FoundKind(Shape):
    """How many things of a kind match."""

    kind: str
    title: str
    count: int


class FoundList(List):
    """What a search found, the likeliest first."""

    results: list[Hit]
    query: str
    kinds: list[FoundKind]


class Choice(Shape):
    """A scheme or concept, with what a parameter takes for it."""

    id: str
    label: str
    value: str
    uses: int


class SchemeList(List):
    """The schemes of concepts."""

    results: list[Choice]


class ConceptList(SchemeList):
    """The concepts of a scheme."""

    scheme: str


class QuestionParameter(Shape):
    """What a question asks for."""

    name: str
    type: str
    required: bool
    default: str | None
    example: str
    description: str
    expected: str
    choices: list[str]
    picker: str | None = Field(description="where values can be looked up")


class QuestionColumn(Shape):
    """A column of an answer."""

    name: str
    type: str


class DescribedQuestion(Shape):
    """A question that can be asked."""

    name: str
    title: str
    description: str
    tags: list[str]
    form: str
    parameters: list[QuestionParameter]
    columns: list[QuestionColumn]
    chart: dict[str, Any] | None
    network: dict[str, Any] | None
    formats: list[str]
    budget_ms: int = Field(description="how long it may take")
    links: Links


class QuestionList(List):
    """The questions."""

    results: list[DescribedQuestion]


class Tie(Shape):
    """A kind of tie of a network."""

    means: str
    through: str
    dated: str


class OfferedTie(Tie):
    """`unasked`: whether it is in the network when none is asked for."""

    unasked: bool


class Measure(Shape):
    """A value of nodes: what it means, who computed it, and after whom."""

    means: str
    by: str
    after: str


class OfferedNetwork(Shape):
    """A network that `/api/network` gives."""

    name: str
    means: str
    source: str
    target: str
    directed: bool
    bipartite: bool
    via: dict[str, OfferedTie]
    links: Links


class FormatOfFile(Shape):
    """How networks are written."""

    means: str
    media_type: str


class NetworkList(List):
    """The networks."""

    results: list[OfferedNetwork]
    measures: dict[str, Measure]
    formats: dict[str, FormatOfFile]
