"""Settings in a TOML file: the names of the settings table, one a line, nothing else."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from service.errors import SettingError
from service.near_names import did_you_mean, near_names


@dataclass(frozen=True)
class FileValue:
    """What a file says of a setting, and where."""

    text: str
    place: str


def read_file(path: Path, known: Collection[str]) -> dict[str, FileValue]:
    """The settings in a file; raises SettingError with the line for what is not understood."""
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except OSError as error:
        raise SettingError(f"cannot read the settings in {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingError(f"the settings in {path} are not UTF-8 at byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingError(f"the settings in {path} are not valid TOML: {error}") from error
    return {name: file_value(path, text, name, value, known) for name, value in content.items()}


def file_value(path: Path, text: str, name: str, value: object, known: Collection[str]) -> FileValue:
    place = f"{path}, line {line_of(text, name)}: {name}"
    if name not in known:
        hint = did_you_mean(near_names(name, known)[:1])
        raise SettingError(f"{place} is not a setting.{hint} There are: {', '.join(known)}.")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise SettingError(f"{place} must be one number or one text in quotation marks.")
    return FileValue(str(value), place)


def line_of(text: str, name: str) -> int:
    """The line in which a name of the top level is set; the parser does not tell it."""
    written = re.compile(rf"""^[ \t\[]*["']?{re.escape(name)}["']?[ \t]*[=.\]]""", re.MULTILINE)
    found = written.search(text)
    return text.count("\n", 0, found.start() if found else 0) + 1
