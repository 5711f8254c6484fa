"""Where the summaries and the tables of creators are fetched from: the repository of the collection."""

from typing import Final

from ingest.sources.upstream import git_repository

UPSTREAM: Final = git_repository(
    "Data-Provenance-Initiative/Data-Provenance-Collection",
    (
        ("data_summaries/*.json", "data_summaries"),
        ("data_summaries-speech/*.json", "data_summaries-speech"),
        ("constants/*.json", "constants"),
    ),
)
