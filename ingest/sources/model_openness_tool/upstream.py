"""Where the tool's entries are fetched from: its repository."""

from typing import Final

from ingest.sources.upstream import git_repository

UPSTREAM: Final = git_repository(
    "lfai/model_openness_tool",
    (("models/*.yml", "models"), ("models/*.yaml", "models"), ("schema/*", "schema")),
)
