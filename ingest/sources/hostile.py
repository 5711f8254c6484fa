"""Texts and JSON written by strangers: what cannot be trusted is refused before anything is made of it."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

from ingest.values import ValueProblem, plain, web

LONGEST_NAME: Final = 300
LONGEST_ADDRESS: Final = 1000
LARGEST_JSON: Final = 5_000_000
DEEPEST: Final = 64
UNMISTAKABLE: Final = frozenset("ΓΔΘΛΞΠΣΦΨΩβγδεζηθλμξπσφψω")
"""Greek letters that nobody takes for Latin ones; names of models are written with them, such as MathΣtral."""
CONFUSABLE_SCRIPTS: Final = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE"})


class Untrusted(ValueError):
    """JSON that is not read; the message says why."""


def name(value: Any, longest: int = LONGEST_NAME) -> str | None:
    """A short text on one line that a reader sees as it is; None for anything else.

    Refused are characters that cannot be seen (controls, marks that turn the direction of writing), words that mix
    letters of scripts that look alike, and texts that are too long.
    """
    if not isinstance(value, str) or len(value) > longest:
        return None
    try:
        text = plain(value)
    except ValueProblem:
        return None
    if "\n" in text or "\t" in text or any(_mixes_scripts(word) for word in re.findall(r"[^\W\d_]+", text)):
        return None
    return text


def address(value: Any) -> str | None:
    """A web address of printable ASCII; None for anything else."""
    if not isinstance(value, str) or len(value) > LONGEST_ADDRESS or not re.fullmatch(r"[!-~]+", value):
        return None
    try:
        return web(value).value
    except ValueProblem:
        return None


def one_line(value: Any, longest: int = LONGEST_NAME) -> str | None:
    """A name whose white space is evened out first: upstream breaks lines and leaves blanks at the ends."""
    return name(" ".join(value.split()), longest) if isinstance(value, str) else None


def load(text: str) -> Any:
    """The value of a JSON text; raises Untrusted if it is too large or too deep, or is no JSON."""
    if len(text) > LARGEST_JSON:
        raise Untrusted(f"{len(text):,} characters: {LARGEST_JSON:,} are read at most")
    try:
        value = json.loads(text, parse_constant=_refuse)
    except RecursionError as error:
        raise Untrusted("nested too deeply") from error
    except ValueError as error:
        raise Untrusted(f"no JSON: {error}"[:LONGEST_NAME]) from error
    if text.count("[") + text.count("{") > DEEPEST and _depth(value) > DEEPEST:
        raise Untrusted(f"nested more than {DEEPEST} levels deep")
    return value


def load_file(path: Path) -> Any:
    """The value of a JSON file; raises Untrusted."""
    size = path.stat().st_size
    if size > LARGEST_JSON:
        raise Untrusted(f"{size:,} bytes: {LARGEST_JSON:,} are read at most")
    try:
        return load(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Untrusted(f"not UTF-8 at byte {error.start}") from error


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers; of a line that is too long only the beginning, which no parser takes."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LARGEST_JSON + 1):
            number += 1
            yield number, line
            while len(line) > LARGEST_JSON and not line.endswith(b"\n"):
                line = file.readline(LARGEST_JSON + 1)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _depth(value: Any) -> int:
    depth = 0
    level = [value]
    while level:
        depth += 1
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return depth


def _mixes_scripts(word: str) -> bool:
    if word.isascii():
        return False
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter not in UNMISTAKABLE}
    return len(scripts & CONFUSABLE_SCRIPTS) > 1
