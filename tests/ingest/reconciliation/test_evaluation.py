from pathlib import Path

import pytest

from ingest.errors import PairsUnreadable
from ingest.reconciliation.evaluation import judge, score
from ingest.reconciliation.evidence import Verdict
from ingest.reconciliation.gold import Lookup, Pair, Place, Side, read_pairs
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.reconciler import Reconciler
from tests.ingest.reconciliation.things import model, organization, repository

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
    place = Place("osai/models/quay.yaml#basemodel", gull.subject)
    found = Lookup([place], [gull, quay]).find(Side("osai", "quay.yaml#basemodel", "Quay-7B"))
    assert found == quay


def judged(known: list[Profile], left: Side, right: Side) -> Verdict:
    [found] = judge([Pair(1, left, right, True, "")], Lookup([], known), Reconciler(known))
    return found.verdict


def test_what_belongs_to_one_thing_on_two_levels_is_one() -> None:
    path = "harbor/Gull-7B"
    release = model("epoch", "Gull", "Harbor", level="release", parameters=7e9)
    checkpoint = model("model_openness_tool", "Gull-7B", "Harbor", level="checkpoint")
    known = [release, checkpoint, repository(path)]
    assert judged(known, Side("huggingface-model", path, path), Side("epoch", "Gull", "Gull")).same


def test_what_is_alike_and_not_held_in_the_graph_is_missed() -> None:
    """Three agree pair by pair, and two of them rule each other out: the graph holds one pair less."""
    organizations = [
        organization("models_dev", "Harbor Sea"),
        organization("models_dev", "Sea Harbor Observatory", "Harbor Sea Labs"),
        organization("osai", "Harbor Sea", "Sea Harbor Observatory"),
    ]
    sides = [Side("models-dev:organization", name, name) for name in ("Harbor Sea", "Sea Harbor Observatory")]
    third = Side("osai:org", "Harbor Sea", "Harbor Sea")
    found = [judged(organizations, side, third) for side in sides]
    assert [each.same for each in found] == [True, False]
    assert found[1].evidence[0].reason == "not-in-graph"


def test_variants_are_two() -> None:
    known = [model("epoch", "Gull-7B", "Harbor"), model("epoch", "Gull-13B", "Harbor")]
    assert not judged(known, Side("epoch", "a", "Gull-7B"), Side("epoch", "b", "Gull-13B")).same
