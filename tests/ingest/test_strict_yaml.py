import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.strict_yaml import MAX_DEPTH, StrictYamlError, Text, load


def test_every_scalar_is_the_text_in_the_file() -> None:
    assert load("country: NO\nyear: 2021\nmonth: 2021-05\nempty:\n") == {
        "country": "NO",
        "year": "2021",
        "month": "2021-05",
        "empty": "",
    }


def test_a_scalar_knows_its_line() -> None:
    node = load("a: 1\nb:\n  - x\n  - y\n")
    assert isinstance(node, dict)
    values = node[Text("b")]
    assert isinstance(values, list)
    assert [value.line for value in values if isinstance(value, Text)] == [3, 4]


def test_an_empty_file_is_nothing() -> None:
    assert load("") is None


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        pytest.param("a: *x", 1, "alias", id="alias"),
        pytest.param("a: &x 1", 1, "anchor", id="anchor"),
        pytest.param("a: 1\na: 2", 2, "twice", id="duplicate key"),
        pytest.param("a: !!python/object/apply:os.system [ls]", 1, "tag", id="tag"),
        pytest.param("a:\n  - [", 3, "expected", id="open bracket"),
        pytest.param("a: b: c", 1, "not allowed", id="two colons"),
        pytest.param("? [a]\n: b", 1, "plain text", id="key that is a list"),
        pytest.param("a: \x07", 1, "control characters", id="control character"),
        pytest.param("a: 1\n---\nb: 2", 2, "second document", id="two documents"),
        pytest.param("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), 1, "levels deep", id="too deep"),
        pytest.param("[" * 100_000, 1, "levels deep", id="bracket bomb"),
    ],
)
def test_what_is_refused_is_named_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(StrictYamlError, match=reason) as caught:
        load(text)
    assert caught.value.line == line


@given(st.text())
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        load(text)
    except StrictYamlError as error:
        assert error.line >= 1
