"""Questions: named, described, parametrized queries, one file each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ingest.questions.errors import UnknownQuestion
from ingest.questions.expectation import Chart, Expectation, Network
from ingest.questions.parameters import Parameter

Form = Literal["select", "construct"]


@dataclass(frozen=True)
class Question:
    """One question file.

    Attributes:
        text: the whole file, which is valid SPARQL as it stands.
        form: what the query gives: rows or triples.
        budget: milliseconds that the answer may take on a release with all catalogs.
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
    form: Form
    chart: Chart | None
    network: Network | None
    budget: int
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
            UnknownQuestion: there is none.
        """
        if name not in self._questions:
            raise UnknownQuestion(name, self._questions)
        return self._questions[name]
