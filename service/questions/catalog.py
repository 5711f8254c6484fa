"""Questions: named, described, parametrized queries, one file each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from service.questions.errors import UnknownQuestion
from service.questions.parameters import Parameter


@dataclass(frozen=True)
class Chart:
    """How the answer may be drawn: `x` and `y` are columns."""

    kind: str
    x: str
    y: str


@dataclass(frozen=True)
class Expectation:
    """What an answer on a full release holds."""

    columns: tuple[str, ...]
    min_rows: int


@dataclass(frozen=True)
class Question:
    """One question file.

    Attributes:
        text: the whole file, which is valid SPARQL as it stands.
        answers: numbers of the competency questions it answers.
    """

    name: str
    path: Path
    text: str
    summary: str
    description: str
    tags: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    expect: Expectation
    chart: Chart | None
    answers: tuple[int, ...]


class Questions(Mapping[str, Question]):
    """The questions by name, in alphabetical order."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self._questions = dict(sorted(questions.items()))

    def __getitem__(self, name: str) -> Question:
        return self._questions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)

    def named(self, name: str) -> Question:
        """The question of that name.

        Raises:
            UnknownQuestion: there is none; it carries the names most like it.
        """
        if name not in self._questions:
            raise UnknownQuestion(name, get_close_matches(name, self._questions, n=3, cutoff=0.5))
        return self._questions[name]
