from pathlib import Path

import pytest

from ingest.questions.catalog import Question
from ingest.questions.checking import check
from ingest.questions.decorators import imported
from ingest.questions.errors import QuestionError
from ingest.questions.files import read_question
from ingest.questions.parameters import Parameter

BODY = "SELECT ?a WHERE { ?a <urn:p> ?b }\nORDER BY ?a\n"
HEAD = "#+ summary: Things\n#+ tags: [terms]\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "theirs.rq"
    path.write_text(text, encoding="utf-8")
    return path


def ours(folder: Path, text: str) -> Question:
    """The imported file, read as the server reads it."""
    made, _ = imported(written(folder, text))
    path = folder / "ours.rq"
    path.write_text(made, encoding="utf-8")
    question = read_question(path)
    check(question)
    return question


def test_summary_description_and_tags_are_kept(tmp_path: Path) -> None:
    question = ours(tmp_path, "#+ description: |\n#+   Two\n#+   lines\n" + HEAD + BODY)
    assert (question.summary, question.description, question.tags) == ("Things", "Two\nlines", ("terms",))
    assert question.expect.columns == ("a",)


@pytest.mark.parametrize(
    ("variable", "parameter"),
    [
        ("?_year", Parameter("year", "string", "Year", "text")),
        ("?_thing_iri", Parameter("thing", "iri", "Thing", "any/thing", class_="owl:Thing")),
        ("?_count_integer", Parameter("count", "integer", "Count", "1")),
        ("?_count_int", Parameter("count", "integer", "Count", "1")),
        ("?_since_date", Parameter("since", "date", "Since", "2021-05-01")),
        ("$_name_en", Parameter("name", "language-text", "Name", "text@en")),
        ("?_birth_place", Parameter("birth_place", "string", "Birth place", "text")),
    ],
)
def test_variables_become_parameters_of_their_type(variable: str, parameter: Parameter, tmp_path: Path) -> None:
    question = ours(tmp_path, HEAD + BODY.replace("?b }", f"{variable} ; <urn:q> {variable} }}"))
    assert question.parameters == {parameter.name: parameter}
    assert f"${parameter.name} ; <urn:q> ${parameter.name}" in question.text


def test_defaults_and_choices_are_kept(tmp_path: Path) -> None:
    head = HEAD + "#+ defaults:\n#+   - kind: a\n#+ enumerate:\n#+   - kind:\n#+     - a\n#+     - b\n"
    question = ours(tmp_path, head + BODY.replace("?b }", "?__kind }"))
    assert question.parameters == {"kind": Parameter("kind", "string", "Kind", "a", default="a", choices=("a", "b"))}


def test_what_has_no_place_here_is_left_out_and_told(tmp_path: Path) -> None:
    head = HEAD + "#+ endpoint: http://example.org/sparql\n#+ pagination: 50\n#+ method: GET\n#+ host: x\n"
    text, dropped = imported(written(tmp_path, head + BODY))
    assert [each.partition("`")[2].partition("`")[0] for each in dropped] == [
        "endpoint",
        "pagination",
        "method",
        "host",
    ]
    assert "pagination" not in text


def test_what_cannot_be_kept_whole_is_told(tmp_path: Path) -> None:
    head = (
        f"#+ summary: {'Many things ' * 9}\n#+ tags: [terms, physics]\n"
        "#+ enumerate:\n#+   - kind\n#+   - year: [a]\n#+ defaults:\n#+   - size: 3\n"
    )
    text, told = imported(written(tmp_path, head + BODY.replace("?b }", "?_kind }")))
    assert told == [
        "`defaults` of size is left out: the query has no such parameter",
        "`enumerate` of kind is left out: values are listed here, and not looked up",
        "`enumerate` of year is left out: the query has no such parameter",
        "`summary` is cut after 80 characters",
        "the tag 'physics' is left out: it is no theme of ours",
    ]
    assert "physics" not in text


@pytest.mark.parametrize(("tags", "line"), [("", 1), ("#+ tags: [physics]\n", 2)])
def test_a_file_without_a_theme_of_ours_is_refused(tags: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="a theme is missing") as raised:
        imported(written(tmp_path, "#+ summary: Things\n" + tags + BODY))
    assert raised.value.line == line


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.rq"
    path.write_bytes(b"#+ summary: Things\n#+ description: Caf\xe9\n")
    with pytest.raises(QuestionError, match="not UTF-8") as raised:
        imported(path)
    assert raised.value.line == 2


def test_a_construct_query_is_imported(tmp_path: Path) -> None:
    question = ours(tmp_path, HEAD + "CONSTRUCT { ?a <urn:p> ?b } WHERE { ?a <urn:p> ?b }\n")
    assert question.form == "construct"


@pytest.mark.parametrize(
    ("head", "query", "line", "reason"),
    [
        ("#+ method: POST\n", BODY, 3, "asked by GET"),
        ("#+ transform: {a: 1}\n", BODY, 3, "`transform` cannot be imported"),
        ("", BODY.replace("?b }", "?__x }"), 1, "no value in `defaults`"),
        ("", BODY.replace("?b }", "?_x_iri, ?_x_integer }"), 3, "has two types"),
        ("", BODY.replace("?b }", "?_limit }"), 3, "has a meaning here"),
        ("", "INSERT DATA { <urn:a> <urn:b> 1 }", 3, "not SPARQL"),
        ("", BODY.replace("?b }", "?_b ; <urn:q> ?b }"), 3, "?b stands beside a parameter of that name"),
        ("", BODY.replace("ORDER BY ?a\n", ""), 3, "has to end with ORDER BY"),
        ("", BODY.replace("?a\n", "?a\nLIMIT 3\n"), 5, "no LIMIT after ORDER BY"),
        ("", BODY.replace("<urn:p>", "foaf:name"), 3, "the prefix foaf: is not declared"),
        ("", "\n#+ defaults: []\n" + BODY, 4, "stand together at the top"),
        ("#+ enumerate:\n#+   - n: [many]\n", BODY.replace("?b }", "?_n_integer }"), 1, "'many': expected a whole"),
        ("", "ASK { ?a <urn:p> ?b }", 1, "SELECT or a CONSTRUCT"),
    ],
)
def test_what_would_mean_something_else_is_refused(
    head: str, query: str, line: int, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(QuestionError) as raised:
        imported(written(tmp_path, HEAD + head + query))
    assert (raised.value.line, reason in raised.value.reason) == (line, True), str(raised.value)
