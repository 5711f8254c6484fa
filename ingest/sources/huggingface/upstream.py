"""Where the Hub is asked: its API, for repositories that other catalogs name."""

from typing import Final

from ingest.sources.upstream import HubRepositories, Upstream

OF_BOTH: Final = (
    "author",
    "cardData",
    "createdAt",
    "disabled",
    "downloads",
    "downloadsAllTime",
    "gated",
    "lastModified",
    "likes",
    "private",
    "sha",
    "tags",
)
UPSTREAM: Final = Upstream(
    base="https://huggingface.co/",
    steps=(
        HubRepositories(
            model_fields=(*OF_BOTH, "baseModels", "library_name", "pipeline_tag", "safetensors"),
            dataset_fields=OF_BOTH,
        ),
    ),
    variable="HF_ENDPOINT",
)
