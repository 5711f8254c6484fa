from pathlib import Path

import pytest

from ingest.questions.errors import ParameterError, QuestionError, UnknownQuestion
from ingest.questions.expectation import Chart, Expectation, Network
from ingest.questions.files import load, read_question
from ingest.questions.parameters import Parameter

WHOLE = """\
#+ summary: Compute given to a project
#+ description: >-
#+   Who gave what;
#+   an empty amount is not known.
#+ tags: [compute, projects]
#+ params:
#+   project: {type: iri, class: cairn:Project, description: The project, example: bigscience}
#+   least: {type: integer, description: The least amount, example: 10, default: 0}
#+ chart: {kind: bar, x: provider, y: amount}
#+ expect: {columns: [provider, amount], min_rows: 1, types: {amount: integer}}
#+ answers: [6, 7]
SELECT ?provider ?amount
WHERE { ?provider <urn:gave> ?amount ; <urn:to> $project FILTER(?amount > $least) }
"""


def written(folder: Path, text: str, name: str = "compute-by-project.rq") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_question_file_is_read_whole(tmp_path: Path) -> None:
    question = read_question(written(tmp_path, WHOLE))
    assert question.name == "compute-by-project"
    assert question.summary == "Compute given to a project"
    assert question.description == "Who gave what; an empty amount is not known."
    assert question.tags == ("compute", "projects")
    assert question.parameters == {
        "project": Parameter("project", "iri", "The project", "bigscience", class_="cairn:Project"),
        "least": Parameter("least", "integer", "The least amount", "10", default="0"),
    }
    assert question.chart == Chart("bar", "provider", "amount")
    assert question.expect == Expectation(("provider", "amount"), 1, 1, {"amount": "integer"})
    assert (question.form, question.network, question.budget) == ("select", None, 250)
    assert question.answers == (6, 7)
    assert question.text == WHOLE


def test_types_floors_budgets_choices_and_networks_are_read(tmp_path: Path) -> None:
    more = WHOLE.replace("{amount: integer}}", "{amount: number, provider: iri}, min_rows_full: 9}").replace(
        "#+ answers", "#+ network: {source: provider, target: provider}\n#+ budget: 400\n#+ answers"
    )
    question = read_question(written(tmp_path, more.replace("example: 10, ", "example: 10, choices: [0, 10], ")))
    assert question.expect == Expectation(("provider", "amount"), 1, 9, {"amount": "number", "provider": "iri"})
    assert [question.expect.type_of(column) for column in ("amount", "provider", "x_iri")] == [
        "number",
        "iri",
        "iri",
    ]
    assert (question.network, question.budget) == (Network("provider", "provider"), 400)
    with pytest.raises(ParameterError, match="one of 0, 10"):
        question.parameters["least"].term("5")


@pytest.mark.parametrize(
    ("network", "reason"),
    [
        ("{source: provider, target: amount_iri}", "'provider' is string, and has to be iri here"),
        ("{source: amount_iri, target: amount_iri, weight: provider}", "'provider' is string, and has to be integer"),
        ("{source: amount_iri, target: none}", "not among the expected columns"),
    ],
)
def test_a_network_ties_things_with_whole_numbers(network: str, reason: str, tmp_path: Path) -> None:
    text = WHOLE.replace("[provider, amount]", "[provider, amount, amount_iri]")
    with pytest.raises(QuestionError) as raised:
        read_question(written(tmp_path, text.replace("#+ answers", f"#+ network: {network}\n#+ answers")))
    assert (raised.value.line, reason in raised.value.reason) == (11, True), raised.value.reason


