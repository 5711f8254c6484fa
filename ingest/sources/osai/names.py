"""Names of models in the European Open Source AI Index: which of them name a model, and which one."""

import re
from dataclasses import dataclass, replace
from typing import Any, Final

from ingest.levels import level_of
from ingest.sources import hostile
from ingest.sources.repository_names import closeness, fits, squashed
from ingest.sources.source_values import UNMAPPED

HEDGED: Final = "hedged"
NO_NAMES: Final = frozenset({"none", "unknown", "undisclosed", "unclear", "n/a"})
DOUBTED: Final = re.compile(r"\?$|\(version unknown\)$")
NO_MODEL: Final = re.compile(r"\(synthetic\)$")
"""Ends of names of data."""


@dataclass(frozen=True)
class ModelName:
    """What stands where a model should be named.

    Attributes:
        written: as it stands there.
        status: why it names no model that we know of, "" if it names one.
    """

    written: str
    status: str = ""

    def __bool__(self) -> bool:
        return bool(self.written) and not self.status

    @property
    def level(self) -> str:
        return level_of(self.written)


@dataclass(frozen=True)
class Names:
    """The models of a system.

    Attributes:
        swapped: whether the two stood in each other's place.
        misspelt: the end model's name where it was the base model's with one wrong letter.
    """

    family: str
    base: ModelName
    end: ModelName
    swapped: bool = False
    misspelt: str = ""

    @property
    def one(self) -> bool:
        return self.base.written.lower() == self.end.written.lower()


def model_name(raw: Any) -> ModelName:
    """The name in a field, with a status if it is none."""
    text = hostile.one_line(raw) if isinstance(raw, str) else None if raw is None else str(raw)
    if not text:
        return ModelName("")
    if text.lower() in NO_NAMES or NO_MODEL.search(text):
        return ModelName(text, UNMAPPED)
    return ModelName(text, HEDGED if DOUBTED.search(text) else "")


def ordered(names: Names, home: list[str], base_weights: list[str], end_weights: list[str]) -> Names:
    """The names in the right places.

    Args:
        names: as they stand in the file.
        home: repositories that the system's own link leads to.
        base_weights: repositories given as evidence for the weights of the base model.
        end_weights: likewise of the end model.
    """
    base, end = names.base, names.end
    if not base or not end or names.one:
        return names
    if _same_but_for_a_letter(base.written, end.written) and squashed(base.written) == squashed(names.family):
        return replace(names, end=base, misspelt=end.written)
    crossed = _only(base, end, home) and _only(base, end, end_weights) and _only(end, base, base_weights)
    return replace(names, base=end, end=base, swapped=True) if crossed else names


def holder(repository: str, names: Names) -> ModelName | None:
    """The model of a system whose repository it can be, by its name."""
    found = [name for name in (names.end, names.base) if name and fits(name.written, repository)]
    return max(found, key=lambda name: closeness(name.written, repository)) if found else None


def in_family(name: str, family: str) -> bool:
    """Whether a base model belongs to the family of the system and is not one of somebody else.

    >>> in_family("Teuken-7B-base", "Teuken")
    True
    >>> in_family("Gemma-7B", "CodeGemma")
    False
    """
    return bool(squashed(family)) and squashed(name).startswith(squashed(family))


def _only(one: ModelName, other: ModelName, repositories: list[str]) -> bool:
    return any(fits(one.written, each) and not fits(other.written, each) for each in repositories)


def _same_but_for_a_letter(one: str, other: str) -> bool:
    pairs = list(zip(one.lower(), other.lower(), strict=False))
    wrong = [pair for pair in pairs if pair[0] != pair[1]]
    return len(one) == len(other) and len(wrong) == 1 and "".join(wrong[0]).isalpha() and len(one) > len("model")
