"""Decide which things of several sources are one: decisions are data, sources are never edited."""

from ingest.reconciliation.decisions import GRAPH, Decision, decision_quads, final_targets
from ingest.reconciliation.people import People, reviewed
from ingest.reconciliation.reconciler import Outcome, Reconciler, reconcile
from ingest.reconciliation.standing import Stands, nothing_stands, standing

__all__ = [
    "GRAPH",
    "Decision",
    "Outcome",
    "People",
    "Reconciler",
    "Stands",
    "decision_quads",
    "final_targets",
    "nothing_stands",
    "reconcile",
    "reviewed",
    "standing",
]
