"""Where the index is fetched from: its repository, in which the entries stand side by side with their criteria."""

from typing import Final

from ingest.sources.upstream import git_repository

UPSTREAM: Final = git_repository(
    "Language-Technology-Assessment/main-database",
    (
        ("_*.yml", "meta"),
        ("a_submission_template.yaml", "meta"),
        (".zenodo.json", "meta"),
        ("*.yaml", "models"),
        ("*.yml", "models"),
    ),
)