def test_a_question_may_construct_triples(tmp_path: Path) -> None:
    head = "#+ summary: All\n#+ description: All\n#+ tags: [terms]\n#+ expect: {min_triples: 2}\n"
    question = read_question(written(tmp_path, head + "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
    assert (question.form, question.expect) == ("construct", Expectation((), 2, 2))


@pytest.mark.parametrize("query", ["ASK { ?s ?p ?o }", "DELETE WHERE { ?s ?p ?o }", "SELECT ?s { ?s ?p ?o }"])
def test_another_form_than_it_says_is_refused(tmp_path: Path, query: str) -> None:
    head = "#+ summary: All\n#+ description: All\n#+ tags: [terms]\n#+ expect: {min_triples: 2}\n"
    with pytest.raises(QuestionError, match="SELECT"):
        read_question(written(tmp_path, head + query))


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        pytest.param("#+ tags:", "#+ tag:", 5, "unknown key 'tag'", id="unknown key"),
        pytest.param("#+ summary:", "#+ sumary:", 1, "unknown key 'sumary'", id="misspelled key"),
        pytest.param("[compute, projects]", "[computing]", 5, "unknown tag 'computing'", id="unknown tag"),
        pytest.param("[compute, projects]", "compute", 5, "a list", id="tags not a list"),
        pytest.param("#+ answers: [6, 7]\n", "#+ answers: [six]\n", 11, "whole number", id="answer not a number"),
        pytest.param("#+ answers: [6, 7]\n", "#+ tags: [compute]\n", 11, "given twice", id="key given twice"),
        pytest.param("min_rows: 1", "min_rows: -1", 10, "whole number", id="negative row count"),
        pytest.param("min_rows: 1", "rows: 1", 10, "unknown key 'rows'", id="unknown expectation"),
        pytest.param("{amount: integer}", "{no: iri}", 10, "not among", id="type of no column"),
        pytest.param("{amount: integer}", "{amount: float}", 10, "unknown type", id="unknown column type"),
        pytest.param(", types: {amount: integer}", "", 9, "'amount' is string, and has", id="chart of no number"),
        pytest.param("[compute, projects]", "[]", 5, "the list is empty", id="no tag"),
        pytest.param(
            "default: 0", "choices: [3, many]", 8, "'many': expected a whole number", id="choice of the wrong type"
        ),
        pytest.param("kind: bar", "kind: pie", 9, "unknown chart", id="unknown chart"),
        pytest.param("y: amount", "y: amount, by: sum", 9, "not among the expected columns", id="parts of no column"),
        pytest.param("y: amount", "y: amount, order: [a]", 9, "an order needs `by`", id="order of nothing"),
        pytest.param("bar, x: provider", "years, by: amount, x: provider", 9, "only bars", id="parts of years"),
        pytest.param("y: amount", "y: sum", 9, "not among the expected columns", id="chart of no column"),
        pytest.param("type: integer", "type: number", 8, "unknown type 'number'", id="unknown type"),
        pytest.param("default: 0", "default: none", 8, "whole number", id="default of the wrong type"),
        pytest.param("example: 10", "example: ten", 8, "whole number", id="example of the wrong type"),
        pytest.param("example: bigscience", "example: 'a b'", 7, "'a b'", id="example no slug"),
        pytest.param("class: cairn:Project, ", "class: cairn:Thing, ", 7, "unknown class", id="unknown class"),
        pytest.param("class: cairn:Project, ", "", 7, "either a class or a scheme", id="iri of no class"),
        pytest.param("type: integer", "type: integer, scheme: unit", 8, "only an iri", id="number with scheme"),
        pytest.param("  least:", "  format:", 8, "cannot name a parameter", id="reserved name"),
        pytest.param("  least:", "  least-of:", 8, "cannot name a parameter", id="name with a hyphen"),
        pytest.param("$least", "?limit", 1, "'least' is not used", id="parameter not used"),
        pytest.param("$least", "$limit", 13, "$limit is not declared", id="parameter not declared"),
        pytest.param("?provider <urn:gave>", "?least <urn:gave>", 13, "write $least", id="parameter as variable"),
        pytest.param("Compute given", "Compute " + "given " * 20, 1, "one line of at most", id="long summary"),
        pytest.param("#+ summary: Compute given to a project\n", "", 1, "'summary' is missing", id="no summary"),
        pytest.param("#+ summary: Compute given to a project", "#+ summary:", 1, "a text", id="empty summary"),
        pytest.param("#+ tags: [compute, projects]", "#+ tags: [compute", 6, "not YAML", id="not YAML"),
        pytest.param("#+ tags:", "#+tags:", 5, "followed by a space", id="no space after the mark"),
        pytest.param("[compute, projects]", "&t [compute]", 5, "anchors", id="anchor"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, line: int, reason: str, tmp_path: Path) -> None:
    assert old in WHOLE
    with pytest.raises(QuestionError, match=r"compute-by-project\.rq") as raised:
        read_question(written(tmp_path, WHOLE.replace(old, new, 1)))
    assert reason in raised.value.reason
    assert raised.value.line == line


def test_a_query_without_front_matter_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="starts with lines marked"):
        read_question(written(tmp_path, "SELECT * { ?s ?p ?o }"))


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bytes.rq"
    path.write_bytes(b"#+ summary: \xff")
    with pytest.raises(QuestionError, match="not UTF-8"):
        read_question(path)


def test_a_file_name_in_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="joined by hyphens"):
        read_question(written(tmp_path, WHOLE, "ComputeByProject.rq"))


def test_a_parameter_inside_a_string_or_comment_is_not_used(tmp_path: Path) -> None:
    text = WHOLE.replace("FILTER(?amount > $least)", 'FILTER(?amount != "$least") # $least')
    with pytest.raises(QuestionError, match="'least' is not used"):
        read_question(written(tmp_path, text))


def test_who_asks_for_an_unknown_question_is_told_which_there_are(tmp_path: Path) -> None:
    written(tmp_path, WHOLE)
    questions = load(tmp_path)
    assert list(questions) == ["compute-by-project"]
    with pytest.raises(UnknownQuestion, match="compute-by-projekt") as raised:
        questions.named("compute-by-projekt")
    assert list(raised.value.known) == ["compute-by-project"]
