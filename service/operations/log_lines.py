"""Lines of the log, in which no text of strangers can forge a line or drive a terminal."""

import json
import logging
import logging.config
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote

LONGEST: Final = 500
KEPT: Final = "".join(chr(point) for point in range(0x21, 0x7F) if chr(point) not in '"\\')


def address(text: str | bytes) -> str:
    """An address or name that a client chose: printable ASCII without quotes and spaces, and not too long."""
    return _shown(text[: LONGEST + 1])


@lru_cache(maxsize=1024)
def _shown(text: str | bytes) -> str:
    shown = quote(text[:LONGEST], safe=KEPT)
    return shown if len(shown) <= LONGEST and len(text) <= LONGEST else shown[:LONGEST] + "..."


def printable(text: str) -> str:
    """A message in which line ends, escape sequences and marks that turn the direction of text are spelled out."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text)


def moment(seconds: float) -> str:
    """Seconds since 1970 as a time in ISO 8601, to the millisecond."""
    return f"{_second(int(seconds))}.{int(seconds % 1 * 1000):03}Z"


@lru_cache(maxsize=8)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def plain_line(time: float, level: str, message: str) -> str:
    return f"{moment(time)} {level} {message}"


def json_line(time: float, level: str, logger: str, told: Mapping[str, object]) -> str:
    fields = {"time": moment(time), "level": level, "logger": logger, **told}
    return json.dumps(fields).replace("\x7f", "\\u007f")


class PlainLines(logging.Formatter):
    """For people: one line for each record, and below it the traceback if there is one, set in."""

    def format(self, record: logging.LogRecord) -> str:
        lines = [plain_line(record.created, record.levelname, printable(record.getMessage().rstrip()))]
        if record.exc_info:
            lines += ["  " + printable(line) for line in self.formatException(record.exc_info).splitlines()]
        return "\n".join(lines)


class JsonLines(logging.Formatter):
    """For programs: one JSON object on one line for each record."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {"message": record.getMessage()}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json_line(record.created, record.levelname, record.name, told)


def configure(form: str) -> None:
    """Let the log have the form of one of the values of the setting `log_format`.

    What no line says is not found out for each: where in the code it was written, and on which thread or task.
    """
    logging.config.dictConfig(configuration(form))
    logging._srcfile = None  # as the documentation of `logging` says under "Optimization"
    logging.logThreads = logging.logMultiprocessing = logging.logProcesses = False


def configuration(form: str) -> dict[str, Any]:
    formatter = {"plain": PlainLines, "json": JsonLines}[form]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": formatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"service": {"level": "INFO"}},
    }
