import json
import logging
import sys
from pathlib import Path

import pytest

from service.operations.log_lines import LONGEST, JsonLines, PlainLines, address, json_line, printable

HOSTILE = {
    "line end": 'x\n2026-01-01T00:00:00.000Z INFO forged "GET / HTTP/1.1" 200',
    "carriage return": "x\rforged",
    "escape sequence": "\x1b]0;title\x07\x1b[2J",
    "8-bit escape": "\x9b2J",
    "delete": "a\x7fb",
    "line separator": "a\u2028b\u2029c\x85d",
    "turned text": "\u202egpj.exe",
    "lone surrogate": "\ud800",
    "quotation": '" 200 "',
    "backslash": "a\\",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_address_is_printable_ascii_without_quotes_and_spaces(text: str) -> None:
    shown = address(text.encode("utf-8", "surrogatepass"))
    assert all("!" <= character <= "~" and character not in '"\\' for character in shown)


def test_a_long_address_is_cut() -> None:
    assert address("/" + "a" * 100_000) == "/" + "a" * (LONGEST - 1) + "..."
    assert len(address("\n" * 400)) == LONGEST + 3
    assert address("/id/project/bl%20oom") == "/id/project/bl%20oom"


def record(message: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord("service.test", logging.WARNING, "file", 1, message, args, None)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("formatter", [PlainLines(), JsonLines()], ids=["plain", "json"])
def test_no_text_of_strangers_makes_a_second_line_or_drives_a_terminal(formatter: logging.Formatter, text: str) -> None:
    line = formatter.format(record("the query said %s", text))
    assert line.isprintable()
    assert len(line.splitlines()) == 1


def test_a_message_of_ours_stays_readable() -> None:
    assert printable("« déjà » 10 €") == "« déjà » 10 €"


def test_a_traceback_is_set_in_or_a_field() -> None:
    try:
        Path("/").joinpath("x\n2026-01-01 forged\x1b[2J").relative_to("y")
    except ValueError:
        told = record("it failed")
        told.exc_info = sys.exc_info()
    first, *others = PlainLines().format(told).split("\n")
    assert first.endswith("WARNING it failed")
    assert all(line.startswith("  ") and line.isprintable() for line in others)
    assert "ValueError" in json.loads(JsonLines().format(told))["traceback"]


def test_fields_are_members_of_the_json_line() -> None:
    told = json.loads(json_line(0.25, "INFO", "service.test", {"client": "::1", "status": 200}))
    assert told == {
        "time": "1970-01-01T00:00:00.250Z",
        "level": "INFO",
        "logger": "service.test",
        "client": "::1",
        "status": 200,
    }
