from pathlib import Path

import pytest

from ingest.data_folders import QUERIES
from ingest.questions.checking import checked
from ingest.questions.errors import QuestionError
from ingest.questions.names import OURS

WHOLE = """\
#+ summary: Who gave what
#+ description: Who gave what to whom.
#+ tags: [compute]
#+ params:
#+   project: {type: iri, class: cairn:Project, description: The project, example: bigscience}
#+ expect: {columns: [provider, amount], min_rows: 0}
SELECT ?provider ?amount
WHERE { ?provider <urn:gave> ?amount ; <urn:to> $project }
ORDER BY ?provider
"""


def folder_with(folder: Path, text: str) -> Path:
    (folder / "gifts.rq").write_text(text, encoding="utf-8")
    return folder


def test_a_good_file_passes(tmp_path: Path) -> None:
    assert list(checked(folder_with(tmp_path, WHOLE))) == ["gifts"]


def test_every_shipped_question_passes() -> None:
    assert checked(QUERIES)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("<urn:gave> ?amount ;", "<urn:gave> ?amount", 8, "not SPARQL, at character"),
        ("<urn:gave>", "urn:gave", 8, "the prefix urn: is not declared: a question declares its own"),
        ("<urn:gave>", ":gave", 8, "the prefix : is not declared"),
        ("<urn:gave>", "cairn:provides", 8, "the prefix cairn: is not declared"),
        ("<urn:gave>", f"<{OURS}provides>", 8, "no term 'provides'; did you mean provider"),
        ("SELECT", f"PREFIX c: <{OURS}>\nSELECT ?provider ?amount {{ ?a a c:Contribtion }} #", 8, "mean Contribution"),
        ("SELECT ?provider ?amount", "SELECT ?amount ?provider", 6, "gives the columns amount, provider"),
        ("SELECT ?provider ?amount", "SELECT ?provider ?amount ?more", 6, "provider, amount, more"),
        ("WHERE {", "WHERE { SERVICE <http://example.org/> { ?s ?p ?o }", 8, "SERVICE"),
        ("ORDER BY ?provider\n", "", 8, "end with ORDER BY"),
        ("ORDER BY ?provider", "ORDER BY ?provider LIMIT 9", 9, "no LIMIT"),
    ],
)
def test_a_query_that_cannot_be_asked_is_named_with_its_line(
    old: str, new: str, line: int, reason: str, tmp_path: Path
) -> None:
    assert old in WHOLE
    with pytest.raises(QuestionError) as raised:
        checked(folder_with(tmp_path, WHOLE.replace(old, new)))
    assert (raised.value.line, reason in raised.value.reason) == (line, True), raised.value.reason
    assert str(raised.value).startswith(f"{tmp_path}/gifts.rq:{line}: ")
