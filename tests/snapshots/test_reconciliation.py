"""Decisions on real labelled pairs, and what merged groups of real records hold; skipped without the snapshots.

`reconciliation_pairs.csv` holds pairs that were drawn from the snapshots at random, by how alike their names are, and
judged by reading both records.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from ingest.reconciliation.corpus import Corpus, read_corpus
from ingest.reconciliation.decisions import REVIEWED, final_targets
from ingest.reconciliation.evaluation import judge, score
from ingest.reconciliation.gold import Lookup, read_pairs
from ingest.reconciliation.profiles import Profile
from ingest.reconciliation.reconciler import Reconciler
from ingest.reconciliation.traits import sizes_differ
from ingest.resolution import thing
from ingest.work_names import read_name
from tests.snapshots.snapshot_load import DATA

LABELLED: Final = DATA / "reconciliation_dev.csv"
DRAWN: Final = Path(__file__).with_name("reconciliation_pairs.csv")

pytestmark = pytest.mark.skipif(not LABELLED.is_file(), reason="the snapshots are not here")


@cache
def reconciled() -> tuple[Corpus, Reconciler]:
    corpus = read_corpus(DATA)
    return corpus, Reconciler(corpus.profiles, corpus.people)


@pytest.mark.parametrize("pairs", [pytest.param(LABELLED, id="labelled"), pytest.param(DRAWN, id="drawn")])
def test_decisions_agree_with_people(pairs: Path) -> None:
    corpus, reconciler = reconciled()
    found = score(judge(read_pairs(pairs), Lookup(corpus.records, corpus.profiles), reconciler))
    assert found.precision >= 0.97
    assert found.recall >= 0.9


@cache
def groups() -> list[list[Profile]]:
    """What is merged by comparison: things of which a person decided are left out."""
    corpus, reconciler = reconciled()
    decisions = reconciler.outcome().decisions
    targets = final_targets(decisions)
    decided = {end for each in decisions if each.reason == REVIEWED for end in (each.replaced, each.canonical)}
    found: dict[object, list[Profile]] = defaultdict(list)
    for profile in corpus.profiles:
        node = thing(profile.subject)
        if profile.names and node not in decided:
            found[targets.get(node, node)].append(profile)
    return [members for members in found.values() if len({each.subject for each in members}) > 1]


def test_the_snapshots_have_hundreds_of_groups() -> None:
    assert len(groups()) > 500


def test_no_group_holds_two_levels() -> None:
    models = [[each for each in members if each.kind == "model"] for members in groups()]
    assert [members for members in models if len({each.level for each in members}) > 1] == []


@pytest.mark.parametrize("part", ["tunings", "formats"])
def test_no_group_holds_two_tunings_or_formats(part: str) -> None:
    wrong = []
    for members in groups():
        told = {frozenset(getattr(read_name(each.names[0]), part)) - {"base"} for each in members if not each.contents}
        wrong += [[each.subject for each in members]] if len(told - {frozenset()}) > 1 else []
    assert wrong == []


def test_no_group_holds_two_sizes() -> None:
    wrong = []
    for members in groups():
        told = [sizes for each in members if (sizes := read_name(each.names[0]).sizes)]
        wrong += [[each.subject for each in members]] if any(sizes_differ(told[0], each) for each in told[1:]) else []
    assert wrong == []


def test_no_group_holds_two_repositories_of_works() -> None:
    repositories = [[each for each in members if each.level == "repository"] for members in groups()]
    assert [members for members in repositories if len({each.subject for each in members}) > 1] == []
