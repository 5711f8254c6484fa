import pytest
from pyoxigraph import Literal, NamedNode

from ingest.namespaces import iri
from ingest.questions.catalog import Question
from ingest.questions.files import read_question
from service.pages.linking import Link
from service.questions.table import Shown, Table, table_of
from service.result_rows import Cell

HEAD = """\
#+ summary: All
#+ description: All
#+ tags: [terms]
#+ expect: {columns: [name, name_iri, many, held, said, at_iri], types: {many: integer,
#+   held: partial-date}, min_rows: 0}
SELECT * WHERE { ?name ?many ?held }
"""
COLUMNS = ("name", "name_iri", "many", "held", "said", "at_iri")
BLOOM, SITE = iri("id:model/bloom"), NamedNode("https://example.org/" + "a" * 60)
LONG_TEXT = "many words " * 20


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> Question:
    path = tmp_path_factory.mktemp("questions") / "all.rq"
    path.write_text(HEAD, encoding="utf-8")
    return read_question(path)


def table(question: Question, *rows: tuple[Cell, ...]) -> Table:
    return table_of(question, COLUMNS, rows, {BLOOM: Literal("BLOOM", language="en")})


def test_iris_are_never_shown_where_there_is_a_name(question: Question) -> None:
    named, unnamed = (Literal("Bloom"), BLOOM, None, None, BLOOM, SITE), (None, iri("id:model/x-y"), *[None] * 4)
    shown = table(question, named, unnamed)
    assert [heading for heading, _ in shown.headings] == ["name", "many", "held", "said", "at"]
    first, second = shown.rows
    assert first[0] == Shown(Link("Bloom", "/id/model/bloom"))
    assert first[3] == Shown(Link("BLOOM", "/id/model/bloom"))
    assert first[4] == Shown(Link("example.org/" + "a" * 43 + "…", SITE.value, outside=True))
    assert second[0] == Shown(Link("x y", "/id/model/x-y"))


def test_numbers_and_dates_are_written_for_people_by_the_type_of_their_column(question: Question) -> None:
    year = Literal("2021", datatype=iri("xsd:integer"))
    (row,) = table(question, (year, None, Literal("12345"), Literal("2021-05"), Literal("1E25"), None)).rows
    assert [cell and cell.link.text for cell in row] == ["2021", "12,345", "May 2021", "1E25", None]


def test_columns_are_laid_out_by_type_and_by_their_longest_text(question: Question) -> None:
    shown = table(question, (Literal("a" * 30), None, Literal("1"), Literal("2021"), Literal(LONG_TEXT), None))
    assert [layout for _, layout in shown.headings] == ["", "number", "short", "text", "short"]


def test_a_long_text_begins_with_whole_words_and_is_there_whole(question: Question) -> None:
    (row,) = table(question, (None, None, None, None, Literal(LONG_TEXT, language="fr"), None)).rows
    assert row[3] == Shown(Link(LONG_TEXT, lang="fr"), ("many words " * 10)[:-1])


def test_an_address_in_a_text_column_leads_there_and_words_do_not(question: Question) -> None:
    web, words = Literal("https://example.org/"), Literal("https://example.org/ and more")
    (row,) = table(question, (words, None, None, None, web, None)).rows
    assert row[3] == Shown(Link("example.org", "https://example.org/", outside=True))
    assert row[0] == Shown(Link("https://example.org/ and more"))


def test_terms_of_vocabularies_have_their_prefix(question: Question) -> None:
    several, own = Literal("http://www.w3.org/ns/prov#Entity; x"), Literal(iri("cairn:Model").value)
    (row,) = table(question, (several, None, None, None, own, None)).rows
    assert row[0] == Shown(Link("prov:Entity; x"))
    assert row[3] == Shown(Link("cairn:Model", "/ontology#Model"))
