"""Decide which things of several sources are one: decisions are data, sources are never edited."""

from ingest.reconciliation.decisions import GRAPH, Decision, decision_quads, final_targets
from ingest.reconciliation.people import People, reviewed
from ingest.reconciliation.reconciler import Outcome, Reconciler, reconcile

__all__ = [
    "GRAPH",
    "Decision",
    "Outcome",
    "People",
    "Reconciler",
    "decision_quads",
    "final_targets",
    "reconcile",
    "reviewed",
]
