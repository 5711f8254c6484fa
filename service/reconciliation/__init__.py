"""Matching names of a table with things (W3C Reconciliation Service API 0.2)."""
