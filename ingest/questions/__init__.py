"""Questions: named, described, parametrized queries, one file each."""
