"""Stand-ins for things that the entries of a catalog build on and that have no entry there.

A placeholder has a name and nothing else, so that the link to it is not lost; whether it is a thing that another
catalog describes is left to reconciliation. A text that names several things or none gets no placeholder.
"""

import re
from typing import Final

from ingest.sources.hostile import one_line
from ingest.sources.mentions import Mentions

CLASSES: Final = {"artifact": "Artifact", "model": "Model"}
"""Class by kind: `artifact` where the property does not tell what it points to."""
NOTHING: Final = frozenset(
    {
        "custom",
        "from scratch",
        "multiple",
        "n/a",
        "none",
        "not applicable",
        "other",
        "own",
        "proprietary",
        "several",
        "tbd",
        "unclear",
        "undisclosed",
        "unknown",
        "unreleased",
        "unspecified",
        "unspecified unreleased",
        "various",
    }
)
"""What people write where they name nothing."""
NO_NAME: Final = re.compile(r"[,;?]|\b(?:and|or|licen[cs]e|licen[cs]ed)\b|[.!:]$", re.IGNORECASE)
"""Signs and words of lists, doubts, sentences and licenses, which slip into columns of models."""
LONGEST_NAME: Final = 8
"""Words in a name at most."""


def names_one(text: str) -> bool:
    """Whether a text is the name of one thing, as far as its form tells.

    >>> names_one("Llama 2-13B"), names_one("Big Transfer (BiT-M)")
    (True, True)
    >>> names_one("unspecified"), names_one("Gull and Heron"), names_one("Other License")
    (False, False, False)
    """
    name = one_line(text) or ""
    words = name.split()
    named = any(letter.isalpha() for letter in name) and name.casefold() not in NOTHING
    return named and len(words) <= LONGEST_NAME and not NO_NAME.search(name)


def placeholder(kind: str, name: str, mentions: Mentions, file: str) -> str:
    """`kind/slug` of what stands for a name, the same for the same string."""
    return mentions.name(kind, CLASSES[kind], name, file, key=f"dependency#{name}")
