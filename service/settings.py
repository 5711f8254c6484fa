"""The settings of the service: one table, read once at the start and passed on."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from service.errors import SettingError

ENVIRONMENT_PREFIX = "OPENCAIRN_"


def whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ValueError("must be a whole number")
    return int(text)


def positive(text: str) -> int:
    if (number := whole(text)) == 0:
        raise ValueError("must be at least 1")
    return number


def port(text: str) -> int:
    if (number := whole(text)) > 65535:
        raise ValueError("must be at most 65535")
    return number


def seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < 86400:
        raise ValueError("must be a number of seconds between 0 and 86400")
    return number


def address(text: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    if text and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        raise ValueError("must be a host and a path, without spaces, ? and #")
    return text and text.rstrip("/") + "/"


def about(help_text: str, read: Callable[[str], object] = str) -> dict[str, object]:
    return {"help": help_text, "read": read}


@dataclass(frozen=True)
class Settings:
    """All settings; each can be given as OPENCAIRN_<NAME> or as an option of `opencairn serve`."""

    data: Path = field(default=Path("opencairn-data"), metadata=about("folder that holds the releases", Path))
    host: str = field(default="127.0.0.1", metadata=about("address to listen on"))
    port: int = field(default=8000, metadata=about("port to listen on; 0 takes a free one", port))
    base_url: str = field(
        default="", metadata=about("public address, as https://example.org/cairn/; empty: as asked", address)
    )
    workers: int = field(default=2, metadata=about("processes that answer SPARQL queries", positive))
    query_timeout: float = field(default=30.0, metadata=about("seconds after which a query is stopped", seconds))
    query_memory: int = field(default=2 * 1024**3, metadata=about("bytes of memory that one query may take", positive))
    queue_timeout: float = field(default=10.0, metadata=about("seconds that a query waits for a free worker", seconds))
    max_result_bytes: int = field(default=1024**3, metadata=about("bytes after which a result is cut off", positive))
    cache_bytes: int = field(default=256 * 1024**2, metadata=about("bytes of answers kept in memory; 0: none", whole))
    request_limit: int = field(default=1024**2, metadata=about("bytes of the longest query taken", positive))
    poll_interval: float = field(default=0.5, metadata=about("seconds between two looks for a new release", seconds))


@dataclass(frozen=True)
class SettingRow:
    """One row of the settings table, for the command line and the documentation."""

    name: str
    default: object
    help: str
    read: Callable[[str], object]

    @property
    def variable(self) -> str:
        return ENVIRONMENT_PREFIX + self.name.upper()

    @property
    def option(self) -> str:
        return "--" + self.name.replace("_", "-")

    def parse(self, text: str, given_by: str) -> object:
        try:
            return self.read(text)
        except ValueError as error:
            raise SettingError(f"{given_by}={text!r} cannot be used: {error}. It is: {self.help}.") from error


TABLE = tuple(SettingRow(f.name, f.default, f.metadata["help"], f.metadata["read"]) for f in fields(Settings))


def read_settings(environment: Mapping[str, str], options: Mapping[str, str | None] | None = None) -> Settings:
    """Settings from the environment, overridden by command-line options that are not None."""
    values: dict[str, Any] = {}
    for row in TABLE:
        if (option := (options or {}).get(row.name)) is not None:
            values[row.name] = row.parse(option, row.option)
        elif (variable := environment.get(row.variable)) is not None:
            values[row.name] = row.parse(variable, row.variable)
    return Settings(**values)
