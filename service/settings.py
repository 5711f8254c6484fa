"""The settings of the service: one table, read once at the start and passed on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from service.errors import SettingError
from service.setting_file import FileValue
from service.setting_values import (
    address,
    endpoints,
    host_name,
    host_names,
    networks,
    one_of,
    port,
    positive,
    seconds,
    seconds_or_zero,
    whole,
)

ENVIRONMENT_PREFIX = "OPENCAIRN_"
CONFIG_VARIABLE = ENVIRONMENT_PREFIX + "CONFIG"


def about(help_text: str, read: Callable[[str], object] = str) -> dict[str, object]:
    return {"help": help_text, "read": read}


@dataclass(frozen=True)
class Settings:
    """All settings; each can be given as an option of `opencairn serve`, as OPENCAIRN_<NAME>, or in a file."""

    data: Path = field(default=Path("opencairn-data"), metadata=about("folder that holds the releases", Path))
    questions: str = field(
        default="", metadata=about("folder with the files of questions; empty: those that come with it")
    )
    host: str = field(default="127.0.0.1", metadata=about("address to listen on", host_name))
    port: int = field(default=8000, metadata=about("port to listen on; 0 takes a free one", port))
    base_url: str = field(
        default="", metadata=about("public address, as https://example.org/cairn/; empty: as asked", address)
    )
    trusted_proxies: tuple[str, ...] = field(
        default=("127.0.0.1", "::1"),
        metadata=about("proxies whose X-Forwarded-For and X-Forwarded-Proto count, as 10.0.0.0/8,::1", networks),
    )
    processes: int = field(default=1, metadata=about("server processes that share the port", positive))
    workers: int = field(default=2, metadata=about("query workers of each server process", positive))
    heavy_queries: int = field(
        default=4,
        metadata=about("queries over 0.25 s that run or are paused, each with a worker more", positive),
    )
    heavy_at_once: int = field(default=2, metadata=about("how many of the heavy queries run at once", positive))
    query_timeout: float = field(
        default=30.0, metadata=about("seconds after which a query is stopped, with its wait", seconds)
    )
    query_memory: int = field(default=2 * 1024**3, metadata=about("bytes of memory that one query may take", positive))
    queue_timeout: float = field(default=10.0, metadata=about("seconds that a query waits for a free worker", seconds))
    queue_length: int = field(default=100, metadata=about("queries that may wait for a worker", positive))
    client_seconds: float = field(
        default=60.0,
        metadata=about("seconds of work that one client gets in a minute; 0: no limit", seconds_or_zero),
    )
    client_burst: float = field(
        default=120.0, metadata=about("seconds of work that a client which has rested may take at once", seconds)
    )
    client_queries: int = field(
        default=20, metadata=about("queries of one client that may run or wait at once; 0: no limit", whole)
    )
    max_result_bytes: int = field(default=1024**3, metadata=about("bytes after which a result is cut off", positive))
    cache_bytes: int = field(
        default=256 * 1024**2,
        metadata=about(
            "bytes of answers kept in memory, pages, rows of questions and networks a quarter more each; 0: none", whole
        ),
    )
    request_limit: int = field(default=1024**2, metadata=about("bytes of the longest query taken", positive))
    service_endpoints: tuple[str, ...] = field(
        default=(),
        metadata=about("endpoints that queries may call by SERVICE, with commas between", endpoints),
    )
    service_private_hosts: tuple[str, ...] = field(
        default=(), metadata=about("hosts of those endpoints that may be in a private network", host_names)
    )
    poll_interval: float = field(default=0.5, metadata=about("seconds between two looks for a new release", seconds))
    drain_timeout: float = field(
        default=0.0,
        metadata=about("seconds between SIGTERM, when /readyz turns to 503, and closing the port", seconds_or_zero),
    )
    log_format: str = field(default="plain", metadata=about("lines of the log: plain or json", one_of("plain", "json")))


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

    @property
    def shown_default(self) -> str:
        return written(self.default)

    def parse(self, text: str, given_by: str) -> object:
        try:
            return self.read(text)
        except ValueError as error:
            raise SettingError(f"{given_by}={text!r} cannot be used: {error}. It is: {self.help}.") from error


def written(value: object) -> str:
    """The text that is read as this value."""
    return ",".join(value) if isinstance(value, tuple) else str(value)


TABLE = tuple(SettingRow(f.name, f.default, f.metadata["help"], f.metadata["read"]) for f in fields(Settings))


def read_settings(
    environment: Mapping[str, str],
    options: Mapping[str, str | None] | None = None,
    file: Mapping[str, FileValue] | None = None,
) -> Settings:
    """Settings from a file, overridden by the environment, overridden by command-line options that are not None."""
    values: dict[str, Any] = {}
    for row in TABLE:
        if (option := (options or {}).get(row.name)) is not None:
            values[row.name] = row.parse(option, row.option)
        elif (variable := environment.get(row.variable)) is not None:
            values[row.name] = row.parse(variable, row.variable)
        elif (written := (file or {}).get(row.name)) is not None:
            values[row.name] = row.parse(written.text, written.place)
    return Settings(**values)


def as_texts(settings: Settings) -> dict[str, str]:
    """Settings as they are handed to another process of ours."""
    return {row.name: written(getattr(settings, row.name)) for row in TABLE}


def from_texts(texts: Mapping[str, str]) -> Settings:
    """Settings as `as_texts` gave them."""
    return read_settings({}, texts)
