from pathlib import Path

import pytest

from ingest.errors import PairsUnreadable
from ingest.reconciliation.evaluation import judge, score
from ingest.reconciliation.gold import Lookup, Side, read_pairs
from ingest.reconciliation.reconciler import Reconciler
from ingest.records import Record
from ingest.strict_yaml import Text
from tests.ingest.reconciliation.things import model, organization

HEADER = "left_source,left_id,left_name,right_source,right_id,right_name,same,note\n"
ROWS = (
    "epoch:organization,Harbor,Harbor,osai:org,Harbor AI,Harbor AI,1,suffix\n"
    "epoch:organization,Harbor,Harbor,osai:org,Quay,Quay,0,other\n"
    "epoch:organization,Harbor,Harbor,osai:org,Old Quay,Old Quay,1,renamed\n"
    "osai:license,Apache 2.0,Apache 2.0,spdx,Apache-2.0,Apache-2.0,1,spelling\n"
    "osai:license,Apache 2.0,Apache 2.0,spdx,MIT,MIT,0,other\n"
)


def test_precision_and_recall_are_those_of_the_pairs(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(HEADER + ROWS)
    known = [organization("epoch", "Harbor"), organization("osai", "Harbor AI"), organization("osai", "Quay")]
    judged = judge(read_pairs(path), Lookup([], known), Reconciler(known))
    found = score(judged)
    assert (found.precision, found.recall) == (1.0, 2 / 3)
    assert [each.pair.row for each in judged if not each.hit] == [3]
    assert [each.pair.row for each in judged if each.name_only] == [3]


def test_a_side_is_found_by_its_repository() -> None:
    path = "harbor/gull-7b"
    known = model("huggingface", path, "harbor", path, level="repository")
    assert Lookup([], [known]).find(Side("huggingface-model", path, path)) == known


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("left_source,same\na,1\n", id="columns missing"),
        pytest.param(HEADER + "epoch,row:2,Gull,osai,a,Gull,maybe,x\n", id="no judgment"),
    ],
)
def test_pairs_in_another_form_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(content)
    with pytest.raises(PairsUnreadable):
        read_pairs(path)


def test_a_side_whose_place_holds_a_thing_of_another_name_is_found_by_its_name() -> None:
    gull, quay = model("osai", "Gull-7B"), model("osai", "Quay-7B")
    record = Record("osai/models/quay.yaml#basemodel", gull.subject, Text("Model"), Text("Gull-7B"), (), ())
    found = Lookup([record], [gull, quay]).find(Side("osai", "quay.yaml#basemodel", "Quay-7B"))
    assert found == quay
