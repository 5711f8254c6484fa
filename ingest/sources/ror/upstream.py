"""Where the registry is fetched from: its dump on Zenodo, one file in place of thousands of questions to its API."""

from typing import Final

from ingest.sources.upstream import RegistryDump, Upstream

UPSTREAM: Final = Upstream(
    base="https://zenodo.org/",
    steps=(RegistryDump("api/communities/ror-data/records?q=&sort=newest&size=1", "organizations.jsonl"),),
)
