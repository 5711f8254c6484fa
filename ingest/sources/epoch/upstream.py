"""Where the table is fetched from."""

from typing import Final

from ingest.sources.epoch.cells import FILE
from ingest.sources.upstream import File, Upstream

UPSTREAM: Final = Upstream(base="https://epoch.ai/data/", steps=(File("all_ai_models.csv", FILE),))
