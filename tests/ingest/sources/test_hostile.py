import json
from pathlib import Path

import pytest

from ingest.sources import hostile


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a\x00b", id="control character"),
        pytest.param("a\u202eb", id="right-to-left override"),
        pytest.param("a\u200bb", id="zero-width space"),
        pytest.param("M\u0435ta", id="Cyrillic letter in a Latin word"),
        pytest.param("Go\u03bfgle", id="Greek letter in a Latin word"),
        pytest.param("\ud800", id="lone surrogate"),
        pytest.param("two\nlines", id="line feed"),
        pytest.param("  ", id="blanks only"),
        pytest.param("x" * 301, id="too long"),
        pytest.param(7, id="number"),
        pytest.param(None, id="nothing"),
    ],
)
def test_a_text_that_a_reader_cannot_trust_is_no_name(text: object) -> None:
    assert hostile.name(text) is None


@pytest.mark.parametrize(
    "text", ["Université de Montréal", "智谱 AI", "\u0421\u0431\u0435\u0440", "{{ 7*7 }}", "<script>"]
)
def test_an_honest_or_template_looking_text_stays_as_it_is(text: str) -> None:
    assert hostile.name(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "https://",
        "https://example.org/a b",
        "https://example.org/\u202e",
        "https://example.org/<x>",
        "//example.org",
    ],
)
def test_only_web_addresses_that_are_iris_are_addresses(text: str) -> None:
    assert hostile.address(text) is None


def test_a_web_address_stays_as_it_is() -> None:
    assert hostile.address("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("[" * 100_000 + "]" * 100_000, "nested", id="deeper than the parser goes"),
        pytest.param("[" * 65 + "]" * 65, "levels deep", id="deeper than allowed"),
        pytest.param('{"a": NaN}', "NaN", id="not a number"),
        pytest.param('{"a": ' + "9" * 5000 + "}", "no JSON", id="number of 5,000 digits"),
        pytest.param('{"a": 1', "no JSON", id="cut off"),
    ],
)
def test_json_that_is_too_much_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(hostile.Untrusted, match=why):
        hostile.load(text)


def test_json_as_deep_as_allowed_is_read() -> None:
    text = "[" * 64 + "]" * 64
    assert json.dumps(hostile.load(text)) == text


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostile, "LARGEST_JSON", 10)
    path = tmp_path / "large.json"
    path.write_text('"0123456789"')
    with pytest.raises(hostile.Untrusted, match="12 bytes"):
        hostile.load_file(path)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.json"
    path.write_bytes(b'"\xe9"')
    with pytest.raises(hostile.Untrusted, match="UTF-8"):
        hostile.load_file(path)


def test_of_a_line_that_is_too_long_the_rest_is_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostile, "LARGEST_JSON", 10)
    path = tmp_path / "lines.jsonl"
    path.write_bytes(b"1\n" + b"2" * 95 + b"\n3\n")
    found = list(hostile.lines(path))
    assert [number for number, _ in found] == [1, 2, 3]
    assert found[1][1] == b"2" * 11
    assert found[2][1] == b"3\n"
