"""What can go wrong when a question is asked, as answers.

ServiceError
  x NotFound
    + NoSuchQuestion   404  there is no question of that name
  x BadParameter
    + UnfitValue       400  a value does not fit its parameter
    + UnknownThing     400  a value fits, and the release knows nothing of that name
    + WrongKind        400  the release knows the thing, and the question does not ask about such
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ingest.questions.errors import ParameterError, UnknownQuestion
from service.errors import BadParameter, NotFound
from service.near_names import did_you_mean, near_names


class NoSuchQuestion(NotFound):
    slug, title = "unknown-question", "There is no such question"


class UnfitValue(BadParameter):
    """A value was refused before it came near the query."""


class UnknownThing(BadParameter):
    """The release says nothing of what a question is asked about; `near` holds what might be meant."""

    def __init__(self, parameter: str, thing: str, near: Sequence[str], finder: str) -> None:
        missing = f"parameter {parameter!r}: there is no {thing} in this release.{did_you_mean(near)}"
        detail = f"{missing} The service finds one at {finder}."
        super().__init__(detail, parameter=parameter, near=list(near), links={"find": finder})
        self.thing = thing
        self.near = tuple(near)


class WrongKind(BadParameter):
    """A thing that the release knows, and of which the question knows no answer; `near` holds what might be meant."""

    def __init__(self, parameter: str, thing: str, asked: str, given: str, near: Sequence[str], finder: str) -> None:
        wrong = f"parameter {parameter!r} asks for {asked}, and {thing} is {given}.{did_you_mean(near)}"
        detail = f"{wrong} The service finds one at {finder}."
        links = {"find": finder}
        super().__init__(detail, parameter=parameter, expected=asked, given=given, near=list(near), links=links)


@contextmanager
def answerable() -> Iterator[None]:
    """Turn what a question refuses into an error that is answered."""
    try:
        yield
    except UnknownQuestion as error:
        near = near_names(error.name, error.known)
        detail = f"No question is called {error.name!r}.{did_you_mean(near)} All of them: /api/questions."
        raise NoSuchQuestion(detail, near=near) from error
    except ParameterError as error:
        raise UnfitValue(str(error), parameter=error.parameter, expected=error.expected) from error
