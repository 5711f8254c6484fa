from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store
from rdflib import Graph
from rdflib.query import ResultRow

from ingest.namespaces import iri
from ingest.questions.binding import bind, substitute
from ingest.questions.catalog import Question
from ingest.questions.errors import ParameterError
from ingest.questions.expectation import Expectation
from ingest.questions.parameters import Parameter
from ingest.questions.tokens import tokens

QUERY = """# $thing and $text
SELECT ?label ?same
WHERE {
  { $thing <urn:p#$thing> ?label . $things ?thing2 "$thing" }
  UNION { VALUES ?label { $text "it's '$text'" } BIND(?label = $text AS ?same) }
}
"""
THING = Parameter("thing", "iri", "A thing", "project/x", class_="owl:Thing")
TEXT = Parameter("text", "string", "A text", "word")
LANGUAGE_TEXT = Parameter("text", "language-text", "A text", "word@en", default="word@en")


def question(text: str, *parameters: Parameter) -> Question:
    return Question(
        name="test",
        path=Path("test.rq"),
        text=text,
        summary="A test",
        description="A test",
        tags=(),
        parameters={parameter.name: parameter for parameter in parameters},
        expect=Expectation((), 0),
        form="select",
        chart=None,
        network=None,
        budget=250,
        answers=(),
    )


def structure(query: str) -> list[str]:
    """The tokens of a query without what may differ: strings, IRIs and space."""
    return [
        token.kind if token.kind in {"string", "iri"} else token.text
        for token in tokens(query)
        if not token.text.isspace()
    ]


def only_value(query: str) -> NamedNode | Literal:
    results = Store().query(query)
    assert isinstance(results, QuerySolutions)
    (row,) = results
    value = row[0]
    assert isinstance(value, NamedNode | Literal)
    return value


def test_only_the_parameter_itself_is_replaced() -> None:
    bound = substitute(QUERY, {"thing": iri("id:project/x"), "text": Literal("word")})
    assert bound == (
        QUERY.replace("{ $thing", "{ <https://w3id.org/opencairn/id/project/x>")
        .replace("{ $text", '{ "word"')
        .replace("= $text", '= "word"')
    )
    assert "# $thing and $text" in bound
    assert "<urn:p#$thing>" in bound
    assert "$things ?thing2" in bound
    assert """"$thing" }""" in bound


def test_defaults_fill_in_for_values_that_are_not_given() -> None:
    assert bind(question("SELECT ($text AS ?x) {}", LANGUAGE_TEXT), {}) == 'SELECT ("word"@en AS ?x) {}'


def test_a_required_parameter_must_be_given() -> None:
    with pytest.raises(ParameterError, match="'text' is missing: expected a text, such as word"):
        bind(question("SELECT ($text AS ?x) {}", TEXT), {})


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(ParameterError, match="one of this question's parameters: text; did you mean text"):
        bind(question("SELECT ($text AS ?x) {}", TEXT), {"text": "a", "texts": "b"})


HOSTILE = st.one_of(
    st.text(),
    st.text(alphabet="\"'\\ux0027>}{<#;.\n\r $?@^"),
    st.sampled_from(
        [
            '" . ?s ?p ?o . "',
            "' } DROP ALL #",
            '"""',
            "\\",
            '\\"',
            "\\u0022 . ?s ?p ?o",
            "\\\\u0022",
            "\\\x01",
            "$text",
            '"^^<urn:x>',
            "\u2028\u0085",
            "\x00",
        ]
    ),
)


@given(HOSTILE)
@example("\\u0022")
@example("\\U00000022")
@example("\\\x01")
def test_no_text_changes_the_structure_or_is_changed(text: str) -> None:
    asked = question(QUERY, THING, TEXT)
    plain = bind(asked, {"thing": "project/x", "text": "word"})
    bound = bind(asked, {"thing": "project/x", "text": text})
    assert structure(bound) == structure(plain)
    assert only_value(bind(question("SELECT ($text AS ?x) {}", TEXT), {"text": text})) == Literal(text)


@given(HOSTILE, st.sampled_from(["en", "fr", "pt-br"]))
def test_no_text_with_a_language_is_changed(text: str, language: str) -> None:
    asked = question("SELECT ($text AS ?x) {}", LANGUAGE_TEXT)
    assert only_value(bind(asked, {"text": f"{text}@{language}"})) == Literal(text, language=language)


@given(st.one_of(st.text(), HOSTILE, HOSTILE.map("https://example.org/".__add__), HOSTILE.map("id:".__add__)))
def test_an_iri_is_refused_or_stays_one_iri(text: str) -> None:
    asked = question(QUERY, THING, TEXT)
    plain = bind(asked, {"thing": "project/x", "text": "word"})
    try:
        bound = bind(asked, {"thing": text, "text": "word"})
    except ParameterError as refused:
        assert refused.parameter == "thing"
        return
    assert structure(bound) == structure(plain)
    value = only_value(bind(question("SELECT ($thing AS ?x) {}", THING), {"thing": text}))
    assert isinstance(value, NamedNode)
    assert not set(value.value) & set(' "<>\\^`{|}\n\r\t\x00')


@pytest.mark.parametrize("text", ["\\u0022 } #", "\\\x01", '"', "\\", "\\\\u0022", "'''", "$text\n"])
def test_another_engine_reads_the_same_text(text: str) -> None:
    (row,) = Graph().query(bind(question("SELECT ?x { VALUES ?x { $text } }", TEXT), {"text": text}))
    assert isinstance(row, ResultRow)
    assert str(row[0]) == text
