import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.questions.tokens import Kind, tokens


def kinds(text: str, kind: Kind) -> list[str]:
    return [token.text for token in tokens(text) if token.kind == kind]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("?s $p ?o_1 $été", ["?s", "$p", "?o_1", "$été"], id="both sigils"),
        pytest.param("# ?a\n?b # $c", ["?b"], id="comments"),
        pytest.param("<urn:a#?b> ?c", ["?c"], id="IRI with a hash and a question mark"),
        pytest.param('"?a" ?b', ["?b"], id="short string"),
        pytest.param("'?a' ?b", ["?b"], id="short string in single quotes"),
        pytest.param(r'"\"?a" ?b', ["?b"], id="escaped quote"),
        pytest.param(r'"\\" ?a', ["?a"], id="escaped backslash before the end"),
        pytest.param('"""?a "quoted"\n?b""" ?c', ["?c"], id="long string"),
        pytest.param("'''it's ?a''' ?b", ["?b"], id="long string in single quotes"),
        pytest.param('""?a', ["?a"], id="empty string"),
        pytest.param('"# " ?a', ["?a"], id="hash in a string"),
        pytest.param("?a<?b && ?c>?d", ["?a", "?b", "?c", "?d"], id="comparison"),
        pytest.param("?a cairn:spawnedFrom? ?b", ["?a", "?b"], id="path with a question mark"),
        pytest.param(r"ex:a\?b ?c", ["?c"], id="escape in a prefixed name"),
    ],
)
def test_variables_are_found_where_they_are_variables(query: str, expected: list[str]) -> None:
    assert kinds(query, "variable") == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("cairn:Model/^dct:source", ["cairn:Model", "dct:source"], id="path"),
        pytest.param(": :x", [":", ":x"], id="empty prefix"),
        pytest.param("claim-kind:fact", ["claim-kind:fact"], id="prefix with a hyphen"),
        pytest.param('"a:b" <a:b> #a:b', [], id="not in strings, IRIs and comments"),
    ],
)
def test_prefixed_names_are_found(query: str, expected: list[str]) -> None:
    assert kinds(query, "prefixed") == expected


@given(st.text())
def test_tokens_joined_give_the_text_back(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text
