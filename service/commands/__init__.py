"""The verbs that read a release: ask, query, why."""
