from collections import Counter
from pathlib import Path

from ingest.reconciliation import Reconciler
from ingest.reconciliation.people import reviewed
from ingest.reconciliation.review import asked, facts_of, questions
from tests.ingest.reconciliation.things import model, organization

SHORT, LONG = organization("epoch", "QMI"), organization("ror", "Quay Marine Institute")
OTHER_SHORT, OTHER_LONG = organization("epoch", "HBX"), organization("ror", "Harbor Beacon Xylophones")
FACTS = {SHORT.subject: 3, LONG.subject: 40, OTHER_SHORT.subject: 9, OTHER_LONG.subject: 12}


def test_the_question_whose_answer_changes_most_comes_first() -> None:
    found = questions(Reconciler([SHORT, LONG, OTHER_SHORT, OTHER_LONG]).outcome(), FACTS)
    assert [(each.stays, each.other) for each in found] == [(OTHER_LONG, OTHER_SHORT), (LONG, SHORT)]
    assert [each.value for each in found] == [4.5, 1.5]


def test_facts_are_counted_for_what_is_one_already() -> None:
    same = organization("osai", "QMI")
    [found] = questions(Reconciler([SHORT, LONG, same]).outcome(), {**FACTS, same.subject: 5})
    assert found.value == 4.0


def test_a_question_shows_both_records_and_the_lines_to_paste(tmp_path: Path) -> None:
    left = model("epoch", "Gull", "Harbor", issued="2024-02-01", parameters=7e9)
    right = model("osai", "Gull", "Quay")
    [found] = questions(Reconciler([left, right]).outcome(), {left.subject: 1, right.subject: 1})
    lines = list(asked(found))
    assert any("by: Harbor; date: 2024-02-01; parameters: 7e+09" in line for line in lines)
    assert any(line.startswith("  why not decided: same-name") for line in lines)
    [same] = [line for line in lines if "under redirects" in line]
    [apart] = [line for line in lines if "under different" in line]
    path = tmp_path / "redirects.yaml"
    path.write_text(f"redirects:\n{same.replace('because: ', 'because: x')}\n")
    assert len(reviewed(path).same) == 1
    path.write_text(f"different:\n{apart.replace('because: ', 'because: x')}\n")
    assert reviewed(path).different == {frozenset({left.subject, right.subject})}


def test_facts_are_counted_at_both_ends() -> None:
    base = "https://w3id.org/opencairn/id/"
    said = [(f"{base}model/a", f"{base}organization/b"), (f"{base}model/a", "Gull")]
    assert facts_of(said) == Counter({"model/a": 2, "organization/b": 1})
