"""Where the assets are fetched from: the repository of Ecosystem Graphs."""

from typing import Final

from ingest.sources.upstream import git_repository

UPSTREAM: Final = git_repository("stanford-crfm/ecosystem-graphs", (("assets/*.yaml", "assets"),))
