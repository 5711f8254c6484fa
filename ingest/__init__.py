"""The pipeline: from sources through records, mapping, validation and reconciliation to a release."""
