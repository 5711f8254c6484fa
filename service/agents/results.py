"""What tools answer. Every answer names its release, where it can be seen, and on what it rests."""

from typing import Annotated

from pydantic import BaseModel, Field

from service.agents.written import Cell


class Source(BaseModel):
    """A document or catalog that an answer rests on; where nothing in it has one, the release.

    The last members are told by `why` alone.
    """

    label: str
    id: str | None = None
    url: str | None = None
    license: str | None = None
    locator: str | None = None
    things: Annotated[int | None, Field(description="how many things of the answer are stated there")] = None
    rests_on: Annotated[str | None, Field(description="what it is evidence of: the statement, its record, ...")] = None
    kind: Annotated[str | None, Field(description="fact, author-claim, ...")] = None
    confidence: str | None = None
    speaker: Annotated[str | None, Field(description="who says it in the document")] = None
    read_how: list[str] = []
    note: str | None = None
    rows: Annotated[list[str], Field(description="rows of the table there")] = []
    evidence: Annotated[str | None, Field(description="id of the record of it")] = None


class Result(BaseModel):
    release: Annotated[str, Field(description="id of the release that answered; cite it")]
    see: Annotated[str, Field(description="address where a person can see this")]
    sources: Annotated[list[Source], Field(description="what the answer rests on; cite these")]
    notes: Annotated[list[str], Field(description="what to know before you use the answer")] = []


class Rows(Result):
    """An empty cell means that no source says, never that there is none. Rows of a graph are its triples."""

    columns: list[str]
    rows: list[list[Cell]]
    truncated: Annotated[bool, Field(description="whether there are more rows than these")]
    total: Annotated[int | None, Field(description="rows in all; missing when nobody counted them")] = None


class QuestionRows(Rows):
    question: str
    title: str
    means: Annotated[str, Field(description="what the answer means and what it does not")]
    parameters: dict[str, str]


class QueryRows(Rows):
    boolean: Annotated[bool | None, Field(description="the answer to ASK")] = None


class ParameterShown(BaseModel):
    name: str
    type: str
    required: bool
    example: str
    description: str | None = None
    default: str | None = None
    choices: list[str] = []


class QuestionShown(BaseModel):
    name: str
    title: str
    takes: Annotated[str, Field(description="its parameters, those that may be left out with their defaults")] = ""
    parameters: Annotated[list[ParameterShown], Field(description="the same in full, in lists by theme or text")] = []
    description: str | None = None
    themes: list[str] = []


class QuestionList(Result):
    total: int
    themes: Annotated[list[str], Field(description="all themes, in the whole list")] = []
    questions: list[QuestionShown]


class EntityHit(BaseModel):
    id: Annotated[str, Field(description="give it to describe_entity, or as a parameter of a question")]
    label: str
    kind: str
    level: Annotated[str | None, Field(description="family, release, checkpoint or repository, of an artifact")] = None
    matched: Annotated[str, Field(description="by what: name, alias, identifier or the address of a page about it")]
    also: Annotated[list[str], Field(description="other names")] = []
    description: str | None = None


class FoundEntities(Result):
    total: int
    truncated: bool
    entities: list[EntityHit]
    kinds: Annotated[dict[str, int], Field(description="how many were found of each kind")]


class Value(BaseModel):
    """A thing by `id` and `label`, or a literal by `value`."""

    id: str | None = None
    label: str | None = None
    value: str | None = None
    sources: Annotated[list[int], Field(description="positions in `sources`, from 0")] = []


class Fact(BaseModel):
    property: Annotated[str, Field(description="prefixed name, for SPARQL and for why")]
    label: str
    values: list[Value]
    more: Annotated[int, Field(description="values left out here")] = 0


class Entity(Result):
    id: str
    iri: str
    label: str
    types: list[str]
    facts: list[Fact]
    relations: Annotated[list[Fact], Field(description="what points at it, by the property that does")]
    conflicts: Annotated[list[str], Field(description="where sources disagree about it")]
    gaps: Annotated[list[str], Field(description="what is known not to be known")]
    truncated: bool


class ClassShown(BaseModel):
    name: str
    count: Annotated[int, Field(description="things of the class")]
    means: str | None = None
    properties: Annotated[list[str], Field(description="some that are typical of a sample of its things")] = []


class TermDetail(BaseModel):
    """One class, property, concept scheme or concept."""

    name: str
    iri: str
    label: str
    means: str
    count: int
    about: Annotated[dict[str, list[str]], Field(description="what it applies to, takes, stands below, ...")]
    examples: Annotated[list[str], Field(description="triples with the property; things of the class")]
    used_with: Annotated[
        dict[str, int], Field(description="of a class: how many of a sample of its things have a property")
    ]
    concepts: Annotated[dict[str, str], Field(description="concepts of the scheme, with their labels")]


class Schema(Result):
    """The classes that are used, or the one term that was asked for."""

    prefixes: dict[str, str] = {}
    classes: list[ClassShown] = []
    term: TermDetail | None = None


class RuleShown(BaseModel):
    """A rule or choice of ours that made a statement."""

    label: str
    means: str | None = None
    premises: Annotated[list["Premise"], Field(description="the statements that it started from")] = []


class Premise(BaseModel):
    subject: str
    property: str
    object: Value
    sources: Annotated[list[int], Field(description="positions in `sources`, from 0")] = []
    rules: list[RuleShown] = []


class Contradiction(BaseModel):
    """What a disagreement holds against a statement."""

    disagreement: str
    position: str
    object: Value | None = None
    sources: Annotated[list[int], Field(description="positions in `sources`, from 0")] = []


class StatementShown(Premise):
    asserted: Annotated[bool, Field(description="stated as a fact, not only claimed")]
    shown: Annotated[bool, Field(description="in the default graph; of contradicting facts only one is")]
    stated_in: Annotated[list[str], Field(description="graphs of the catalogs that say it")] = []
    conflicts: list[Contradiction] = []


class Why(Result):
    statements: list[StatementShown]


class StepShown(BaseModel):
    """A statement on the way; `why` tells more of it."""

    subject: str
    property: str
    object: str
    text: str
    rules: Annotated[list[str], Field(description="rules of ours that made it")] = []
    sources: Annotated[list[int], Field(description="positions in `sources`, from 0")] = []


class PathFound(BaseModel):
    steps: list[StepShown]
    alike: Annotated[int, Field(description="paths that differ only in the records over which they lead")] = 0
    through_hubs: Annotated[list[str], Field(description="things on it that much is connected with")] = []


class Paths(Result):
    length: Annotated[int | None, Field(description="steps of the shortest; missing when there is none")] = None
    paths: list[PathFound]
