"""Decisions on real labelled pairs; skipped where the snapshots are not at hand."""

import os
from pathlib import Path
from typing import Final

import pytest

from ingest.reconciliation.corpus import read_corpus
from ingest.reconciliation.evaluation import judge, score
from ingest.reconciliation.gold import Lookup, read_pairs
from ingest.reconciliation.reconciler import Reconciler

CHECKOUT: Final = Path(__file__).parents[2]
DATA: Final = Path(os.environ.get("OPENCAIRN_SHARED", CHECKOUT.parent / "shared")) / "data"
PAIRS: Final = DATA / "reconciliation_dev.csv"


@pytest.mark.skipif(not PAIRS.is_file(), reason="the snapshots are not here")
def test_decisions_agree_with_people() -> None:
    corpus = read_corpus(DATA)
    compare = Reconciler(corpus.profiles, corpus.people).compare
    found = score(judge(read_pairs(PAIRS), Lookup(corpus.records, corpus.profiles), compare))
    assert found.precision >= 0.97
    assert found.recall >= 0.85
