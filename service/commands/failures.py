"""How a command ends when it cannot do what was asked: exit codes and messages."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import click

from ingest.errors import IngestError, NoRelease
from ingest.questions.errors import ParameterError, QuestionError
from service.errors import BadRequest, NotAcceptable, Refused, ServiceError, SettingError


class Failure(click.ClickException):
    """Exit code 1: it was tried and did not work, or nothing was found."""

    exit_code: ClassVar[int] = 1


class UsageFailure(Failure):
    exit_code: ClassVar[int] = 2


class NothingBuilt(Failure):
    exit_code: ClassVar[int] = 3


EXITS: tuple[tuple[type[Exception], type[Failure]], ...] = (
    (NoRelease, NothingBuilt),
    (SettingError, UsageFailure),
    (QuestionError, UsageFailure),
    (ParameterError, UsageFailure),
    (BadRequest, UsageFailure),
    (NotAcceptable, UsageFailure),
    (Refused, UsageFailure),
    (ServiceError, Failure),
    (IngestError, Failure),
)


@contextmanager
def told() -> Iterator[None]:
    """Turn expected errors into a message on standard error and an exit code."""
    try:
        yield
    except tuple(expected for expected, _ in EXITS) as error:
        failure = next(kind for expected, kind in EXITS if isinstance(error, expected))
        raise failure(str(error)) from error
