"""On which level a record of a model stands: what it describes itself decides, not the catalog that holds it.

| the record describes | level |
|--|--|
| files at one address on a platform | repository: the source says so |
| whatever bears a name at present, or several models by a name such as `Gull models` | family |
| weights of one size, tuning or format: `Gull-7B`, `Gull Chat`, `gull.pt` | checkpoint |
| what came out under one name: `Gull`, `Gull 2` | release |

Records on two levels are linked and never merged, so that the size of a checkpoint is not that of its release.
"""

import re
from typing import Final

from ingest.work_names import read_name, words

FAMILY: Final = "family"
RELEASE: Final = "release"
CHECKPOINT: Final = "checkpoint"
REPOSITORY: Final = "repository"

SEVERAL: Final = frozenset({"models", "family", "series", "suite", "networks", "checkpoints"})
"""Last words of names of several models."""
FILE: Final = re.compile(r".*\.(?:pth|pt|ckpt|safetensors|gguf|bin)")


def level_of(name: str) -> str:
    """The level of a model that is described by its name.

    >>> level_of("StarCoder2-15B"), level_of("StarCoder 2"), level_of("BERTurk models")
    ('checkpoint', 'release', 'family')
    """
    outside_brackets = re.sub(r"\([^()]*\)", " ", name)
    if words(outside_brackets)[-1:] and words(outside_brackets)[-1] in SEVERAL:
        return FAMILY
    read = read_name(name)
    told = read.sizes or read.tunings or read.formats or FILE.fullmatch(name)
    return CHECKPOINT if told else RELEASE
